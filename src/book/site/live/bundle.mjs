// Bundles scripts: `node bundle.mjs NODE_MODULES < JOB`, JOB a JSON of {out, entry, built}. What `built` holds is BUILT in
// the script.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const modules = path.resolve(process.argv[2])
const esbuild = createRequire(path.join(modules, 'esbuild/package.json'))('esbuild')
const { out, entry, built } = JSON.parse(fs.readFileSync(0, 'utf8'))
const result = await esbuild.build({
  entryPoints: [entry],
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  charset: 'utf8',
  target: ['es2022'],
  external: ['./pyodide.mjs'],
  nodePaths: [modules],
  define: { BUILT: JSON.stringify(built) },
  logLevel: 'silent'
}).catch(error => error)
for (const { text, location } of result.errors) console.error(`${location?.file}:${location?.line}: ${text}`)
process.exit(result.errors.length ? 1 : 0)
