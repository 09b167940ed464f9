// A mock of the console's server: made-up data for developing the pages and for their own tests, and
// nothing else. The real server is console/ (C++); what it answers is said in src/contract.ts.
//
//     node mock/server.mjs [port]      serves dist/ and /api/v1; `vite` proxies the latter

import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as proofs from './evidence.mjs'
import { act, live } from './live.mjs'
import * as pages from './pages.mjs'
import { proposalRows } from './proposals.mjs'
import { log, now } from './world.mjs'

const port = Number(process.argv[2] ?? 8787)
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const started = now()
const sessions = new Map()
const mimes = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const send = (response, status, body, headers = {}) => {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(JSON.stringify(body))
}
const problem = (response, status, why, zh, en, mend = '') =>
  send(response, status, { why, what: response.en ? en : zh, mend })
const absent = (response) =>
  problem(
    response,
    404,
    'not_found',
    '没有这项内容，或您无权查看',
    'No such item, or not yours to see',
  )

const signedIn = (software) => [
  { id: 'a', own: true, address: '10.20.1.7', software, began_ms_ago: 0, used_ms_ago: 0 },
  {
    id: 'b',
    own: false,
    address: '10.20.1.9',
    software: 'Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile',
    began_ms_ago: 7_200_000,
    used_ms_ago: 600_000,
  },
]

function whoIs(request) {
  const cookie = /dudao=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  return sessions.get(cookie) ?? null
}

async function raw(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
async function body(request) {
  const bytes = await raw(request)
  return bytes.length ? JSON.parse(bytes) : {}
}

const routes = [
  [/^\/names$/, () => pages.names()],
  [/^\/overview$/, (me) => pages.overview(me)],
  [/^\/tasks$/, (_, q) => pages.taskRows(q)],
  [/^\/tasks\/(.+)$/, (me, _, id) => pages.task(me, id)],
  [/^\/findings$/, (me, q) => pages.findingRows(me, q)],
  [/^\/findings\/(.+)$/, (me, _, id) => pages.finding(me, id)],
  [/^\/rectifications$/, (me, q) => pages.ledger(me, q)],
  [/^\/rectifications\/(.+)$/, (me, _, id) => pages.rectification(me, id)],
  [/^\/cases$/, (me) => pages.caseRows(me)],
  [/^\/cases\/(.+)$/, (me, _, id) => pages.casePage(me, id)],
  [/^\/map$/, () => pages.map()],
  [/^\/plans$/, (me) => pages.plans(me)],
  [/^\/draws$/, () => pages.draws()],
  [/^\/escalations$/, () => pages.escalations()],
  [/^\/proposals$/, (me) => proposalRows(me)],
  [/^\/groups$/, () => pages.groupRows()],
  [/^\/log$/, (_, q) => pages.logPage(q)],
  [/^\/calendar$/, (_, q) => pages.calendar(Number(q.get('year') ?? 2026))],
  [/^\/policy$/, () => pages.policy()],
  [/^\/policy\/simulate$/, (_, q) => pages.simulate(q)],
  [/^\/system$/, () => pages.system(live.clients.size, started)],
]

const piece_ms = Number(process.env.MOCK_PIECE_MS ?? 0)

async function evidence(request, response, hash, query) {
  if (request.method !== 'POST') {
    const file = proofs.fetchOne(hash)
    if (!file) return absent(response)
    response.writeHead(200, { 'Content-Type': file.mime, 'Cache-Control': 'private, immutable' })
    return response.end(file.bytes)
  }
  const piece = await raw(request)
  await new Promise((done) => setTimeout(done, piece_ms))
  if (proofs.strain.busy > 0) {
    proofs.strain.busy -= 1
    return problem(response, 503, 'busy', '一时忙', 'Busy for a moment')
  }
  const taken = proofs.take(hash, Number(query.get('offset')), Number(query.get('size')), piece)
  return taken ? send(response, 200, taken) : absent(response)
}

async function api(request, response, path, query) {
  if (path === '/demo')
    return send(
      response,
      200,
      pages.accounts.map(([name, role, id, says]) => ({
        name,
        password: 'demo',
        role,
        person: pages.meOf([name, role, id]).name,
        says,
      })),
    )
  if (path === '/login') {
    const { name, password } = await body(request)
    const account = pages.accounts.find(([n]) => n === name)
    if (!account || password !== 'demo')
      return problem(
        response,
        401,
        'signed_out',
        '账号或密码不对',
        'Name or password is wrong',
        response.en ? 'Check both, or ask your administrator' : '请核对后再试，或找本单位管理员',
      )
    const cookie = Math.random().toString(36).slice(2)
    sessions.set(cookie, pages.meOf(account))
    return send(response, 200, sessions.get(cookie), {
      'Set-Cookie': `dudao=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
    })
  }
  if (path === '/mock/busy') {
    proofs.strain.busy = Number(query.get('n') ?? 1)
    return send(response, 200, {})
  }
  if (path.startsWith('/mock/')) {
    live.silent = path === '/mock/cut'
    return send(response, 200, {})
  }
  const me = whoIs(request)
  if (!me) return problem(response, 401, 'signed_out', '请先登录', 'Please sign in')
  if (path === '/me') return send(response, 200, me)
  if (path === '/sessions')
    return send(response, 200, signedIn(request.headers['user-agent'] ?? ''))
  if (path.startsWith('/sessions/')) return send(response, 200, {})
  if (path === '/logout') return send(response, 200, {})
  if (path === '/events') return live.join(request, response)
  const proof = /^\/evidence\/([0-9a-f]{64})$/.exec(path)
  if (proof) return evidence(request, response, proof[1], query)
  const command = /^\/commands\/(.+)$/.exec(path)
  if (command && request.method === 'POST') {
    const { key, args } = await body(request)
    return send(response, 200, act(me, command[1], key, args))
  }
  for (const [pattern, answer] of routes) {
    const found = pattern.exec(path)
    if (!found) continue
    const data = answer(me, query, decodeURIComponent(found[1] ?? ''))
    if (data === null)
      return path === '/cases'
        ? problem(response, 403, 'forbidden', '没有可看的内容', 'Nothing for you here')
        : absent(response)
    return send(response, 200, { seq: log.seq, now: now(), data })
  }
  return absent(response)
}

function file(response, path) {
  let at = normalize(join(dist, path))
  if (!at.startsWith(dist) || !existsSync(at) || statSync(at).isDirectory())
    at = join(dist, 'index.html')
  if (!existsSync(at)) return send(response, 404, {})
  response.writeHead(200, {
    'Content-Type': mimes[extname(at)] ?? 'application/octet-stream',
    'Content-Security-Policy': csp,
    'X-Content-Type-Options': 'nosniff',
  })
  createReadStream(at).pipe(response)
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock')
  response.en = request.headers['accept-language']?.startsWith('en')
  if (url.pathname.startsWith('/api/v1/')) {
    api(request, response, url.pathname.slice(7), url.searchParams).catch((error) =>
      problem(response, 400, 'bad_input', String(error), String(error)),
    )
  } else file(response, url.pathname)
})
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
