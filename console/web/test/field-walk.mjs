// Walks through the field page as a group does, against a mock of its device: off line, reloaded,
// killed with the whole browser, answers lost on the way, a device that dies and one that comes back
// older than it was. Says each thing that was seen and fails at the first that was not.
//
//     node test/field-walk.mjs

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { FieldMock } from '../mock/field.mjs'
import { browserOf, flags, path } from './browser.mjs'
import { aPhoto, pairPhone } from './field-ways.mjs'

const patience_ms = 60_000
const seen = (what) => console.log(`seen: ${what}`)
function must(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`)
  seen(what)
}

const contexts = []
const home = mkdtempSync(join(tmpdir(), 'dudao-field-'))

/** A phone whose memory outlives its browser. */
async function phone(name, base) {
  const folder = join(home, name)
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: path,
    args: flags,
    viewport: { width: 390, height: 844 },
    baseURL: base,
    geolocation: { latitude: 29.2413, longitude: 115.8041, accuracy: 8 },
    permissions: ['geolocation'],
  })
  contexts.push(context)
  context.setDefaultTimeout(patience_ms)
  const page = context.pages()[0] ?? (await context.newPage())
  page.on('pageerror', (error) => {
    console.error(error)
    process.exitCode = 1
  })
  return { page, context, folder }
}

/** As a battery dies: the whole browser at once, by its ids. */
function kill({ folder }) {
  const ids = execFileSync('pgrep', ['-f', `user-data-dir=${folder}`], { encoding: 'utf8' })
  for (const id of ids.trim().split('\n')) {
    try {
      process.kill(Number(id), 'SIGKILL')
    } catch {
      // it went with its parent
    }
  }
}

/** Whether the phone's disk has these words of a form. */
const draftHas = ([form, words]) =>
  new Promise((done) => {
    const open = indexedDB.open('dudao-field')
    open.onsuccess = () => {
      const get = open.result.transaction('drafts').objectStore('drafts').get(form)
      get.onsuccess = () => {
        open.result.close()
        done(JSON.stringify(get.result ?? '').includes(words))
      }
    }
  })

const until = async (holds, what) => {
  const end = Date.now() + patience_ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not seen in time: ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
  seen(what)
}

const once = (mock) => new Set(mock.disk.rows.map((r) => r.key)).size === mock.disk.rows.length
const rowsOf = (mock, name) => mock.disk.rows.filter((r) => r.name === name)
const save = (page, name = /保存/) => page.getByRole('button', { name }).first().click()

async function offline(mock) {
  let { page, context, folder } = await phone('head', mock.base)
  await pairPhone(page, 'DEMO-2345')
  seen('a phone is paired by its code and shows the tasks')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await page.waitForSelector('.card')
  await mock.die()
  await page.goto('/tasks/32')
  await page.waitForSelector('.link-off')
  seen('the device is dead and the page opens all the same')

  await page.getByRole('button', { name: '接收任务' }).click()
  await page.getByRole('link', { name: '到场签到' }).click()
  await page.getByLabel('组员 3vpz').check()
  await page.getByRole('button', { name: '取位置' }).click()
  await page.waitForSelector('.fix')
  await page.getByRole('button', { name: '签到', exact: true }).click()
  await page.getByText('现场督导').waitFor()
  seen('a task was accepted and checked in to, with a position, off line')
  await page.goto('/tasks/31/list/F2')
  await page.getByLabel('填数字').fill('1')
  await save(page)
  await page.waitForURL('**/F3*')
  await page.goto('/tasks/31/findings/new')
  await page.getByLabel('类别').selectOption('help')
  await page.getByRole('radio', { name: '一般' }).check()
  await page.getByLabel('看到了什么').fill('工作室上锁，值班表停在 9 月')
  await page.locator('input[type=file]').setInputFiles([await aPhoto(page, 1, 3000)])
  await page.waitForSelector('.picture .tick-phone')
  await page.reload()
  const words = await page.getByLabel('看到了什么').inputValue()
  must(words === '工作室上锁，值班表停在 9 月', 'a half-filled finding outlived a reload')
  await page.waitForSelector('.picture img')
  seen('and so did its photo')
  await save(page)
  await page.waitForURL(/findings($|\?)/)
  await page.goto('/tasks/31/sign')
  await page.getByLabel('签名人').fill('丁一帆※')
  const pad = await page.locator('.pad').boundingBox()
  await page.mouse.move(pad.x + 40, pad.y + 60)
  await page.mouse.down()
  await page.mouse.move(pad.x + 200, pad.y + 90, { steps: 8 })
  await page.mouse.up()
  await page.getByRole('button', { name: '保存签名' }).click()
  await page.waitForURL('**/tasks/31')
  await page.goto('/tasks/31/list/F5')
  await page.getByLabel('他怎么说的').fill('帮两户修了')
  await page.waitForFunction(draftHas, ['answer:31:F5', '帮两户修了'])
  kill({ folder })
  await context.close().catch(() => {})
  seen('the phone died in the middle of a word')

  ;({ page, context, folder } = await phone('head', mock.base))
  await page.goto('/tasks/31/list/F5')
  must(
    (await page.getByLabel('他怎么说的').inputValue()) === '帮两户修了',
    'the word was there when it came back, the device still dead',
  )
  await save(page)
  await page.waitForURL('**/F6*')
  await page.goto('/outbox')
  await page.waitForSelector('.row')
  const on_phone = await page.locator('.row > .tick-phone').count()
  must(on_phone === 7, `seven things wait on the phone (${on_phone})`)

  // A browser may not have written its cookies down before it died.
  await context.clearCookies()
  await mock.start()
  await page.getByRole('link', { name: '重新配对' }).click()
  await page.getByLabel('配对码').fill('demo2345')
  mock.lose(3)
  await page.getByRole('button', { name: '配对' }).click()
  seen('its pairing was gone too; it was paired again')
  await until(() => mock.losing === 0, 'the device came back, and three of its answers were lost')
  await mock.die()
  seen('it died again half way')
  await mock.start()
  await until(() => mock.disk.rows.length >= 7, 'and came back; everything was handed over')
  await page.goto('/outbox')
  await page.waitForFunction(() => document.querySelectorAll('.row .tick-office').length === 7)
  seen('all seven have two ticks')
  must(once(mock) && mock.disk.rows.length === 7, 'each of them is there exactly once')
  seen(`it was said ${mock.commands_seen.length} times: what was lost on the way, its rows showed`)
  const order = mock.disk.rows.filter((r) => r.task === 31).map((r) => r.name)
  must(
    order.join() === 'task.answer,finding.record,evidence.attach,evidence.attach,task.answer',
    'of each task in the order in which it was said',
  )
  const whole = [...mock.disk.files.values()].every(
    (f) => createHash('sha256').update(Buffer.concat(f.bytes)).digest('hex') === f.hash,
  )
  const photo = [...mock.disk.files.values()].find((f) => f.mime === 'image/jpeg')
  must(whole && photo.size > 256 * 1024, `photos came whole, in pieces (${photo.size} bytes)`)
  const check_in = rowsOf(mock, 'task.check_in')[0].body
  must(
    check_in.members.length === 2 &&
      check_in.latitude_e6 === 29_241_300 &&
      check_in.source === 'gps',
    'the check-in names two members and where they stood',
  )
  return page
}

async function twoPhones(mock, head) {
  const browser = await browserOf()
  const context = await browser.newContext({
    baseURL: mock.base,
    viewport: { width: 320, height: 640 },
  })
  context.setDefaultTimeout(patience_ms)
  const other = await context.newPage()
  await pairPhone(other, 'DEMO-6789')
  await other.evaluate(() => navigator.serviceWorker.ready)
  await other.goto('/tasks/31/list/F6')
  await head.goto('/tasks/31/list/F6')
  await mock.die()
  await other.waitForSelector('.link-off')
  await other.getByRole('radio', { name: '是' }).check()
  await save(other)
  await other.waitForURL('**/F7*')
  await head.getByRole('radio', { name: '否' }).check()
  await save(head)
  await head.waitForURL('**/F7*')
  await mock.start()
  for (const page of [head, other]) {
    await page.goto('/tasks/31/list/F6')
    await page.waitForFunction(() => document.querySelectorAll('.both li').length === 2)
  }
  seen('two phones answered one item off line; both answers stand side by side on both')
  must((await other.getByRole('button', { name: '选这份' }).count()) === 0, 'a member cannot pick')
  await head.locator('.both li', { hasText: '是' }).getByRole('button', { name: '选这份' }).click()
  for (const page of [head, other]) {
    await page.locator('.both .picked', { hasText: '是' }).waitFor()
    await page.waitForFunction(() => document.querySelectorAll('.both li').length === 2)
  }
  seen('the head picked one, both phones show it, the other answer stays')
  const answers = mock.disk.tasks[0].answers.filter((a) => a.item === 'F6')
  must(answers.length === 2, 'the device has both answers')
  await browser.close()
}

async function refused(mock, page) {
  await page.goto('/tasks/31/findings/new')
  await page.getByLabel('类别').selectOption('help')
  await page.getByRole('radio', { name: '轻微' }).check()
  await page.getByLabel('看到了什么').fill('代理拒收的话')
  await save(page)
  await page.waitForURL(/findings($|\?)/)
  await page.goto('/outbox')
  await page.getByRole('button', { name: '改后再交' }).click()
  const box = page.getByLabel('看到了什么')
  must((await box.inputValue()) === '代理拒收的话', 'what was not taken is in its form again')
  await box.fill('代理收下的话')
  await save(page)
  await until(
    () => mock.disk.rows.some((r) => r.body.text === '代理收下的话'),
    'mended, it was taken',
  )
}

/** The device is set up anew from a copy that is older than what it had answered for. */
async function older(mock, page) {
  mock.cut()
  const copy = structuredClone(mock.disk)
  await page.goto('/tasks/31/list/F7')
  await page.getByRole('radio', { name: '是' }).check()
  await save(page)
  const kept = (disk) => disk.rows.filter((r) => r.body.item === 'F7').length
  await until(() => kept(mock.disk) === 1, 'the device has an answer that the office has not')
  await page.goto('/outbox')
  await page.waitForSelector('.row .tick-agent')
  await mock.die()
  mock.disk = { ...copy, incarnation: 2 }
  await mock.start()
  await until(() => kept(mock.disk) === 1, 'a device set up from an older copy got it back')
  mock.live()
  await page.waitForFunction(() => !document.querySelector('.row .tick-agent, .row .tick-phone'))
  must(once(mock), 'and everything is at the office, once')
}

async function report(mock, page) {
  await page.goto('/tasks/31/report')
  await page.getByRole('radio', { name: /正式报告/ }).check()
  await save(page, '提交正式报告')
  await page.locator('.wrong').first().waitFor()
  seen('a final report asks for each missing item why')
  await page.locator('.gap input').first().fill('该户不在家')
  await page.getByRole('button', { name: '以上都用同一原因' }).click()
  await save(page, '提交正式报告')
  await page.getByText('待审核').first().waitFor()
  await until(() => rowsOf(mock, 'task.report').length === 1, 'the report is handed over')
  const { gaps, final } = rowsOf(mock, 'task.report')[0].body
  must(final && gaps.every((g) => g.reason === '该户不在家'), `with ${gaps.length} reasons`)
}

const mock = await new FieldMock({ office_ms: 60 }).start()
try {
  const page = await offline(mock)
  await twoPhones(mock, page)
  await refused(mock, page)
  await older(mock, page)
  await report(mock, page)
} finally {
  for (const context of contexts) await context.close().catch(() => {})
  await mock.die()
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
