// Looks at every page: signs in against the mock, takes a picture in both languages, both themes and
// three sizes, and asks axe. Pictures are for people to look at; what axe finds fails the run.
//
//     node test/shots.mjs [--out=folder] [--only=part of a page's name] [--looks=zh-light,en-dark]
//                         [--sizes=desk,phone,small] [--axe=no]

import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { picture } from '../mock/evidence.mjs'
import { browserOf, startMock } from './browser.mjs'

const flag = (name, otherwise) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const out = flag('out', join(tmpdir(), 'dudao-shots'))
const only = flag('only', '')
const asking = flag('axe', 'yes') === 'yes'
const patience_ms = 120_000
mkdirSync(out, { recursive: true })

const mock = await startMock({ MOCK_MOVE_MS: '60000' })
const { base } = mock
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** The form with files in it, before it is sent. */
async function pickFiles(page) {
  await page.locator('.ours-other button').first().click()
  await page.locator('input[type=file][multiple]').setInputFiles([
    { name: '公示栏.png', mimeType: 'image/png', buffer: picture('5d1c7be2a94f0863') },
    { name: '受益户签字表.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(900_000, 1) },
    { name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
  ])
  await page.waitForSelector('.proof')
}
/** The question before a confirmation. */
async function askConfirm(page) {
  await page.locator('.proposal .button.primary').first().click()
  await page.waitForSelector('dialog')
}
/** name, address, who looks, how tall the desk is, what is done before the picture. */
const pages = [
  ['overview', '/overview', 'secretary', 1082],
  ['tasks', '/tasks', 'officer', 900],
  ['tasks-table', '/tasks?view=table', 'officer', 900],
  ['task', '/tasks/31', 'officer', 900],
  ['task-sealed', '/tasks/34', 'officer', 900],
  ['confirmations', '/confirmations', 'secretary', 900],
  ['confirmations-ask', '/confirmations', 'secretary', 900, askConfirm],
  ['confirmations-officer', '/confirmations', 'officer', 900],
  ['confirmations-head', '/confirmations', 'head', 900],
  ['map', '/map?village=v19', 'officer', 900],
  ['ledger', '/rectifications', 'officer', 900],
  ['ledger-none', '/rectifications?township=t6&slip=red', 'officer', 900],
  ['rectification', '/rectifications/65', 'officer', 1100],
  ['rectification-submitted', '/rectifications/140', 'officer', 900],
  ['findings', '/findings', 'officer', 900],
  ['finding', '/findings/6', 'officer', 900],
  ['escalations', '/escalations', 'officer', 900],
  ['cases', '/cases', 'officer', 900],
  ['case', '/cases/1', 'officer', 900],
  ['plans', '/plans', 'keeper', 900],
  ['groups', '/groups', 'officer', 900],
  ['log', '/log', 'auditor', 900],
  ['calendar', '/calendar', 'officer', 900],
  ['policy', '/policy', 'officer', 900],
  ['reports', '/reports', 'secretary', 900],
  ['system', '/system', 'auditor', 900],
  ['help', '/help', 'officer', 900],
  ['nothing', '/cases', 'head', 600],
  ['ours', '/ours', 'village', 900],
  ['ours-files', '/ours', 'village', 900, pickFiles],
  ['ours-township', '/ours', 'township', 900],
  ['ours-done', '/ours?tab=done', 'village', 900],
  ['ours-findings', '/ours?tab=findings', 'village', 900],
]

const all_sizes = {
  desk: { width: 1440 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
}
const sizes = Object.entries(all_sizes).filter(([name]) =>
  flag('sizes', 'desk,phone').split(',').includes(name),
)
const looks = flag('looks', 'zh-light,zh-dark,en-light')
  .split(',')
  .map((look) => look.split('-'))

let faults = 0

async function ask(page, name) {
  if (!asking) return
  await page.evaluate(axe)
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    tags,
  )
  for (const v of violations) {
    faults += 1
    console.log(`axe ${name}: ${v.id} ×${v.nodes.length} ${v.help}`)
    for (const node of v.nodes.slice(0, 3))
      console.log(`    ${node.html.slice(0, 160)}  ${node.any[0]?.message ?? ''}`)
  }
}

async function settled(page) {
  await page.waitForSelector('main')
  await page.waitForFunction(() => !document.querySelector('[aria-busy]'))
  await page.waitForTimeout(300)
}

/** What a page says in the console is a fault, above all what the policy of contents refused. */
function listen(page, name) {
  page.on('console', (message) => {
    if (message.type() !== 'error' || /401|403|404/.test(message.text())) return
    faults += 1
    console.log(`console ${name}: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    faults += 1
    console.log(`error ${name}: ${error.message}`)
  })
}

async function overflow(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wide <= 1) return
  faults += 1
  console.log(`wide ${name}: ${wide} px beyond the window`)
}

async function signedIn(browser, user, viewport) {
  const context = await browser.newContext({ viewport, baseURL: base, reducedMotion: 'reduce' })
  if (user)
    await context.request.post(`${base}/api/v1/login`, { data: { name: user, password: 'demo' } })
  context.setDefaultTimeout(patience_ms)
  return context
}

const browser = await browserOf()
try {
  if ('login'.includes(only)) {
    for (const [size, box] of sizes) {
      const { width, height = 900 } = box
      for (const [lang, theme] of looks) {
        const context = await signedIn(browser, '', { width, height })
        const page = await context.newPage()
        await page.goto(`/login?lang=${lang}&theme=${theme}`)
        await settled(page)
        await ask(page, `login ${size}`)
        await page.screenshot({ path: `${out}/login-${lang}-${theme}-${size}.png` })
        await context.close()
      }
    }
  }
  for (const [name, at, user, height, act] of pages) {
    if (!name.includes(only)) continue
    for (const [size, box] of sizes) {
      const context = await signedIn(browser, user, {
        width: box.width,
        height: box.height ?? height,
      })
      const page = await context.newPage()
      listen(page, name)
      for (const [lang, theme] of looks) {
        await page.goto(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)
        await settled(page)
        if (act) await act(page)
        await ask(page, `${name} ${size} ${lang} ${theme}`)
        await overflow(page, `${name} ${size} ${lang}`)
        await page.screenshot({
          path: `${out}/${name}-${lang}-${theme}-${size}.png`,
          fullPage: size !== 'desk',
        })
      }
      await context.close()
    }
  }
  if ('wall'.includes(only)) {
    const context = await signedIn(browser, 'secretary', { width: 1920, height: 1080 })
    const page = await context.newPage()
    listen(page, 'wall')
    for (const lang of ['zh', 'en']) {
      await page.goto(`/overview?screen=1&lang=${lang}`)
      await settled(page)
      await ask(page, `wall ${lang}`)
      await page.screenshot({ path: `${out}/wall-${lang}.png` })
    }
    await context.close()
  }
} finally {
  await browser.close()
  mock.stop()
}
console.log(faults === 0 ? 'no faults' : `${faults} faults`)
process.exit(faults === 0 ? 0 : 1)
