// A picture of every page of a played county, for the person it is for: both languages, both themes, three sizes; and of
// every page of a group's phone. They are for people to look at, six to a sheet. What a glance would find wrong fails the
// run: a page wider than its window, a word that is none, a code where words belong, what axe finds, what the page says in
// the console; and a route that no picture shows.
//
//     node tests/browser/gallery.mjs http://127.0.0.1:8080 FOLDER '{"door": …, "code": …, …}' [part of a page's name …]
//
// The third word is how to get to a group's device, as `gallery` asks it; '' leaves the phone out.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { browserOf, phoneOf } from '../../console/web/test/browser.mjs'
import { pairPhone } from '../../console/web/test/field-ways.mjs'
import { offers, pages, phonePages, unseen, unseenOnPhone } from './gallery-pages.mjs'

const [base, folder, phone = '', ...parts] = process.argv.slice(2)
const wanted = (name) => parts.length === 0 || parts.some((part) => name.includes(part))
const out = resolve(folder)
const axe = readFileSync(new URL('../../console/web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const sizes = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
}
// The smallest phone that reflow is asked of, one in the hand, one that lies on its side.
const phones = {
  desk: { width: 320, height: 640 },
  wall: { width: 844, height: 390 },
  phone: { width: 390, height: 844 },
}
const languages = ['zh', 'en']
const themes = ['light', 'dark']
const patience_ms = 120_000

let faults = 0
const fault = (text) => {
  faults += 1
  console.log(`not ok  ${text}`)
}

const entered = new Map()
/** A browser's window of this size in which this person is signed in; kept, since passwords are slow to check. */
async function enter(browser, account, viewport) {
  const key = `${account} ${viewport.width}`
  if (entered.has(key)) return entered.get(key)
  const context = await browser.newContext({ viewport, baseURL: base, reducedMotion: 'reduce' })
  context.setDefaultTimeout(patience_ms)
  if (account) {
    const { password } = (await (await context.request.get('/api/v1/demo')).json()).find(
      (each) => each.name === account,
    )
    await context.request.post('/api/v1/login', { data: { name: account, password } })
  }
  entered.set(key, context)
  return context
}

async function glance(page, name) {
  const { wide, low, text, first } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    // A wall does not scroll: what its zones hold ends in them.
    low: Math.max(
      0,
      ...[...document.querySelectorAll('.wall-zones > section > :last-child')].map(
        (each) =>
          each.getBoundingClientRect().bottom - each.closest('.wall-zones').getBoundingClientRect().bottom,
      ),
    ),
    text: document.body.innerText,
    first: document.querySelectorAll('h1').length,
  }))
  if (wide > 1) fault(`${name}: ${wide} px wider than its window`)
  if (low > 1) fault(`${name}: ${Math.round(low)} px below its zone`)
  if (first === 0) fault(`${name}: has no heading of the first level`)
  const wrong = text.match(/undefined|NaN|\bnull\b|\[object|Infinity|[{}]|\(n /)
  if (wrong) fault(`${name}: says ${wrong[0]}`)
  // The county is played in English. What stays Chinese are the mark and the way to the other language.
  const chinese = name.includes(' en ') && text.replace(/中文|督/g, '').match(/[\u3400-\u9fff].*/)
  if (chinese) fault(`${name}: says ${chinese[0].slice(0, 60)}`)
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'label-content-name-mismatch': { enabled: true } },
      resultTypes: ['violations'],
    })
    // What lies half below a bar is looked at where one would press it.
    const sizes = { runOnly: { type: 'rule', values: ['target-size'] }, resultTypes: ['violations'] }
    for (const v of violations.filter((each) => each.id === 'target-size')) {
      const small = []
      for (const node of v.nodes) {
        const target = document.querySelector(node.target[0])
        target.scrollIntoView({ block: 'center' })
        if ((await window.axe.run(target, sizes)).violations.length) small.push(node)
      }
      v.nodes = small
      scrollTo(0, 0)
    }
    return violations
  })
  for (const v of violations) {
    if (v.impact === 'minor' || v.nodes.length === 0) continue
    fault(`${name}: ${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 160)}`)
  }
}

/**
 * How many tabs to the first deed: from where a page begins as it is opened, and from the top, where the first tab is the
 * link that skips the menu. What opened a dialog has the focus again when it is closed.
 */
