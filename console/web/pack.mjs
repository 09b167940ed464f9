// Packs what the build made, once, so that no server packs it again for each reader: FILE.br and FILE.gz beside
// each file that gets smaller.
//
//     node pack.mjs FOLDER

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = process.argv[2]
const packed = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest'])
const ways = {
  '.br': (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  '.gz': (bytes) => gzipSync(bytes, { level: 9 }),
}

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !packed.has(extname(entry.name))) continue
  const file = join(entry.parentPath ?? entry.path, entry.name)
  const bytes = readFileSync(file)
  for (const [ending, pack] of Object.entries(ways)) {
    const smaller = pack(bytes)
    if (smaller.length < bytes.length) writeFileSync(file + ending, smaller)
  }
}
