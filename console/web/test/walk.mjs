// Walks through the pages as people do, against the mock: looks, answers, sends back, pauses, is cut
// off and catches up. Says each thing that was seen and fails at the first that was not.
//
//     node test/walk.mjs [out folder for the pictures of a cut]

import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserOf, startMock } from './browser.mjs'

const out = process.argv[2] ?? join(tmpdir(), 'dudao-shots')
mkdirSync(out, { recursive: true })

const mock = await startMock({ MOCK_MOVE_MS: '2500' })
const { base } = mock

const seen = (what) => console.log(`seen: ${what}`)
const browser = await browserOf()

async function enter(role, viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport, baseURL: base, locale: 'zh-CN' })
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto('/')
  await page.getByRole('button', { name: role }).click()
  await page.waitForSelector('.shell')
  return page
}

async function aLeader() {
  const page = await enter('领导')
  await page.waitForURL('**/overview')
  seen('a leader signs in with one press and stands on the overview')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL('**/tasks')
  await page.waitForSelector('.card.changed')
  seen('a task moved on the board without a reload')
  await page.keyboard.press('p')
  await page.waitForSelector('.fresh-paused')
  await page.keyboard.press('p')
  await page.waitForSelector('.fresh:not(.fresh-paused)')
  seen('updates were paused and came again')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForSelector('.ledger tbody tr')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/rectifications/*')
  seen('the second row of the ledger was opened by keys')
  const second = new URL(page.url()).pathname
  await page.keyboard.press(']')
  await page.waitForFunction((at) => location.pathname !== at, second)
  await page.keyboard.press('[')
  await page.waitForURL(`**${second}`)
  seen('] and [ went to the next of the list and back')
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.waitForSelector('text=Why this date')
  seen('the same page in English')
  return page
}

async function anOfficer() {
  const page = await enter('纪检干部')
  await page.goto('/rectifications/140')
  await page.getByRole('button', { name: '退回…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await dialog.getByText('请填写').waitFor()
  seen('an empty reason was refused above its box')
  await dialog.getByLabel('还缺什么').fill('缺到户签字 2 份')
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await page.waitForSelector('.toast')
  await page.waitForSelector('text=缺到户签字 2 份')
  seen('a rectification was returned and its timeline says so')
  await page.context().close()
}

async function aUnit() {
  const page = await enter('村级单位')
  await page.waitForURL('**/ours')
  await page.getByLabel('答复', { exact: true }).fill('10 月 26 日前补发 9,000 元')
  await page.reload()
  const box = page.getByLabel('答复', { exact: true })
  if ((await box.inputValue()) !== '10 月 26 日前补发 9,000 元')
    throw new Error('the draft was lost')
  seen('what a unit had typed outlived a reload')
  await page.locator('form').getByRole('button', { name: '答复' }).click()
  await page.waitForSelector('.toast')
  seen('the unit answered')
  await page.getByLabel('怎么改的').fill('已补发到户，公示满期')
  const paper = {
    name: '签字表.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(500_000, 7),
  }
  const photo = { name: '公示栏.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(90_000, 3) }
  await page.locator('input[type=file][multiple]').setInputFiles([paper, photo])
  await page.waitForSelector('.proof >> nth=1')
  seen('two files were picked, with name and size')
  await page.request.get(`${base}/api/v1/mock/busy?n=1`)
  await page.locator('form').getByRole('button', { name: '提请核验' }).click()
  await page.waitForSelector('.proof-sending progress')
  await page.waitForSelector('.toast:has-text("提请核验")')
  seen('they were sent in pieces past a busy office, and the submission with them')
  await page.context().close()
}

async function aCut(page) {
  await page.goto('/overview?lang=zh')
  await page.waitForSelector('.overdue tbody tr')
  const wall = await page.context().newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto('/overview?screen=1&lang=zh')
  await wall.waitForSelector('.wall-tile, .wall-row li')
  await page.request.get(`${base}/api/v1/mock/cut`)
  await page.waitForSelector('.fresh-cut')
  await page.screenshot({ path: `${out}/overview-cut.png` })
  await wall.waitForSelector('.wall-cut')
  await wall.screenshot({ path: `${out}/wall-cut.png` })
  seen('a cut freezes the clocks and says since when')
  await page.request.get(`${base}/api/v1/mock/live`)
  await page.waitForSelector('.fresh-cut', { state: 'detached' })
  seen('and it is live again by itself')
  await page.context().clearCookies()
  await page.goto('/rectifications?township=t6')
  await page.waitForURL('**/login?next=*')
  await page.getByRole('button', { name: '纪检干部' }).click()
  await page.waitForURL('**/rectifications?township=t6')
  seen('a lost session comes back to the same view')
}

/** The code of a page cannot be fetched, then the network is back. */
async function aLatePage() {
  const page = await enter('纪检干部')
  await page.waitForSelector('.ledger tbody tr')
  await page.context().setOffline(true)
  await page.locator('a[href^="/calendar"]').click()
  await page.getByText('页面没有取到').waitFor()
  await page.context().setOffline(false)
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('.months') ?? document.body).display === 'grid',
  )
  seen('a page that did not come came by itself with the network, style and all')
  await page.context().close()
}

/** Nothing is heard but who one is. */
async function aSilence() {
  const page = await enter('审计员')
  await page.route('**/api/v1/**', (route) =>
    /\/(me|names)$/.test(new URL(route.request().url()).pathname)
      ? route.continue()
      : route.abort(),
  )
  await page.goto('/calendar?lang=zh')
  await page.getByText('正在连接', { exact: true }).waitFor()
  await page.getByText('没有连上', { exact: true }).waitFor()
  await page.unroute('**/api/v1/**')
  await page.getByText('实时', { exact: true }).waitFor()
  seen('before the first word no time was named; then it was live')
  await page.context().close()
}

try {
  await anOfficer()
  await aUnit()
  await aLatePage()
  await aSilence()
  await aCut(await aLeader())
} finally {
  await browser.close()
  mock.stop()
}