async function keys(page, name) {
  const first = page.locator('#main .actions .button').first()
  if ((await first.count()) === 0) return fault(`${name}: offers nothing`)
  const there = () => first.evaluate((button) => button === document.activeElement)
  const walk = async (tabs, from) => {
    while (!(await there()) && tabs < 6) {
      await page.keyboard.press('Tab')
      tabs += 1
    }
    if (tabs > 5) fault(`${name}: the first deed is more than five tabs away from ${from}`)
  }
  await walk(0, 'where the page begins')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog', { state: 'detached' })
  if (!(await there())) fault(`${name}: the focus is not where the dialog was opened`)
  await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('i'), { id: 'top', tabIndex: -1 })))
  await page.locator('#top').focus()
  await page.keyboard.press('Tab')
  if (!(await page.evaluate(() => document.activeElement.matches('.skip'))))
    fault(`${name}: the first tab does not skip the menu`)
  await page.keyboard.press('Enter')
  await walk(1, 'the top')
  await page.evaluate(() => document.getElementById('top').remove())
}

/** The pictures of a page in one theme, side by side. */
async function sheet(browser, name, theme) {
  const cell = (lang, size, width) =>
    `<img src="${pathToFileURL(join(out, `${name}-${lang}-${theme}-${size}.png`))}" style="width:${width}px">`
  const column = (width, list) => `<div style="width:${width}px">${list.join('')}</div>`
  const file = join(out, 'sheet.html')
  writeFileSync(
    file,
    `<body style="margin:0;display:flex;gap:8px;background:#888">${column(
      800,
      languages.map((l) => cell(l, 'desk', 800)),
    )}
     ${column(
       800,
       languages.map((l) => cell(l, 'wall', 800)),
     )}${column(
       236,
       languages.map((l) => cell(l, 'phone', 236)),
     )}`,
  )
  const page = await browser.newPage({ viewport: { width: 1860, height: 1024 } })
  await page.goto(String(pathToFileURL(file)))
  await page.screenshot({ path: join(out, `sheet-${name}-${theme}.png`) })
  await page.close()
  rmSync(file)
}

/** What a page says that it must not. */
function watch(page, name) {
  page.on('pageerror', (error) => fault(`${name()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|403|404/.test(message.text())) fault(`${name()}: ${message.text()}`)
  })
}

async function still(page) {
  await page.waitForFunction(
    () => document.querySelector('main, .wall, .card') && !document.querySelector('[aria-busy], .wall-nothing'),
  )
  await page.evaluate(() => document.fonts.ready)
}

/** The pages of a group's phone: it is paired once, and then held as each of the sizes. */
async function handset({ door, code, task, item, found }) {
  const context = await phoneOf(join(out, 'handset'), {
    viewport: phones.phone,
    baseURL: door,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patience_ms)
  const page = context.pages()[0] ?? (await context.newPage())
  let at = 'phone-pair'
  watch(page, () => at)
  await pairPhone(page, code)
  for (const [name, where] of phonePages) {
    if (!wanted(name)) continue
    at = name
    const path = where.includes('FINDING')
      ? `/tasks/${found.task}/findings/${found.id}`
      : where.replace('TASK', task).replace('ITEM', item)
    for (const [size, viewport] of Object.entries(phones)) {
      await page.setViewportSize(viewport)
      for (const lang of languages) {
        for (const theme of themes) {
          await page.goto(`${path}?lang=${lang}&theme=${theme}`)
          await still(page)
          await page.screenshot({ path: join(out, `${name}-${lang}-${theme}-${size}.png`) })
          await glance(page, `${name} ${lang} ${theme} ${viewport.width}`)
        }
      }
    }
    for (const theme of themes) await sheet(browser, name, theme)
    console.log(`ok      ${name}`)
  }
  await context.close()
}

const browser = await browserOf()
try {
  const shown = []
  // First, since the code that pairs the phone holds for minutes, and the pages take longer.
  if (phone) await handset(JSON.parse(phone))
  for (const [name, account, where, first] of pages) {
    if (!wanted(name)) continue
    let path = where
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await enter(browser, account, viewport)
      if (typeof path !== 'string')
        path = await where(async (list) => (await (await context.request.get(`/api/v1${list}`)).json()).data)
      const page = await context.newPage()
      watch(page, () => name)
      for (const lang of languages) {
        for (const theme of themes) {
          await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)
          await still(page)
          if (first) await first(page)
          await page.screenshot({ path: join(out, `${name}-${lang}-${theme}-${size}.png`) })
          await glance(page, `${name} ${lang} ${theme} ${size}`)
          if (offers.includes(name)) await keys(page, `${name} ${lang} ${theme} ${size}`)
        }
      }
      await page.close()
    }
    shown.push(path)
    for (const theme of themes) await sheet(browser, name, theme)
    console.log(`ok      ${name}`)
  }
  if (parts.length === 0) for (const route of [...unseen(shown), ...unseenOnPhone()]) fault(`no picture shows ${route}`)
} finally {
  await browser.close()
}
process.exit(faults === 0 ? 0 : 1)
