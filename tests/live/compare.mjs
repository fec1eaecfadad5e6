// Reads a JSON of pairs of texts; writes for each whether the page takes them for the same.
import fs from 'node:fs'
import { same } from '../../src/live/compare.js'

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(([one, other]) => same(one, other))))
