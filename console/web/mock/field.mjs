// A group's device for development and tests, after docs/field.md: made-up tasks, people and places.
// What it has answered for outlives its death; the switches say when it dies, is cut off, or loses an
// answer on the way.
//
//     node mock/field.mjs [port]        the code for pairing is DEMO-2345
//     GET /mock/cut | live              the office is out of reach, or reached
//     GET /mock/lose?n=2                takes the next n commands or pieces in, and never answers

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checklists, county } from './field-county.mjs'

const dist = fileURLToPath(new URL('../dist-field/', import.meta.url))
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}
const policy =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

const names = {
  accept: 'task.accept',
  recuse: 'task.recuse',
  check_in: 'task.check_in',
  answer: 'task.answer',
  pick: 'task.pick',
  report: 'task.report',
  record: 'finding.record',
  amend: 'finding.amend',
  correct: 'finding.correct',
  attach: 'evidence.attach',
}
const steps = {
  accept: [['released'], 'accepted'],
  recuse: [['released', 'accepted'], 'recused'],
  check_in: [['accepted'], 'on_site'],
  report: [['on_site'], 'reported'],
}
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
const piece_max = 256 * 1024
const file_max = 20 * 1024 * 1024

/** A device; `disk` is what outlives it. */
export class FieldMock {
  constructor({ disk = newDisk(), office = true, office_ms = 300, brief = false } = {}) {
    this.disk = disk
    this.office = office
    this.office_ms = office_ms
    this.brief = brief // answers as a device gives them that does not say who answered
    this.waiters = new Set()
    this.losing = 0
    this.commands_seen = [] // every POST that came, also repeats
    this.version = 1 + Math.floor(Math.random() * 1000)
  }

