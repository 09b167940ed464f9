// One real browser, told what to do by lines of JSON and answering in lines of JSON: bench/console/run.py drives it.
//
//     node bench/console/page.mjs http://127.0.0.1:8080 NAME PASSWORD

import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { browserOf } from '../../console/web/test/browser.mjs'

const [base, name, password] = process.argv.slice(2)
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const browser = await browserOf()
const view = { viewport: { width: 1440, height: 900 }, baseURL: base, locale: 'zh-CN' }
const seconds = 60_000

/** A context of its own: nothing is in its cache. */
async function enter(signed = true) {
  const context = await browser.newContext(view)
  context.setDefaultTimeout(seconds)
  if (signed) {
    const answer = await context.request.post('/api/v1/login', { data: { name, password } })
    if (!answer.ok()) throw new Error(`login: ${answer.status()}`)
  }
  return context
}

/** Bytes on the wire by kind until the first `row` is there, and when that was, since the navigation began. */
async function load({ path, row, from = base, signed = true }) {
  const context = await enter(signed)
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  const kinds = new Map()
  const bytes = {}
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  await page.addInitScript((selector) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      window.firstRow = performance.now()
      watch.disconnect()
    })
    watch.observe(document, { childList: true, subtree: true })
  }, row)
  await page.goto(from + path)
  const ms = await page.waitForFunction(() => window.firstRow).then((at) => at.jsonValue())
  const painted = await page
    .waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    .then((at) => at.jsonValue())
  await context.close()
  return { ms_to_first_row: ms, ms_to_first_paint: painted, bytes }
}

/** A built folder of pages, served packed and without an API. */
function serve(folder) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://here').pathname
    const file = join(folder, path.includes('..') || !extname(path) ? 'index.html' : path)
    const packed = existsSync(`${file}.br`)
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
    if (packed) response.setHeader('Content-Encoding', 'br')
    createReadStream(packed ? `${file}.br` : file).pipe(response)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function field({ folder }) {
  const server = await serve(folder)
  try {
    return await load({ path: '/', row: '#app *', from: `http://127.0.0.1:${server.address().port}`, signed: false })
  } finally {
    server.close()
  }
}

let living = null

/** The ledger, left open: says of every cell that changes which row it is of and when the DOM had it. */
async function live({ path }) {
  living = await enter()
  const page = await living.newPage()
  await page.exposeBinding('told', (_, row, at) => say({ row, at }))
  const stream = page.waitForResponse((answer) => answer.url().includes('/api/v1/events'))
  await page.goto(path)
  await page.waitForSelector('.ledger tbody tr')
  await stream
  return page.evaluate(() => {
    const rowOf = (cell) => cell.closest('tr').querySelector('a[data-row]').getAttribute('href').match(/\d+/)[0]
    new MutationObserver((records) => {
      const at = performance.timeOrigin + performance.now()
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof Element && node.matches('span.changed')) window.told(rowOf(node), at)
        }
      }
    }).observe(document.querySelector('.ledger tbody'), { childList: true, subtree: true })
    return [...document.querySelectorAll('.ledger tbody tr')].map((row) => rowOf(row.firstElementChild))
  })
}

async function unlive() {
  await living?.close()
  living = null
}

/** Scrolling, a filter, a sort and the next page of the ledger: until the rows stand there, and what was felt meanwhile. */
async function ledger({ path }) {
  const context = await enter()
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForSelector('.ledger tbody tr')
  await page.evaluate(() => {
    const felt = { begun: 0, changed: 0, task: 0, frame: 0, last: performance.now() }
    window.felt = felt
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) felt.task = Math.max(felt.task, entry.duration)
    }).observe({ type: 'longtask' })
    const frame = (now) => {
      felt.frame = Math.max(felt.frame, now - felt.last)
      felt.last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    new MutationObserver(() => {
      felt.changed = performance.now()
    }).observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true })
    for (const kind of ['change', 'click']) {
      document.addEventListener(kind, () => Object.assign(felt, { begun: performance.now(), changed: 0 }), true)
    }
  })
  const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  async function feel(act) {
    await frames()
    await page.evaluate(() => Object.assign(window.felt, { task: 0, frame: 0, begun: 0, changed: 0 }))
    await act()
    await frames()
    const { begun, changed, task, frame } = await page.evaluate(() => window.felt)
    return { ms: begun && changed > begun ? changed - begun : null, longest_task_ms: task, longest_frame_ms: frame }
  }
  const answered = async (act) => {
    const answer = page.waitForResponse((got) => got.url().includes('/api/v1/rectifications?'))
    await act()
    await (await answer).finished()
    await page.waitForFunction(() => window.felt.changed > 0)
  }
  const pick = (n, value) => () => answered(() => page.locator('.ledger-bar select').nth(n).selectOption(value))
  const severity = 3 // of the lists above the ledger
  const sort = 4
  const out = { rows_in_the_page: await page.locator('.ledger tbody tr').count() }
  await page.mouse.move(720, 600)
  out.scroll = await feel(async () => {
    for (let i = 0; i < 20; ++i) {
      await page.mouse.wheel(0, i < 10 ? 400 : -400)
      await frames()
    }
  })
  await feel(pick(severity, 'minor')) // the first time is not what it costs
  out.filter = await feel(pick(severity, 'serious'))
  await feel(pick(severity, ''))
  out.sort = await feel(pick(sort, '-moved_at'))
  out.next_page = await feel(() => answered(() => page.locator('.ledger-foot button').last().click()))
  await context.close()
  return out
}

const acts = { load, field, live, unlive, ledger }
process.on('SIGTERM', () => browser.close().then(() => process.exit(0)))
say({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  const { act, ...rest } = JSON.parse(line)
  try {
    say({ done: act, result: (await acts[act](rest)) ?? null })
  } catch (error) {
    say({ done: act, fault: String(error?.stack ?? error) })
  }
}
await browser.close()
