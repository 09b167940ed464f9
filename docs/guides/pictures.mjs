// Takes the pictures of the guides again, from a demo whose days have been played in their language, zh or en.
//
//     build/bin/dudao --lang en up --demo --days 45 --seed 1
//     node docs/guides/pictures.mjs http://127.0.0.1:8080 en [part of a name]
//
// Needs `npm ci` in console/web, Chromium, and pngquant, which makes them a third as large. Those of the
// page for phones (field-…) are not among them.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { browserOf } from '../../console/web/test/browser.mjs'

const [base, lang, only = ''] = process.argv.slice(2)
const locale = lang === 'zh' ? 'zh-CN' : 'en-GB'
const out = fileURLToPath(new URL('./pictures/', import.meta.url))
const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const patience_ms = 120_000

/** What is to be seen in the played county, by what it is and not by its number. */
const rectification = (by) => async (data) => {
  const { rows } = await data('/rectifications?state=open&limit=500')
  return `/rectifications/${(rows.find(by) ?? rows[0]).id}`
}
const overdue = rectification((r) => r.clock_runs && r.days_left < 0)
const submitted = rectification((r) => r.state === 'submitted')
const sealed = async (data) => `/tasks/${(await data('/tasks')).find((t) => t.target === '').id}`

async function press(page, number) {
  await page.locator('.actions button').nth(number).click()
  await page.getByRole('dialog').waitFor()
}
/** Nothing is heard of the record; after half a minute the page says so. */
async function cut(page) {
  await page.route(/\/events\?/, (route) => route.abort())
  await page.reload()
  await page.locator('.cut-band').waitFor()
}

/** name, who looks, where, how large, and what is done before. */
const pictures = [
  ['login', '', '/login', desk],
  ['policy', 'officer', '/policy', desk],
  ['group-board', 'head', '/tasks', desk],
  ['group-sealed', 'head', sealed, phone],
  ['officer-ledger', 'officer', '/rectifications', desk],
  ['officer-rectification', 'officer', overdue, desk],
  ['officer-return', 'officer', submitted, desk, (page) => press(page, 1)],
  ['officer-escalations', 'officer', '/escalations', desk],
  ['officer-cut', 'officer', '/rectifications', { width: 1440, height: 420 }, cut],
  ['leader-overview', 'leader', '/overview', desk],
  ['leader-phone', 'leader', '/overview', phone],
  ['leader-map', 'leader', '/map', desk],
  ['leader-wall', 'leader', '/overview?screen=1', { width: 1440, height: 810 }],
  ['unit-todo', 'village', '/ours', { width: 1440, height: 980 }],
  ['unit-phone', 'village', '/ours', phone],
]

const browser = await browserOf()
try {
  for (const [name, account, where, viewport, before] of pictures) {
    if (!name.includes(only)) continue
    const context = await browser.newContext({ viewport, locale, baseURL: base, reducedMotion: 'reduce' })
    context.setDefaultTimeout(patience_ms)
    const get = async (path) => (await context.request.get(`/api/v1${path}`)).json()
    const data = async (path) => (await get(path)).data
    if (account) {
      const all = await get('/demo')
      const { password } = all.find((each) => each.name === account)
      await context.request.post('/api/v1/login', { data: { name: account, password } })
    }
    const path = typeof where === 'string' ? where : await where(data)
    const page = await context.newPage()
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}&theme=light`)
    await page.waitForSelector('main, .wall')
    await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
    await page.evaluate(() => document.fonts.ready)
    if (before) await before(page)
    const file = `${out}${name}.${lang}.png`
    await page.screenshot({ path: file })
    execFileSync('pngquant', ['--force', '--strip', '--ext', '.png', file])
    await context.close()
  }
} finally {
  await browser.close()
}
