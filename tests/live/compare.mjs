// Reads a JSON of pairs of texts; writes for each whether the page takes them for the same, and the first line that differs.
import fs from 'node:fs'
import { difference, same } from '../../src/live/compare.js'

const pairs = JSON.parse(fs.readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(pairs.map(([one, other]) => [same(one, other), difference(one, other)])))
