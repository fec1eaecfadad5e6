// Packs what Python needs in the page: `node pack.mjs NODE_MODULES < JOB`, JOB a JSON of
//   {out, start: [...], libraries: {name: folder}}
// Pyodide itself compiles, so that the page need not: to OUT/start.zip the modules of the standard library that a first
// run takes and the libraries, to OUT/rest.zip the other modules, which load when they are imported.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const job = JSON.parse(fs.readFileSync(0, 'utf8'))
const folder = path.resolve(process.argv[2], 'pyodide')
const { loadPyodide } = await import(pathToFileURL(path.join(folder, 'pyodide.mjs')))
const python = await loadPyodide()
python.FS.mkdirTree('/job')
python.FS.writeFile('/job/stdlib.zip', fs.readFileSync(path.join(folder, 'python_stdlib.zip')))
for (const [name, source] of Object.entries(job.libraries)) copy(source, `/job/libraries/${name}`)  // a folder, or NAME.py
python.globals.set('start', python.toPy(job.start))
python.runPython(fs.readFileSync(new URL('pack.py', import.meta.url), 'utf8'))
for (const name of ['start.zip', 'rest.zip']) {
  fs.writeFileSync(path.join(job.out, name), python.FS.readFile(`/job/${name}`))
}
process.exit(0)

// Copy a file or a folder of Python into Pyodide's file system.
function copy (from, to) {
  if (!fs.statSync(from).isDirectory()) {
    python.FS.mkdirTree(path.posix.dirname(to))
    python.FS.writeFile(to, fs.readFileSync(from))
    return
  }
  for (const name of fs.readdirSync(from).sort()) {
    if (name !== '__pycache__') copy(path.join(from, name), `${to}/${name}`)
  }
}
