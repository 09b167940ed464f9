// The budgets of a first load; fails the build when one is not met. The console: its script under 90 KB
// gzip. The field page, for phones in villages: its script and style under 60 KB.
//
//     node test/size.mjs [console|field]

import { readFileSync, rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = {
  console: { folder: '../dist/', entry: 'index.html', kb: 90, counted: ['.js'] },
  field: { folder: '../dist-field/', entry: 'field.html', kb: 60, counted: ['.js', '.css'] },
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
const entry = closure(budget.entry)
const first = budget.counted.reduce((kb, ext) => kb + sum(entry, ext), 0)
console.log(
  `${which}: first script ${sum(entry, '.js').toFixed(1)} KB, style ${sum(entry, '.css').toFixed(1)} KB (gzip), ` +
    `bound ${budget.kb} KB for ${budget.counted.join(' and ')}`,
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
