// Evidence in the mock: what was announced and sent, and made-up pictures for what the world lists.

import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { findings, rectifications, tasks } from './world.mjs'

const attached = new Map() // hash -> {size, mime, task, finding, bytes, stored}

/** How many pieces hear "busy" before the next is taken: GET /api/v1/mock/busy?n=3 */
export const strain = { busy: 0 }

export function attach(args) {
  const before = attached.get(args.hash)
  attached.set(args.hash, { bytes: Buffer.alloc(0), stored: false, ...before, ...args })
}

export function take(hash, offset, size, piece) {
  const file = attached.get(hash)
  if (!file || file.size !== size) return null
  if (!file.stored && offset === file.bytes.length && piece.length > 0) {
    file.bytes = Buffer.concat([file.bytes, piece])
    if (file.bytes.length >= file.size) {
      file.stored = createHash('sha256').update(file.bytes).digest('hex') === hash
      if (!file.stored) file.bytes = Buffer.alloc(0)
    }
  }
  return { have: file.stored ? file.size : file.bytes.length, stored: file.stored }
}

/** What a unit sent to a finding, as the pages list it. */
export const sentTo = (finding) =>
  [...attached]
    .filter(([, file]) => file.finding === finding)
    .map(([hash, { mime, size, stored }]) => ({ hash, mime, size, stored }))

export function fetchOne(hash) {
  const file = attached.get(hash)
  if (file) return file.stored ? { mime: file.mime, bytes: file.bytes } : null
  const listed = [...rectifications, ...tasks].flatMap((x) => x.page.evidence)
  const found = [...listed, ...findings.flatMap((f) => proofsOf(f))].find((e) => e.hash === hash)
  if (!found?.stored) return null
  return found.mime.startsWith('image/')
    ? { mime: 'image/png', bytes: picture(hash) }
    : { mime: found.mime, bytes: Buffer.from('%PDF-1.4\n% made up\n') }
}

/** A finding's own two photos; one of every third is still on its way. */
export function proofsOf(f) {
  const hash = (n) => createHash('sha256').update(`finding ${f.id} ${n}`).digest('hex')
  return [
    { hash: hash(1), mime: 'image/jpeg', size: 402_113, stored: true },
    { hash: hash(2), mime: 'image/jpeg', size: 288_020, stored: Number(f.id) % 3 !== 0 },
  ]
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n >>> 0
})
const crc = (bytes) => {
  let c = 0xffffffff
  for (const b of bytes) c = table[(c ^ b) & 255] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

/** A village as a child draws it: sky, hills and a house, in the colours of the hash. */
export function picture(hash) {
  const [width, height] = [480, 360]
  const byte = (i) => Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16)
  const sky = [170 + (byte(0) % 50), 200, 225]
  const hill = [70 + (byte(1) % 60), 120 + (byte(2) % 40), 80]
  const wall = [225, 215 - (byte(3) % 40), 190 - (byte(4) % 40)]
  const door = 140 + (byte(5) % 160)
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const ridge = 190 + 34 * Math.sin((x + byte(6)) / 70) + 12 * Math.sin((x + byte(7)) / 23)
      let c = y < ridge ? sky : hill
      if (y > 280) c = [150, 140, 120]
      if (Math.abs(x - door) < 74 && y > 200 && y < 300) c = wall
      if (y > 150 && y <= 200 && Math.abs(x - door) < (y - 140) * 1.5) c = [95, 70, 65]
      if (Math.abs(x - door) < 14 && y > 244 && y < 300) c = [80, 60, 45]
      rows.set(c, y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
