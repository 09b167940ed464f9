// People at their pages, one step a line: `matter` says in JSON who does what, and is answered in JSON by what was
// seen. Everybody keeps one page open, as they would.
//
//     node tests/browser/people.mjs http://127.0.0.1:8080 FOLDER HOME
//
// Pictures go into FOLDER; below HOME each phone has a folder that outlives its browser.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserOf, phoneOf } from '../../console/web/test/browser.mjs'
import { aPhoto, pairPhone } from '../../console/web/test/field-ways.mjs'
import { serve } from './steps.mjs'

const [base, out, home] = process.argv.slice(2)
const patience_ms = 60_000
const phone = { width: 390, height: 844 }
const browser = await browserOf()
const pages = new Map()
let photos = 0

async function open(size, more = {}) {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', ...more })
  context.setDefaultTimeout(patience_ms)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  return page
}

const axe = readFileSync(new URL('../../console/web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
async function axeFinds() {
  const { violations } = await window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  })
  const found = violations.filter((v) => v.impact !== 'minor').map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`)
  const root = document.documentElement
  return root.scrollWidth > root.clientWidth ? [...found, 'wider than the phone'] : found
}

const folderOf = (who) => join(home, `phone-${who}`)

/** A phone of the group, at its device's door. */
async function phoneAt(who, door) {
  const context = await phoneOf(folderOf(who), {
    viewport: phone,
    locale: 'zh-CN',
    baseURL: door,
    geolocation: { latitude: 29.2413, longitude: 115.8041, accuracy: 8 },
    permissions: ['geolocation', 'notifications'],
  })
  context.setDefaultTimeout(patience_ms)
  const page = context.pages()[0] ?? (await context.newPage())
  page.on('pageerror', (error) => {
    throw error
  })
  pages.set(who, page)
  return page
}

/** Whether the phone's disk has these words in a draft. */
const draftsHave = (words) =>
  new Promise((done) => {
    const open = indexedDB.open('dudao-field')
    open.onsuccess = () => {
      const get = open.result.transaction('drafts').objectStore('drafts').getAll()
      get.onsuccess = () => {
        open.result.close()
        done(JSON.stringify(get.result).includes(words))
      }
    }
  })

/** What was said to whoever acted: that it is done, or why not. */
const said = (page) =>
  page.waitForSelector('.toast, [role=alert]').then((box) => box.textContent()).then((text) => text.trim())

/** The form of a deed that did not go: open still, or opened again once its message is read. */
async function reopened(page, button) {
  const dialog = page.getByRole('dialog')
  if (await dialog.count()) return dialog
  const close = page.locator('.toast-close')
  if (await close.count()) await close.click()
  await page.getByRole('button', { name: `${button}…` }).first().click()
  return dialog
}

/** What is held for ten seconds, so that it can be undone, goes at once. */
async function hurry(page) {
  await page.locator('.hold-bar, .toast, .refused').first().waitFor()
  const now = page.getByRole('button', { name: '立即办理' })
  if (await now.count()) await now.click()
}

async function fill(form, { words = {}, choose = {} }) {
  for (const [label, text] of Object.entries(words)) await form.getByLabel(label).fill(text)
  for (const [label, option] of Object.entries(choose)) {
    const box = form.getByRole('radio', { name: option, exact: true })
    if (await box.count()) await box.check()
    else await form.getByLabel(label).selectOption({ label: option })
  }
}

/** In each page: the streams that it has open. */
const countStreams = () => {
  const Own = EventSource
  window.streams = []
  window.EventSource = class extends Own {
    constructor(...what) {
      super(...what)
      window.streams.push(this)
    }
  }
  window.EventSource.CLOSED = Own.CLOSED
}
const open_streams = () => window.streams.filter((each) => each.readyState !== EventSource.CLOSED).length
/** What a browser does with a tab that another one covers. */
const setHidden = (hidden) => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

const tabsOf = (who) => pages.get(who).context().pages()
const each = async (tabs, f, value) => Promise.all(tabs.map((tab) => tab.evaluate(f, value)))
const streamsOf = async (who) => (await each(tabsOf(who), open_streams)).reduce((sum, n) => sum + n, 0)
async function leading(who) {
  const counts = await each(tabsOf(who), open_streams)
  return tabsOf(who)[counts.indexOf(1)]
}
const inSight = async (who) => {
  const hidden = await each(tabsOf(who), () => document.hidden)
  return tabsOf(who).filter((_, i) => !hidden[i])
}
const all = async (tabs, sees) => {
  for (const tab of tabs) await tab.getByText(sees).first().waitFor()
  return tabs.length
}
const long_ms = 90_000 // a hidden tab keeps its stream for a minute
async function until(holds) {
  for (const end = Date.now() + long_ms; !(await holds()); ) {
    if (Date.now() > end) throw new Error('it never came to it')
    await new Promise((done) => setTimeout(done, 100))
  }
}

const steps = {
  async enter({ who, password, small }) {
    const page = await open(small ? phone : { width: 1440, height: 900 }, { baseURL: base })
    const answer = await page.request.post('/api/v1/login', { data: { name: who, password } })
    if (!answer.ok()) throw new Error(`login of ${who}: ${answer.status()}`)
    pages.set(who, page)
  },
  async look({ who, at, sees }) {
    const page = pages.get(who)
    await page.goto(at)
    await page.getByText(sees).first().waitFor()
    await page.waitForFunction(() => document.querySelector('main .panel') && !document.querySelector('[aria-busy=true]'))
  },
  /** What comes to an open page by itself. */
  async becomes({ who, sees }) {
    await pages.get(who).getByText(sees).first().waitFor()
  },
  /** A unit hands in with a photo, on its own page. */
  async submit({ who, words, photo = true }) {
    const page = pages.get(who)
    await page.goto('/ours')
    const form = page.locator('.ours-form')
    if (!(await form.getByLabel('整改措施').count())) {
      await form.getByRole('button', { name: '提请核验' }).click()
    }
    await form.getByLabel('整改措施').fill(words)
    if (photo) await form.locator('input[type=file]').last().setInputFiles([await aPhoto(page, ++photos, 1600)])
    await form.getByRole('button', { name: '提请核验', exact: true }).last().click()
    return said(page)
  },
  /** A command from the page of its matter. */
  async act({ who, at, button, ...how }) {
    const page = pages.get(who)
    if (at) await page.goto(at)
    await page.getByRole('button', { name: `${button}…` }).first().click()
    const dialog = page.getByRole('dialog')
    await fill(dialog, how)
    await dialog.locator('button[type=submit]').click()
    await hurry(page)
    return said(page)
  },
  /** All rows of the ledger are chosen and given to somebody to verify; undone once before. Told: who is offered. */
  async assign({ who, at, to }) {
    const page = pages.get(who)
    await page.goto(at)
    let offered = []
    for (const way of ['撤销', '立即办理']) {
      const all = page.getByLabel('选中本页全部')
      await all.check()
      await page.getByRole('button', { name: '指定核验人', exact: true }).click()
      const pick = page.getByRole('dialog').getByLabel('核验人')
      await pick.selectOption(to)
      offered = await pick.locator('option').evaluateAll((all) => all.map((each) => each.value))
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await page.locator('.hold-bar').getByRole('button', { name: way }).click()
      await said(page)
      await page.locator('.toast-close').first().click()
    }
    return offered.filter((each) => each !== '')
  },
  /** The same form again, with what stands in it, until it goes. */
  async again({ who, button }) {
    const page = pages.get(who)
    for (;;) {
      const dialog = await reopened(page, button)
      await dialog.locator('button[type=submit]').click()
      await hurry(page)
      const text = await said(page)
      if (!text.includes('未能办理')) return text
    }
  },
  async typed({ who, button, label }) {
    return (await reopened(pages.get(who), button)).getByLabel(label).inputValue()
  },
  /** How large the photo of a matter is once it is drawn. */
  async photo({ who, at }) {
    const page = pages.get(who)
    await page.goto(at)
    const picture = await page.waitForSelector('main img[src*="/evidence/"]')
    return picture.evaluate(async (img) => {
      await img.decode()
      return img.naturalWidth
    })
  },
  async cut({ who, is }) {
    const page = pages.get(who)
    if (is) return (await page.waitForSelector('.cut-band')).textContent()
    await page.waitForSelector('.cut-band', { state: 'detached' })
  },
  // Several tabs of one browser.
  async tabs({ who, n, at, live }) {
    const context = pages.get(who).context()
    await context.addInitScript(countStreams)
    while (context.pages().length < n) await context.newPage()
    for (const tab of context.pages()) {
      await tab.goto(at)
      await tab.locator('.fresh', { hasText: live }).first().waitFor()
    }
  },
  streams: ({ who }) => streamsOf(who),
  streams_are: ({ who, n }) => until(async () => (await streamsOf(who)) === n),
  all_see: ({ who, sees }) => all(tabsOf(who), sees),
  shown_see: async ({ who, sees }) => all(await inSight(who), sees),
  async close_leading({ who }) {
    const tab = await leading(who)
    await tab.close()
    pages.set(who, tabsOf(who)[0] ?? pages.get(who))
  },
  async hide_leading({ who }) {
    const tab = await leading(who)
    await tab.evaluate(setHidden, true)
    await until(async () => (await leading(who)) !== tab)
  },
  leads_shown: async ({ who }) => (await inSight(who)).includes(await leading(who)),
  hide_all: ({ who }) => each(tabsOf(who), setHidden, true).then(() => null),
  show_one: ({ who }) => pages.get(who).evaluate(setHidden, false),
  async picture({ who, name }) {
    await pages.get(who).screenshot({ path: join(out, `${name}.png`) })
  },

  // The group's phone, at its device.
  async pair({ who, door, code }) {
    const page = pages.get(who) ?? (await phoneAt(who, door))
    await pairPhone(page, code)
    // From now on the page opens without its device.
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await page.waitForSelector('.card')
  },
  /** As a battery dies: the whole browser at once, by its ids. */
  async dies({ who }) {
    const ids = execFileSync('pgrep', ['-f', `user-data-dir=${folderOf(who)}`], { encoding: 'utf8' })
    for (const id of ids.trim().split('\n')) {
      try {
        process.kill(Number(id), 'SIGKILL')
      } catch {
        // it went with its parent
      }
    }
    await pages.get(who).context().close().catch(() => {})
    pages.delete(who)
  },
  async back({ who, door }) {
    await phoneAt(who, door)
  },
  async goes({ who, at, sees }) {
    const page = pages.get(who)
    await page.goto(at)
    await page.locator(sees).first().waitFor()
    return page.locator(sees).count()
  },
  /** Until so many are in sight, without a reload. */
  async counts({ who, of, n }) {
    const page = pages.get(who)
    await page.waitForFunction(([of, n]) => document.querySelectorAll(of).length === n, [of, n])
  },
  /** Until the phone shows a notification of this; what it says. */
  async rings({ who, tag }) {
    const said = await pages.get(who).waitForFunction(async (tag) => {
      const worker = await navigator.serviceWorker.ready
      const [one] = await worker.getNotifications({ tag })
      return one && `${one.title} ${one.body}`
    }, tag)
    return said.jsonValue()
  },
  /** An item of a checklist is answered: by one of its options, or in words. */
  async answers({ who, task, item, option, label, words }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}/list/${item}`)
    if (option) await page.getByRole('radio', { name: option, exact: true }).check()
    else await page.getByLabel(label).fill(words)
    await page.getByRole('button', { name: /保存/ }).first().click()
    await page.waitForFunction((item) => !location.pathname.endsWith(`/${item}`), item)
  },
  /** Begun and not saved; it is on the phone's disk before this ends. */
  async begins({ who, at, label, words }) {
    const page = pages.get(who)
    await page.goto(at)
    await page.getByLabel(label).fill(words)
    await page.waitForFunction(draftsHave, words)
  },
  async has({ who, at, label }) {
    const page = pages.get(who)
    await page.goto(at)
    return page.getByLabel(label).inputValue()
  },
  async picks({ who, task, item, words }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}/list/${item}`)
    await page.locator('.both li', { hasText: words }).getByRole('button', { name: '选这份' }).click()
    await page.locator('.both .picked', { hasText: words }).waitFor()
  },
  /** The final report; what was not looked at needs a reason, the same for all. */
  async reports({ who, task, reason }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}/report`)
    await page.getByRole('radio', { name: /正式报告/ }).check()
    await page.getByRole('button', { name: '提交正式报告' }).click()
    await page.locator('.wrong').first().waitFor()
    await page.locator('.gap input').first().fill(reason)
    await page.getByRole('button', { name: '以上都用同一原因' }).click()
    await page.getByRole('button', { name: '提交正式报告' }).click()
    await page.getByText('待审核').first().waitFor()
  },
  async accept({ who, task }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}`)
    await page.getByRole('button', { name: '接收任务' }).click()
    await page.getByRole('link', { name: '到场签到' }).waitFor()
  },
  async check_in({ who, task, with: other }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}`)
    await page.getByRole('link', { name: '到场签到' }).click()
    await page.getByLabel(other).check()
    await page.getByRole('button', { name: '取位置' }).click()
    await page.waitForSelector('.fix')
    await page.getByRole('button', { name: '签到', exact: true }).click()
    await page.getByText('现场督导').waitFor()
  },
  async find({ who, task, words }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}/findings/new`)
    await page.getByLabel('类别').selectOption('help')
    await page.getByRole('radio', { name: '一般' }).check()
    await page.getByLabel('看到了什么').fill(words)
    await page.locator('input[type=file]').setInputFiles([await aPhoto(page, ++photos)])
    await page.getByRole('button', { name: /保存/ }).first().click() // at once: the photo is not made small yet
    await page.waitForURL(/findings($|\?)/)
  },
  /** A page of the phone: its boxes, its words, then its button; `sees` is there afterwards. */
  async does({ who, at, press, check = [], words = {}, sees }) {
    const page = pages.get(who)
    if (at) await page.goto(at)
    for (const label of check) await page.getByLabel(label, { exact: true }).check()
    for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text)
    await page.getByRole('button', { name: press, exact: true }).click()
    await page.getByText(sees).first().waitFor()
  },
  /** In both languages: a picture, and what axe finds or is wider than the page. */
  async shown({ who, at, name }) {
    const page = pages.get(who)
    const faults = []
    for (const lang of ['en', 'zh']) {
      await page.goto(`${at}?lang=${lang}`)
      await page.waitForSelector('main > :not(.empty)')
      await page.screenshot({ path: join(out, `${name}-${lang}.png`), fullPage: true })
      faults.push(...(await page.evaluate(axe).then(() => page.evaluate(axeFinds))))
    }
    return faults
  },
  /** Files are chosen for what the page attaches; they are on the phone's disk, and named, before this ends. */
  async chooses({ who, at, paper = false }) {
    const page = pages.get(who)
    await page.goto(at)
    await page.locator('.picture-add').first().waitFor()
    const before = await page.locator('.picture-drop').count()
    const scan = { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%signed\n') }
    const file = paper ? scan : await aPhoto(page, ++photos, 1600)
    await page.locator('.picture-add input').nth(paper ? 1 : 0).setInputFiles([file])
    await page.waitForFunction((n) => document.querySelectorAll('.picture-drop').length === n, before + 1)
    await page.locator('.picture', { hasText: '正在处理' }).waitFor({ state: 'detached' })
    await page.locator(`.picture:has(.picture-drop) ${paper ? '.picture-kind' : 'img'}`).first().waitFor()
  },
  async reload({ who }) {
    await pages.get(who).reload()
  },
  async ticks({ who, task }) {
    const page = pages.get(who)
    await page.goto(`/tasks/${task}/findings`)
    await page.waitForSelector('.tick-office')
  },
}

await serve(steps, async (step, error) => {
  for (const [who, each] of pages) {
    await each.screenshot({ path: join(out, `failed-${who}.png`) }).catch(() => {})
  }
  return `${pages.get(step.who)?.url() ?? ''} ${error.message}`
})
for (const page of pages.values()) await page.context().close().catch(() => {})
await browser.close()