  async start(port = 0) {
    this.server = createServer((request, response) => void this.take(request, response))
    this.sockets = new Set()
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
    })
    await new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(this.port ?? port, '127.0.0.1', resolve)
    })
    this.port = this.server.address().port
    this.base = `http://localhost:${this.port}`
    this.schedule()
    return this
  }

  /** Dies: every connection is cut where it stands; the disk stays. */
  async die() {
    clearTimeout(this.timer)
    this.timer = undefined
    this.waiters.clear()
    const closed = new Promise((resolve) => this.server.close(resolve))
    for (const socket of this.sockets) socket.destroy()
    await closed
  }

  cut() {
    this.office = false
    this.changed()
  }
  live() {
    this.office = true
    this.changed()
    this.schedule()
  }
  /** Takes the next n commands or pieces in, does what they ask, and cuts the line before the answer. */
  lose(n) {
    this.losing = n
  }

  changed() {
    this.version += 1
    for (const wake of [...this.waiters]) wake()
  }

  /** The office takes what is saved, one row at a time, while it is reached. */
  schedule() {
    if (this.timer || !this.office) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      if (!this.office) return
      const row = this.disk.rows.find((each) => each.state === 'saved')
      const file = [...this.disk.files.values()].find((f) => f.attached && !f.stored)
      if (row) this.judge(row)
      else if (file) {
        file.uploaded = Math.min(file.size, file.uploaded + piece_max)
        file.stored = file.uploaded === file.size
      }
      if (row || file) {
        this.changed()
        this.schedule()
      }
    }, this.office_ms)
  }

  judge(row) {
    const { body } = row
    const faults = {
      correct: () =>
        this.disk.findings.get(body.finding)?.facts.severity !== 'minor' && [
          'only a minor finding, with evidence, is closed on the spot',
          'attach what shows it',
        ],
      recuse: () =>
        body.reason.includes('退') && ['the reason was not taken', 'say which tie it is'],
    }
    const fault = faults[body.do]?.() || null
    row.state = fault ? 'refused' : 'received'
    row.what = fault?.[0] ?? ''
    row.mend = fault?.[1] ?? ''
    if (fault && body.do === 'recuse') {
      const task = this.disk.tasks.find((t) => t.task === body.task)
      task.state = 'accepted'
    }
  }

  async take(request, response) {
    const url = new URL(request.url, 'http://localhost')
    const body = await bytesOf(request)
    const say = (status, json, headers = {}) => {
      if (this.losing > 0 && /commands|files/.test(url.pathname) && request.method !== 'GET') {
        this.losing -= 1
        return request.socket.destroy()
      }
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
        ...headers,
      })
      response.end(JSON.stringify(json))
    }
    if (url.pathname.startsWith('/mock/')) return this.steer(url, say)
    if (!url.pathname.startsWith('/api/')) return pages(url, response)
    const path = url.pathname.replace('/api/field/v1/', '')
    const method = request.method
    if (method !== 'GET' && request.headers['x-dudao-field'] !== '1') {
      return say(403, { ok: false, error: 'not sent by the page of this device', mend: '' })
    }
    if (path === 'pair' && method === 'POST') return this.pair(JSON.parse(body), say)
    const token = /dudao-field=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
    const person = this.disk.phones.get(token)
    if (!person) return say(401, { ok: false, error: 'this phone is not paired', mend: 'a code' })
    if (path === 'unpair') {
      this.disk.phones.delete(token)
      return say(200, { ok: true }, { 'Set-Cookie': 'dudao-field=; Path=/; Max-Age=0' })
    }
    if (path === 'state') return this.tell(url, person, request, say)
    if (path === 'commands') return this.command(JSON.parse(body), person, say)
    if (path.startsWith('files/')) return this.file(path.slice(6), url, body, method, say)
    say(404, { ok: false, error: 'nothing here', mend: '' })
  }

  steer(url, say) {
    if (url.pathname === '/mock/cut') this.cut()
    if (url.pathname === '/mock/live') this.live()
    if (url.pathname === '/mock/lose') this.lose(Number(url.searchParams.get('n') ?? 1))
    say(200, { office: this.office, losing: this.losing })
  }

  pair({ code, device }, say) {
    const person = this.disk.codes.get(code)
    if (!person) {
      return say(422, {
        ok: false,
        error: '配对码不对，或已用过',
        mend: '请组长再出一个：dudao agent pair',
      })
    }
    const token = createHash('sha256').update(`${code}${device}${Math.random()}`).digest('hex')
    this.disk.phones.set(token, person)
    say(
      200,
      { person },
      { 'Set-Cookie': `dudao-field=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000` },
    )
  }

  tell(url, person, request, say) {
    const since = url.searchParams.get('since')
    const wait = Math.min(25, Number(url.searchParams.get('wait') ?? 0)) * 1000
    const answer = () => {
      clearTimeout(timer)
      this.waiters.delete(answer)
      say(200, this.state(person))
    }
    let timer
    if (since === null || Number(since) !== this.version || wait === 0) return answer()
    timer = setTimeout(answer, wait)
    this.waiters.add(answer)
    request.on('close', () => {
      clearTimeout(timer)
      this.waiters.delete(answer)
    })
  }

  state(person) {
    const { disk } = this
    const answers = (task) =>
      this.brief ? task.answers.map(({ item, value }) => ({ item, value })) : task.answers
    return {
      version: this.version,
      now: Date.now(),
      me: { person, name: '' },
      device: {
        incarnation: disk.incarnation,
        group: 'g1',
        online: true,
        welcomed: this.office,
        head: 123,
        held: '',
      },
      members: county.members.map(({ id, head }) => ({
        id,
        name: '',
        ...(this.brief ? {} : { head }),
      })),
      tasks: disk.tasks.map((task) => ({ ...task, answers: answers(task) })),
      checklists,
      findings: [...disk.findings.values()],
      units: county.units,
      rows: disk.rows.slice(-200).map(({ body: _, ...row }) => row),
      files: [...disk.files.values()]
        .filter((f) => f.attached)
        .map(({ hash, size, mime, stored, uploaded }) => ({ hash, size, mime, stored, uploaded })),
    }
  }

  command(said, person, say) {
    this.commands_seen.push(said.key)
    const { key, ...body } = said
    if (!ulid.test(key ?? ''))
      return say(422, { ok: false, error: 'key: wrong value', mend: 'a ULID' })
    const before = this.disk.rows.find((row) => row.key === key)
    if (before) return say(200, { ok: true, key, n: before.n, state: before.state })
    const fault = this.fault(body)
    if (fault) return say(422, { ok: false, why: 'bad_input', error: fault[0], mend: fault[1] })
    const row = {
      key,
      n: this.disk.rows.length + 1,
      name: names[body.do],
      task: body.task ?? this.disk.findings.get(body.finding)?.task ?? 0,
      state: 'saved',
      kept_at: Date.now(),
      what: '',
      mend: '',
      by: person,
      body,
    }
    this.disk.rows.push(row)
    this.remember(body, person)
    this.changed()
    this.schedule()
    say(200, { ok: true, key, n: row.n, state: 'saved' })
  }

  fault(body) {
    if (!names[body.do]) return [`do: '${body.do}' is not known`, Object.keys(names).join(', ')]
    if (body.text?.includes('拒收')) return ['text: wrong value', 'other words']
    if (body.do === 'attach' && !this.disk.files.get(body.hash)?.complete) {
      return ['hash: the file is not here whole', `send its bytes first: files/${body.hash}`]
    }
    if (body.do === 'record' && this.disk.findings.has(body.finding)) {
      return ['a finding with this id is recorded already', 'amend it']
    }
    const task = this.disk.tasks.find((t) => t.task === body.task)
    return body.task && !task ? ['no such task here', 'one of tasks'] : null
  }

  remember(body, person) {
    const task = this.disk.tasks.find((t) => t.task === body.task)
    const step = steps[body.do]
    if (step && (body.do !== 'report' || body.final) && step[0].includes(task.state)) {
      task.state = step[1]
    }
    if (body.do === 'check_in') task.members = body.members
    if (body.do === 'answer') {
      task.answers.push({
        item: body.item,
        value: body.value,
        text: body.text ?? '',
        by: person,
        at: Date.now(),
      })
    }
    if (body.do === 'pick') task.picked[body.item] = body.index
    if (body.do === 'record' || body.do === 'amend') {
      const { do: _, task: of, finding, ...facts } = body
      const before = this.disk.findings.get(finding)
      this.disk.findings.set(finding, {
        id: finding,
        task: of ?? before?.task ?? 0,
        facts,
        by: person,
      })
      if (body.do === 'record') task.findings.push(finding)
    }
    if (body.do === 'attach') {
      task.evidence.push(body.hash)
      Object.assign(this.disk.files.get(body.hash), { attached: true, mime: body.mime })
    }
  }

  file(hash, url, bytes, method, say) {
    const { files } = this.disk
    const file = files.get(hash)
    const have = () => {
      const now = files.get(hash)
      return { have: now?.have ?? 0, complete: now?.complete ?? false }
    }
    if (method === 'GET') return say(200, have())
    const offset = Number(url.searchParams.get('offset'))
    const size = Number(url.searchParams.get('size'))
    if (!/^[0-9a-f]{64}$/.test(hash) || size > file_max || bytes.length > piece_max) {
      return say(422, { ok: false, error: 'not a piece of a file', mend: '' })
    }
    if (offset !== (file?.have ?? 0)) return say(409, have())
    if (!file) {
      files.set(hash, {
        hash,
        size,
        bytes: [],
        have: 0,
        complete: false,
        stored: false,
        uploaded: 0,
      })
    }
    const kept = files.get(hash)
    kept.bytes.push(bytes)
    kept.have += bytes.length
    if (kept.have === size) {
      const real = createHash('sha256').update(Buffer.concat(kept.bytes)).digest('hex')
      if (real !== hash) {
        files.delete(hash)
        return say(422, { ok: false, error: 'the bytes are not those of this name', mend: '' })
      }
      kept.complete = true
    }
    say(200, have())
  }
}

export function newDisk() {
  return {
    incarnation: 1,
    tasks: structuredClone(county.tasks),
    findings: new Map(),
    files: new Map(),
    rows: [],
    phones: new Map(),
    codes: new Map(county.codes),
  }
}

async function bytesOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

function pages(url, response) {
  const name = extname(url.pathname) ? url.pathname : '/index.html'
  const file = join(dist, name)
  if (!file.startsWith(dist) || !existsSync(file)) {
    response.writeHead(404)
    return response.end()
  }
  response.writeHead(200, {
    'Content-Type': types[extname(name)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=()',
    'Cache-Control': name.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  })
  response.end(readFileSync(file))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mock = await new FieldMock().start(Number(process.argv[2] ?? 8788))
  console.log(mock.base)
}
