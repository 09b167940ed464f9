// A picture of every page of a played county, for the person it is for: both languages, both themes, three sizes. They are
// for people to look at, six to a sheet. What a glance would find wrong fails the run: a page wider than its window, a
// word that is none, what axe finds, what the page says in the console.
//
//     node tests/browser/gallery.mjs http://127.0.0.1:8080 FOLDER [part of a page's name]

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { browserOf } from '../../console/web/test/browser.mjs'

const [base, folder, only = ''] = process.argv.slice(2)
const out = resolve(folder)
const axe = readFileSync(new URL('../../console/web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const sizes = { desk: { width: 1440, height: 900 }, wall: { width: 1920, height: 1080 }, phone: { width: 390, height: 844 } }
const languages = ['zh', 'en']
const themes = ['light', 'dark']
const patience_ms = 120_000

/** One of the county's, by what it is and not by its number. */
const of = (list, by, to) => async (data) => {
  const all = await data(list)
  const rows = all.rows ?? all
  const found = rows.find(by)
  if (!found) throw new Error(`nothing like it in ${list}`)
  return to(found)
}
const rectification = (by) => of('/rectifications?state=all&limit=1000', by, (r) => `/rectifications/${r.id}`)

/** The latest slip of a matter that is late. */
const aSlip = async (data) => {
  const late = (await data('/rectifications?state=overdue&limit=1')).rows[0]
  const slips = (await data(`/papers?matter=rectification:${late.id}`)).filter((p) => /blue|yellow|orange|red/.test(p.kind))
  return `/papers/${slips.at(-1).serial}`
}

/** name, who looks, where. */
const pages = [
  ['login', '', '/login'],
  ['overview', 'leader', '/overview'],
  ['screen', 'leader', '/overview?screen=1'],
  ['tasks', 'officer', '/tasks'],
  ['tasks-table', 'officer', '/tasks?view=table'],
  ['task', 'officer', of('/tasks', (t) => t.findings > 2, (t) => `/tasks/${t.id}`)],
  ['task-sealed', 'officer', of('/tasks', (t) => t.target === '', (t) => `/tasks/${t.id}`)],
  ['map', 'leader', '/map'],
  ['todo', 'officer', '/todo'],
  ['ledger', 'officer', '/rectifications'],
  ['ledger-none', 'officer', '/rectifications?q=nothing-has-this'],
  ['rectification-late', 'officer', rectification((r) => r.clock_runs && r.days_left < 0)],
  ['rectification-submitted', 'officer', rectification((r) => r.state === 'submitted')],
  ['rectification-done', 'officer', rectification((r) => r.state === 'struck_off')],
  ['findings', 'officer', '/findings'],
  ['finding', 'officer', of('/findings', (f) => f.rectification, (f) => `/findings/${f.id}`)],
  ['escalations', 'officer', '/escalations'],
  ['cases', 'officer', '/cases'],
  ['case', 'officer', of('/cases', () => true, (c) => `/cases/${c.id}`)],
  ['confirmations', 'leader', '/confirmations'],
  ['plans', 'keeper', '/plans'],
  ['plan-draft', 'keeper', '/plans/draft'],
  ['conflicts', 'keeper', '/conflicts'],
  ['groups', 'officer', '/groups'],
  ['log', 'officer', '/log'],
  ['calendar', 'officer', '/calendar'],
  ['policy', 'officer', '/policy'],
  ['reports', 'leader', '/reports'],
  ['reports-month', 'leader', '/reports?kind=month'],
  ['papers', 'officer', '/papers'],
  ['paper', 'officer', aSlip],
  ['file', 'officer', of('/rectifications?state=struck_off&limit=1', () => true, (r) => `/rectifications/${r.id}/file`)],
  ['ledger-sheets', 'officer', '/print/rectifications?state=all'],
  ['system', 'leader', '/system'],
  ['help', 'officer', '/help'],
  ['help-guide', 'officer', '/help/leaders'],
  ['account', 'officer', '/account'],
  ['tasks-of-a-group', 'head', '/tasks'],
  ['conflicts-of-a-group', 'head', '/conflicts'],
  ['log-of-an-auditor', 'auditor', '/log'],
  ['system-of-an-administrator', 'admin', '/system'],
  ['account-of-a-village', 'village', '/account'],
  ['ours', 'village', '/ours'],
  ['ours-done', 'village', '/ours?tab=done'],
  ['ours-findings', 'village', '/ours?tab=findings'],
  ['not-there', 'officer', '/rectifications/999999999'],
]

let faults = 0
const fault = (text) => {
  faults += 1
  console.log(`not ok  ${text}`)
}

async function enter(browser, account, viewport) {
  const context = await browser.newContext({ viewport, baseURL: base, reducedMotion: 'reduce' })
  context.setDefaultTimeout(patience_ms)
  if (account) {
    const { password } = (await (await context.request.get('/api/v1/demo')).json()).find((each) => each.name === account)
    await context.request.post('/api/v1/login', { data: { name: account, password } })
  }
  return context
}

async function glance(page, name) {
  const { wide, text } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    text: document.body.innerText,
  }))
  if (wide > 1) fault(`${name}: ${wide} px wider than its window`)
  const wrong = text.match(/undefined|NaN|\bnull\b|\[object|Infinity|[{}]|\(n /)
  if (wrong) fault(`${name}: says ${wrong[0]}`)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'label-content-name-mismatch': { enabled: true } },
      resultTypes: ['violations'],
    }),
  )
  for (const v of violations) {
    if (v.impact === 'minor') continue
    fault(`${name}: ${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 160)}`)
  }
}

