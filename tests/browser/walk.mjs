// What people do at the pages of a living county, and what they must see. Fails at the first that was not seen.
//
//     node tests/browser/walk.mjs http://127.0.0.1:8080 FOLDER

import { join } from 'node:path'
import { browserOf } from '../../console/web/test/browser.mjs'

const [base, out] = process.argv.slice(2)
const seen = (what) => console.log(`ok      ${what}`)
const browser = await browserOf()

async function enter(role, size = { width: 1440, height: 900 }, look = {}) {
  const context = await browser.newContext({ viewport: size, baseURL: base, locale: 'zh-CN', ...look })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto('/')
  await page.getByRole('button', { name: role }).first().click()
  await page.waitForSelector('.shell')
  return page
}

async function data(page, path) {
  const answer = await page.request.get(`/api/v1${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()).data
}

const loaded = (page) => page.waitForFunction(() => document.querySelector('main, .wall') && !document.querySelector('[aria-busy=true]'))
const picture = (page, name) => page.screenshot({ path: join(out, `${name}.png`) })

async function aLeaderWatches() {
  const page = await enter('领导')
  await page.waitForURL('**/overview')
  await page.goto('/tasks')
  await page.waitForSelector('.card.changed')
  seen('a leader sees a task move on the board without reloading')
  await picture(page, 'tasks')
  let on_their_way = []
  while (on_their_way.length === 0) {
    on_their_way = (await data(page, '/tasks')).filter((task) => ['released', 'accepted'].includes(task.state))
  }
  if (on_their_way.some((task) => task.target !== '')) throw new Error('a target stands there before the check-in')
  seen(`a leader is told no target of ${on_their_way.length} tasks on their way`)
  await page.goto('/overview')
  await page.waitForSelector('.shell main')
  await picture(page, 'overview')
  return page
}

async function untilSubmitted(page) {
  for (;;) {
    const rows = (await data(page, '/rectifications?state=open&limit=500')).rows
    const found = rows.find((row) => row.state === 'submitted')
    if (found) return found
    await theNextWord(page)
  }
}

/** Until the freshness bar says something else: the record went on, or a second passed. */
async function theNextWord(page) {
  const was = await page.locator('.fresh').first().textContent()
  await page.waitForFunction((before) => document.querySelector('.fresh')?.textContent !== before, was)
}

async function anOfficerReturns() {
  const page = await enter('纪检干部')
  await untilSubmitted(page) // before that there may be nothing on the ledger
  await page.goto('/rectifications')
  await page.waitForSelector('.ledger tbody tr')
  await picture(page, 'ledger')
  for (let tries = 0; tries < 10; ++tries) {
    const row = await untilSubmitted(page)
    await page.goto(`/rectifications/${row.id}`)
    const button = page.getByRole('button', { name: '退回…' })
    const there = await button.waitFor({ timeout: 5000 }).then(() => true, () => false)
    if (!there) continue // somebody else was faster
    await button.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('还缺什么').fill('缺到户签字 2 份※')
    await dialog.getByRole('button', { name: '退回', exact: true }).click()
    await page.getByRole('button', { name: '立即办理' }).click() // it could be undone for ten seconds
    const done = await page.waitForSelector('.toast, [role=alert]').then((box) => box.textContent())
    if ((await data(page, `/rectifications/${row.id}`)).timeline.some((e) => e.text === '缺到户签字 2 份※')) {
      seen(`an officer returned rectification ${row.number}, and the record says so: ${done.trim().slice(0, 60)}`)
      await picture(page, 'rectification')
      return
    }
  }
  throw new Error('no rectification could be returned')
}

/** From the keyboard alone: to the board, to the ledger, along its rows, and the same in English. */
async function aLeaderTypes(page) {
  for (const key of ['g', 't']) await page.keyboard.press(key)
  await page.waitForURL('**/tasks')
  await page.keyboard.press('p')
  await page.waitForSelector('.fresh-paused')
  await page.keyboard.press('p')
  await page.waitForSelector('.fresh:not(.fresh-paused)')
  seen('updates were paused by a key and came again')
  for (const key of ['g', 'r']) await page.keyboard.press(key)
  await page.waitForSelector('.ledger tbody tr:nth-child(2)')
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key)
  await page.waitForURL('**/rectifications/*')
  const second = new URL(page.url()).pathname
  await page.keyboard.press('[')
  await page.waitForFunction((at) => location.pathname !== at, second)
  await page.keyboard.press(']')
  await page.waitForURL(`**${second}`)
  seen('the second row of the ledger was opened by keys; [ and ] went along the list')
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.waitForSelector('text=Why this date')
  seen('the same page in English')
}

/** The code of a page cannot be fetched, then the network is back. */
async function aLatePage() {
  const page = await enter('纪检干部') // whose first page is what waits for them
  await page.goto('/rectifications')
  await page.waitForSelector('.ledger tbody tr')
  await page.context().setOffline(true)
  await page.locator('a[href^="/calendar"]').click()
  await page.getByText('页面没有取到').waitFor()
  await page.context().setOffline(false)
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.months') ?? document.body).display === 'grid')
  seen('a page that did not come came by itself with the network, style and all')
  await page.context().clearCookies()
  await page.goto('/rectifications?severity=grave')
  await page.waitForURL('**/login?next=*')
  await page.getByRole('button', { name: '纪检干部' }).first().click()
  await page.waitForURL('**/rectifications?severity=grave')
  seen('a lost session comes back to the same view')
  await page.context().close()
}

/** Nothing is heard but who one is. */
async function aSilence() {
  const page = await enter('审计员')
  await page.route('**/api/v1/**', (route) =>
    /\/(me|names)$/.test(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  )
  await page.goto('/calendar?lang=zh')
  await page.getByText('正在连接', { exact: true }).waitFor()
  await page.getByText('没有连上', { exact: true }).waitFor()
  await page.unroute('**/api/v1/**')
  await page.getByText('实时', { exact: true }).waitFor()
  seen('before the first word no time was named; then it was live')
  await page.context().close()
}

async function aVillageLooks() {
  const page = await enter(/村级/, { width: 390, height: 844 })
  await page.goto('/ours')
  await page.waitForSelector('.shell main')
  await picture(page, 'ours-phone')
  const cases = await page.request.get('/api/v1/cases')
  if (cases.status() === 200) throw new Error('a unit sees leads')
  const others = (await data(page, '/rectifications?state=all&limit=500')).rows
  const own = new Set(others.map((row) => row.unit))
  if (own.size > 1) throw new Error(`a village sees the matters of ${[...own]}`)
  seen(`a village sees its own ${others.length} matters, no others, and no lead (${cases.status()})`)
}

async function everyPage(role, pages, look, name) {
  const page = await enter(role, { width: 1440, height: 900 }, look)
  for (const path of pages) {
    await page.goto(path)
    await page.waitForSelector('main')
    await loaded(page)
    await picture(page, `${name}${path.replace(/\W+/g, '-')}`)
  }
  seen(`${pages.length} pages open for ${role} (${name})`)
}

try {
  const leader = await aLeaderWatches()
  await anOfficerReturns()
  await aVillageLooks()
  await aLeaderTypes(leader)
  await aLatePage()
  await aSilence()
  const pages = ['/overview', '/todo', '/tasks', '/map', '/rectifications', '/findings', '/escalations', '/cases', '/plans', '/groups',
    '/log', '/calendar', '/policy', '/reports', '/system', '/help']
  await everyPage('纪检干部', pages, { colorScheme: 'light' }, 'zh-light')
  await everyPage('纪检干部', pages.map((p) => `${p}?lang=en`), { colorScheme: 'dark' }, 'en-dark')
  const wall = await leader.context().newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto('/overview?screen=1')
  await wall.waitForSelector('.wall-tile, .wall-row li, .wall')
  await loaded(wall)
  await picture(wall, 'wall')
  seen('the wall')
} finally {
  await browser.close()
}
