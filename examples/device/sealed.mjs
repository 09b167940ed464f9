// The sealed task of docs/protocol.md §5: what only this device opens.
import fs from 'node:fs'
import { decode } from '@msgpack/msgpack'
import sodium from 'libsodium-wrappers'
import { sha256 } from './office.mjs'

await sodium.ready

const blobBytes = 4152
const daysBytes = 8
const paddedBytes = 4096
const signatureBytes = 64

const utf8 = (text) => Buffer.from(text, 'utf8')

function u32(n) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

const lp = (part) => Buffer.concat([u32(part.length), part])

/** T(tag, a1 … an) */
export function T(tag, ...parts) {
  const all = [
    utf8(`dudao/dds1/${tag}`),
    ...parts.map((part) => (typeof part === 'string' ? utf8(part) : part)),
  ]
  return sha256(Buffer.concat(all.map(lp)))
}

/** The X25519 pair of a device, from the file of its secret. */
export function sealingKeyFrom(file) {
  const secret = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex')
  return { secret, public: sodium.crypto_scalarmult_base(secret) }
}

function ensure(holds, what) {
  if (!holds) throw new Error(`sealed task: ${what}`)
}

/** Takes parts off the front. */
class Reader {
  constructor(bytes) {
    this.rest = bytes
  }
  take(size) {
    ensure(size <= this.rest.length, 'ends in the middle')
    const part = this.rest.subarray(0, size)
    this.rest = this.rest.subarray(size)
    return part
  }
  prefixed() {
    return this.take(this.take(4).readUInt32BE())
  }
  moment() {
    return Number(this.take(8).readBigUInt64BE())
  }
}

/** The body of a dispatched task; throws why this device cannot take it, without naming the target. */
export function open(dispatch, { device, sealing, engineKey, group, now }) {
  const blob = Buffer.from(dispatch.blob)
  ensure(blob.length === blobBytes, 'not of the one size')
  ensure(
    blob.subarray(0, daysBytes).every((byte) => byte === 0),
    'for a key of another day',
  )
  let padded
  try {
    padded = Buffer.from(
      sodium.crypto_box_seal_open(blob.subarray(daysBytes), sealing.public, sealing.secret),
    )
  } catch {
    ensure(false, 'not for this device, or altered')
  }
  const end = padded.lastIndexOf(0x80)
  ensure(padded.length === paddedBytes && end >= signatureBytes, 'padding')
  ensure(
    padded.subarray(end + 1).every((byte) => byte === 0),
    'padding',
  )
  const signature = padded.subarray(0, signatureBytes)
  const inner = padded.subarray(signatureBytes, end)
  ensure(
    sodium.crypto_sign_verify_detached(
      signature,
      T('task', Buffer.from(sealing.public), inner),
      engineKey,
    ),
    "the signature is not the engine's for this device",
  )
  const reader = new Reader(inner)
  ensure(reader.prefixed().toString() === 'dudao/task1', 'another version')
  ensure(reader.take(1)[0] === 1, 'not a task')
  reader.prefixed() // the draw
  const recipient = reader.prefixed().toString()
  ensure(recipient === device || recipient === device.slice(0, 16), 'for another device')
  reader.moment() // not before
  ensure(reader.moment() > now, 'expired')
  const body = decode(reader.prefixed())
  ensure(reader.rest.length === 0, 'bytes behind its body')
  const commitment = T('task', Buffer.from(body.salt), body.target, group)
  ensure(
    commitment.equals(Buffer.from(dispatch.commitment)),
    'salt and target do not open the commitment',
  )
  return body
}