/** From where a page begins, how many tabs to the first deed; and what opened a dialog has the focus again. */
async function keys(page, name) {
  const first = page.locator('#main .actions .button').first()
  if ((await first.count()) === 0) return fault(`${name}: offers nothing`)
  let tabs = 0
  const there = () => first.evaluate((button) => button === document.activeElement)
  while (!(await there()) && tabs < 6) {
    await page.keyboard.press('Tab')
    tabs += 1
  }
  if (tabs > 5) fault(`${name}: the first deed is more than five tabs away`)
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog', { state: 'detached' })
  if (!(await there())) fault(`${name}: the focus is not where the dialog was opened`)
}

/** The pictures of a page in one theme, side by side. */
async function sheet(browser, name, theme) {
  const cell = (lang, size, width) =>
    `<img src="${pathToFileURL(join(out, `${name}-${lang}-${theme}-${size}.png`))}" style="width:${width}px">`
  const column = (width, list) => `<div style="width:${width}px">${list.join('')}</div>`
  const file = join(out, 'sheet.html')
  writeFileSync(
    file,
    `<body style="margin:0;display:flex;gap:8px;background:#888">${column(800, languages.map((l) => cell(l, 'desk', 800)))}
     ${column(800, languages.map((l) => cell(l, 'wall', 800)))}${column(236, languages.map((l) => cell(l, 'phone', 236)))}`,
  )
  const page = await browser.newPage({ viewport: { width: 1860, height: 1024 } })
  await page.goto(String(pathToFileURL(file)))
  await page.screenshot({ path: join(out, `sheet-${name}-${theme}.png`) })
  await page.close()
  rmSync(file)
}

const browser = await browserOf()
try {
  for (const [name, account, where] of pages) {
    if (!name.includes(only)) continue
    let path = where
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await enter(browser, account, viewport)
      if (typeof path !== 'string') path = await where(async (list) => (await (await context.request.get(`/api/v1${list}`)).json()).data)
      const page = await context.newPage()
      page.on('pageerror', (error) => fault(`${name}: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/401|403|404/.test(message.text())) fault(`${name}: ${message.text()}`)
      })
      for (const lang of languages) {
        for (const theme of themes) {
          await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)
          await page.waitForSelector('main, .wall')
          await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
          await page.evaluate(() => document.fonts.ready)
          await page.screenshot({ path: join(out, `${name}-${lang}-${theme}-${size}.png`) })
          await glance(page, `${name} ${lang} ${theme} ${size}`)
          if (name === 'rectification-submitted') await keys(page, `${name} ${size}`)
        }
      }
      await context.close()
    }
    for (const theme of themes) await sheet(browser, name, theme)
    console.log(`ok      ${name}`)
  }
} finally {
  await browser.close()
}
process.exit(faults === 0 ? 0 : 1)
