// The budget: script of the first page under 90 KB gzip; fails the build when it is not met.

import { readFileSync, rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budget_kb = 90
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist))).length / 1024

/** An entry and everything that it imports without asking. */
function closure(name, out = new Set()) {
  const chunk = manifest[name]
  out.add(chunk.file)
  for (const css of chunk.css ?? []) out.add(css)
  for (const other of chunk.imports ?? []) closure(other, out)
  return out
}

const sum = (files, ext) =>
  [...files].filter((f) => f.endsWith(ext)).reduce((kb, f) => kb + gzip(f), 0)
const entry = closure('index.html')
const first = sum(entry, '.js')
console.log(`first script ${first.toFixed(1)} KB, style ${sum(entry, '.css').toFixed(1)} KB (gzip)`)
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const more = [...closure(name)].filter((f) => !entry.has(f))
  console.log(`  ${name.replace('src/', '').padEnd(34)} + ${sum(more, '.js').toFixed(1)} KB`)
}
// The manifest is for this check and is not served.
rmSync(new URL('.vite/', dist), { recursive: true })
if (first > budget_kb) {
  console.error(`over the budget of ${budget_kb} KB`)
  process.exit(1)
}
