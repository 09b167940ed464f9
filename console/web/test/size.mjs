// The budgets of a first load; fails the build when one is not met. The console: what every page needs,
// script and style under 40 KB gzip, beside its words and the page's own (tests/browser/first-load has
// all of it, on the wire). The field page, for phones in villages: script and style under 60 KB.
//
//     node test/size.mjs [console|field]

import { readFileSync, rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = {
  console: { folder: '../dist/', kb: 40 },
  field: { folder: '../dist-field/', kb: 60 },
}
const which = process.argv[2] ?? 'console'
const budget = budgets[which]
const dist = new URL(budget.folder, import.meta.url)
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
/** What the page itself names, and everything that this imports. */
const named = [
  ...readFileSync(new URL('index.html', dist), 'utf8').matchAll(/"\/(assets\/[^"]+)"/g),
]
const entry = new Set(named.map((found) => found[1]))
for (const [name, { file }] of Object.entries(manifest)) if (entry.has(file)) closure(name, entry)
const first = sum(entry, '.js') + sum(entry, '.css')
console.log(
  `${which}: first script ${sum(entry, '.js').toFixed(1)} KB, style ${sum(entry, '.css').toFixed(1)} KB (gzip), ` +
    `bound ${budget.kb} KB for both`,
)
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const more = [...closure(name)].filter((f) => !entry.has(f))
  console.log(`  ${name.replace('src/', '').padEnd(34)} + ${sum(more, '.js').toFixed(1)} KB`)
}
// The manifest is for this check and is not served.
rmSync(new URL('.vite/', dist), { recursive: true })
if (first > budget.kb) {
  console.error(`over the budget of ${budget.kb} KB`)
  process.exit(1)
}
