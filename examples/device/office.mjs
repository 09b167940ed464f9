// The sender's side of docs/protocol.md §1 and §2: one connection, numbered commands that outlive
// the process, questions, pieces of evidence.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { decode, decodeMulti, encode } from '@msgpack/msgpack'
import sodium from 'libsodium-wrappers'
import zmq from 'zeromq'

await sodium.ready

const heartbeatMs = 2000
const silenceMs = 8000
const greetAgainMs = 1000
const pauseMs = 50 // after `moved`, `busy` and `gap`
const frameBytesMax = 1 << 20
const pieceBytes = 256 * 1024

const digits =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'

/** The 32 bytes of 40 characters of Z85. */
export function fromZ85(text) {
  const bytes = []
  for (let at = 0; at < text.length; at += 5) {
    let value = 0
    for (const c of text.slice(at, at + 5)) value = value * 85 + digits.indexOf(c)
    bytes.push((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  }
  return Uint8Array.from(bytes)
}

export function toZ85(bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    let value = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0)
    let five = ''
    for (let i = 0; i < 5; ++i) {
      five = digits[value % 85] + five
      value = Math.floor(value / 85)
    }
    text += five
  }
  return text
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** A CURVE key from its file: the secret in Z85, the public half, and its id. */
export function keyFrom(file) {
  const secret = fs.readFileSync(file, 'utf8').trim()
  const publicBytes = sodium.crypto_scalarmult_base(fromZ85(secret))
  return {
    secret,
    public: toZ85(publicBytes),
    id: sha256(publicBytes).toString('hex').slice(0, 32),
  }
}

/** Whole and on disk, or as it was before. */
export function keep(file, text) {
  const fd = fs.openSync(`${file}.new`, 'w', 0o600)
  fs.writeSync(fd, text)
  fs.fsyncSync(fd)
  fs.closeSync(fd)
  fs.renameSync(`${file}.new`, file)
}

/** Commands without a final answer, on disk before they are sent: the same bytes go again, never others. */
class Outbox {
  constructor(folder) {
    fs.mkdirSync(folder, { recursive: true })
    this.file = path.join(folder, 'outbox.json')
    const kept = fs.existsSync(this.file) ? JSON.parse(fs.readFileSync(this.file, 'utf8')) : {}
    this.incarnation = kept.incarnation ?? 1
    this.lastN = kept.lastN ?? 0
    this.rows = kept.rows ?? [] // { n, as, name, args: hex }, ascending n
  }

  save() {
    const { incarnation, lastN, rows } = this
    keep(this.file, JSON.stringify({ incarnation, lastN, rows }))
  }

  add(name, as, args) {
    const row = { n: ++this.lastN, as, name, args: Buffer.from(encode(args)).toString('hex') }
    this.rows.push(row)
    this.save()
    return row
  }

  drop(n) {
    this.rows = this.rows.filter((row) => row.n !== n)
    this.save()
  }

  /** An officer has granted the next incarnation: what waits is numbered anew, from 1. */
  adopt(incarnation) {
    this.incarnation = incarnation
    this.rows.forEach((row, at) => {
      row.n = at + 1
    })
    this.lastN = this.rows.length
    this.save()
  }
}

export class Office {
  /** `hear(dispatch)` is called for each task that is dispatched. */
  constructor({ endpoint, brokerKey, jurisdiction, key, folder, hear }) {
    Object.assign(this, { endpoint, brokerKey, jurisdiction, key, hear })
    this.outbox = new Outbox(folder)
    this.waiting = new Map() // n, q or hash -> what to do with its answer
    this.questions = new Map() // q -> its frame: asked again on a new session
    this.q = 0
    this.welcomed = false
    this.credit = 0
    this.sent = 0 // of the outbox, on this session
    this.broken = new Promise((_, reject) => {
      this.breakOff = reject // nothing can be said any more
    })
    this.open()
    this.timer = setInterval(() => this.watch(), 250)
  }

  open() {
    this.socket?.close()
    const socket = new zmq.Dealer({
      curveServerKey: this.brokerKey,
      curvePublicKey: this.key.public,
      curveSecretKey: this.key.secret,
      immediate: true,
      linger: 0,
      maxMessageSize: frameBytesMax,
      sendTimeout: 1000,
    })
    this.socket = socket
    this.queue = Promise.resolve()
    this.welcomed = false
    this.heardAt = this.spokeAt = this.greetedAt = Date.now()
    socket.connect(this.endpoint)
    this.read(socket)
    this.greet()
  }

  async read(socket) {
    try {
      for await (const [frame] of socket) {
        this.heardAt = Date.now()
        for (const [version, type, jurisdiction, body] of decodeMulti(frame)) {
          if (version === 1 && jurisdiction === this.jurisdiction) this.take(type, body)
        }
      }
    } catch (error) {
      if (socket === this.socket && !socket.closed) console.error(String(error))
    }
  }

  /** Frames go one after another: the socket takes one at a time. */
  send(type, body) {
    this.spokeAt = Date.now()
    const { socket } = this
    const frame = encode([1, type, this.jurisdiction, body])
    this.queue = this.queue.then(() => socket.send(frame)).catch(() => {}) // silence will tell
  }

  greet() {
    this.greetedAt = Date.now()
    const { incarnation, lastN, rows } = this.outbox
    this.send('hello', {
      incarnation,
      sent: lastN,
      from: rows[0]?.n ?? lastN + 1,
      software: 'example-device',
      bundles: true, // a frame to us may hold several messages; ours hold one
    })
  }

  watch() {
    const now = Date.now()
    if (now - this.heardAt >= silenceMs) return this.open()
    if (!this.welcomed && now - this.greetedAt >= greetAgainMs) return this.open()
    if (this.welcomed && now - this.spokeAt >= heartbeatMs) this.send('heartbeat', {})
  }

  take(type, body) {
    if (type === 'welcome') this.welcome(body)
    else if (type === 'answer') this.answer(body)
    else if (type === 'result') this.settle(`q${body.q}`, body)
    else if (type === 'chunk.taken') this.settle(body.hash, body)
    else if (type === 'dispatch') this.hear(body)
    else if (type === 'moved') {
      this.welcomed = false
      setTimeout(() => this.greet(), pauseMs)
    } else if (type === 'problem') console.error(`problem: ${body.what}; ${body.mend}`)
  }

  welcome({ incarnation, applied, credit }) {
    if (incarnation > this.outbox.incarnation) {
      this.outbox.adopt(incarnation)
      return this.greet()
    }
    if (incarnation < this.outbox.incarnation || applied > this.outbox.lastN) {
      return this.breakOff(
        new Error('this memory is of a backup: an officer grants the next incarnation'),
      )
    }
    this.welcomed = true
    this.credit = credit
    this.sent = 0
    for (const [q, query] of this.questions) this.send('query', { q, ...query })
    this.sendRows()
  }

  sendRows() {
    const { incarnation, rows } = this.outbox
    while (this.welcomed && this.sent < Math.min(rows.length, this.credit)) {
      const { n, as, name, args } = rows[this.sent++]
      this.send('command', {
        incarnation,
        n,
        trace: `example-${n}`,
        as,
        name,
        args: Buffer.from(args, 'hex'),
      })
    }
  }

  answer(body) {
    const at = this.outbox.rows.findIndex((row) => row.n === body.n)
    if (at < 0 || body.incarnation !== this.outbox.incarnation) return
    if (!body.ok && (body.why === 'busy' || body.why === 'gap')) {
      this.sent = Math.min(this.sent, at)
      setTimeout(() => this.sendRows(), pauseMs)
      return
    }
    if (at < this.sent) --this.sent
    this.outbox.drop(body.n)
    this.sendRows()
    this.settle(`n${body.n}`, body)
  }

  settle(what, value) {
    this.waiting.get(what)?.(value)
    this.waiting.delete(what)
  }

  wait(what) {
    return new Promise((resolve) => this.waiting.set(what, resolve))
  }

  /** A command, and its final answer. */
  say(name, as, args) {
    const row = this.outbox.add(name, as, args)
    this.sendRows()
    return this.wait(`n${row.n}`)
  }

  /** The final answer to what an earlier life of this program said and never heard of. */
  left() {
    return Promise.all(this.outbox.rows.map((row) => this.wait(`n${row.n}`)))
  }

  /** What a question of the committed state is answered with; throws its reason where there is none. */
  async ask(what, { as = '', id = '', filter = '' } = {}) {
    const q = ++this.q
    this.questions.set(q, { as, what, id, filter })
    if (this.welcomed) this.send('query', { q, as, what, id, filter })
    const result = await this.wait(`q${q}`)
    this.questions.delete(q)
    if (!result.ok) throw new Error(`${what}: ${result.why}: ${result.what}`)
    return decode(result.result)
  }

  /** Brings the bytes of evidence that was attached; goes on where the office has got to. */
  async bring(hash, bytes, as) {
    let data = new Uint8Array() // asks how much is there
    for (let offset = 0; ; ) {
      this.send('chunk', { hash, size: bytes.length, offset, data, as })
      const taken = await this.wait(hash)
      if (taken.stored) return
      if (taken.what !== '') throw new Error(taken.what)
      offset = taken.have
      data = bytes.subarray(offset, offset + pieceBytes)
    }
  }

  close() {
    clearInterval(this.timer)
    this.socket.close()
  }
}
