// Takes out of each style sheet named on standard input (JSON: the folder of node_modules, and {sheet, pages, scripts} each) the rules
// that no page and no script of its site can use, and writes what remains over it. A class that a script sets stands in the script.
const { join } = require('path')
const { readFileSync, writeFileSync } = require('fs')
const [modules, jobs] = JSON.parse(readFileSync(0, 'utf8'))
const { PurgeCSS } = require(join(modules, 'purgecss'))

const main = async () => {
  for (const { sheet, pages, scripts } of jobs) {
    const [{ css }] = await new PurgeCSS().purge({
      content: [...pages, ...scripts],
      css: [sheet],
      // Material stops every transition while it sets the colours: at each load the browser computes all styles of the page twice for it.
      blocklist: ['data-md-color-switching'],
      keyframes: true,
      variables: true,
    })
    writeFileSync(sheet, css)
  }
}
main()
