// Compares what a block printed here with what the page shows, by the rule of src/book/weave/compare.py: numbers as
// numbers, the rest as text, spaces aside.
const NUMBER = /(?<![\w#.])[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)(?!\w)/g
const RELATIVE = 1e-3

export const sameNumber = (expected, got) => {
  if (expected === got) return true
  if (!(expected.includes('.') && got.includes('.'))) return false
  const parts = [expected, got].map(text => text.split('e'))
  const decimals = Math.min(...parts.map(([digits]) => digits.split('.')[1].length))
  const place = Math.max(...parts.map(([, power]) => Number(power ?? 0))) - decimals
  const [a, b] = [Number(expected), Number(got)]
  const near = decimals ? RELATIVE * Math.max(Math.abs(a), Math.abs(b)) : 0
  return Math.abs(a - b) <= Math.max(near, place <= -4 ? 1.01 * 10 ** place : 0)
}

export const same = (expected, got) => {
  const rest = text => text.split(NUMBER).map(part => part.replaceAll(' ', '')).join('\0')
  const numbers = text => text.match(NUMBER) ?? []
  const [one, other] = [numbers(expected), numbers(got)]
  return rest(expected) === rest(got) && one.length === other.length && one.every((number, i) => sameNumber(number, other[i]))
}

// The first line that differs: [on the page, here].
export const difference = (expected, got) => {
  const [page, here] = [expected, got].map(text => text.trimEnd().split('\n'))
  const line = Array.from({ length: Math.max(page.length, here.length) }).findIndex((_, i) => !same(page[i] ?? '', here[i] ?? ''))
  return [page[line] ?? '', here[line] ?? '']
}
