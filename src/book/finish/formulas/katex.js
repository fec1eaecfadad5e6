// Reads [[formula, displayed], ...] as JSON; writes the HTML of each as JSON. KaTeX is found in the
// folder given as the argument.
const katex = require(require('path').join(process.argv[2], 'katex'))
const formulas = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const rendered = formulas.map(([formula, displayMode]) => {
  try {
    return { html: katex.renderToString(formula, { displayMode, throwOnError: true, strict: 'error' }) }
  } catch (error) {
    return { error: error.message }
  }
})
process.stdout.write(JSON.stringify(rendered))
