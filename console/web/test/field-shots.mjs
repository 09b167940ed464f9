// Looks at every page of the field page, against a mock of the device: a picture in both languages
// and themes at the sizes of two phones, and what axe finds. What is too small for a thumb, wider than
// the phone or refused by the policy of contents fails the run too.
//
//     node test/field-shots.mjs [--out=folder] [--only=part of a page's name] [--looks=zh-light,en-dark]
//                               [--sizes=phone,small] [--axe=no]

import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FieldMock, newDisk } from '../mock/field.mjs'
import { browserOf } from './browser.mjs'
import { aPhoto, pairPhone, prepare } from './field-ways.mjs'

const flag = (name, otherwise) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const out = flag('out', join(tmpdir(), 'dudao-field-shots'))
const only = flag('only', '')
const asking = flag('axe', 'yes') === 'yes'
mkdirSync(out, { recursive: true })

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
const sizes = { phone: { width: 390, height: 844 }, small: { width: 320, height: 640 } }
const looks = flag('looks', 'zh-light,zh-dark,en-light,en-dark').split(',')

let faults = 0
const fault = (text) => {
  faults += 1
  console.log(text)
}

async function ask(page, name) {
  if (!asking) return
  await page.evaluate(axe)
  // What lies under the thumb's zone comes forth by scrolling; axe would call it hidden.
  await page.evaluate(() =>
    document.querySelector('.foot')?.style.setProperty('position', 'static'),
  )
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    tags,
  )
  for (const v of violations) {
    fault(`axe ${name}: ${v.id} ×${v.nodes.length} ${v.help}`)
    for (const node of v.nodes.slice(0, 3)) {
      console.log(`    ${node.html.slice(0, 160)}  ${node.any[0]?.message ?? ''}`)
    }
  }
  const { wide, small } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    small: [
      ...document.querySelectorAll(
        'button, a:not(.inline):not(.skip), .big, .check, input, select',
      ),
    ]
      .map((e) => [e, (e.closest('.big, .check') ?? e).getBoundingClientRect()])
      .filter(([e, box]) => box.width > 1 && (box.height < 44 || box.width < 44) && !e.closest('p'))
      .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`),
  }))
  await page.evaluate(() => document.querySelector('.foot')?.style.removeProperty('position'))
  if (wide > 1) fault(`wide ${name}: ${wide} px beyond the window`)
  for (const each of small) fault(`small ${name}: ${each}`)
}

const mock = await new FieldMock({ office_ms: 40 }).start()
const browser = await browserOf()

async function shot(page, name, size, look) {
  await page.waitForTimeout(250)
  await ask(page, `${name} ${size} ${look}`)
  await page.screenshot({ path: `${out}/${name}-${look}-${size}.png` })
}

const list = (task) => `/tasks/${task}/list`
const pages = (finding) => [
  ['tasks', '/'],
  ['task', '/tasks/31'],
  ['task-released', '/tasks/32'],
  ['task-accepted', '/tasks/33'],
  ['recuse', '/tasks/32/recuse'],
  ['check-in', '/tasks/33/check-in'],
  ['list', list(31)],
  ['item', `${list(31)}/F1`],
  ['item-both', `${list(31)}/F2`],
  ['item-text', `${list(31)}/F5`],
  ['item-number', `${list(31)}/M3`],
  ['findings', '/tasks/31/findings'],
  ['finding-new', '/tasks/31/findings/new?item=F1'],
  ['finding', `/tasks/31/findings/${finding}`],
  ['sign', '/tasks/31/sign'],
  ['report', '/tasks/31/report'],
  ['outbox', '/outbox'],
  ['about', '/about'],
  ['gone', '/tasks/99'],
]

try {
  for (const [size, viewport] of Object.entries(sizes)) {
    if (!flag('sizes', 'phone,small').split(',').includes(size)) continue
    mock.disk = newDisk()
    const context = await browser.newContext({
      viewport,
      baseURL: mock.base,
      reducedMotion: 'reduce',
      geolocation: { latitude: 29.2413, longitude: 115.8041, accuracy: 8 },
      permissions: ['geolocation'],
      deviceScaleFactor: 2,
    })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() !== 'error' || /ERR_CONNECTION|401|422/.test(message.text())) return
      fault(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => fault(`error: ${error.message}`))
    const at = async (to, look) => {
      const [lang, theme] = look.split('-')
      await page.goto(`${to}${to.includes('?') ? '&' : '?'}lang=${lang}&theme=${theme}`)
      await page.waitForSelector('main')
    }
    for (const look of looks) {
      if (!'pair'.includes(only)) break
      await at('/pair', look)
      await shot(page, 'pair', size, look)
    }
    await pairPhone(page, 'DEMO-2345')
    const finding = await prepare(page, mock)
    for (const [name, to] of pages(finding)) {
      if (!name.includes(only)) continue
      for (const look of looks) {
        await at(to, look)
        if (name === 'check-in') {
          await page.getByRole('button', { name: /取位置|重取|position|Again/ }).click()
          await page.waitForSelector('.fix')
        }
        await shot(page, name, size, look)
      }
    }
    // Off line, with something that waits and something that was not taken.
    await page.goto('/tasks/31/findings/new?lang=zh')
    await page.getByLabel('类别').selectOption('help')
    await page.getByRole('radio', { name: '轻微' }).check()
    await page.getByLabel('看到了什么').fill('这一条代理拒收')
    await page.getByRole('button', { name: '保存问题' }).click()
    await page.goto('/outbox?lang=zh')
    await page.waitForSelector('.refused')
    await mock.die()
    await page.waitForSelector('.link-off')
    await page.goto('/tasks/31/findings/new?lang=zh')
    await page.getByLabel('类别').selectOption('help')
    await page.getByRole('radio', { name: '轻微' }).check()
    await page.getByLabel('看到了什么').fill('值班表停在 9 月 12 日')
    await page.locator('input[type=file]').setInputFiles(await aPhoto(page, 3))
    await page.waitForSelector('.picture img')
    await page.getByRole('button', { name: '保存问题' }).click()
    for (const [name, to] of [
      ['outbox-offline', '/outbox'],
      ['tasks-offline', '/'],
    ]) {
      if (!name.includes(only)) continue
      for (const look of looks) {
        await at(to, look)
        await page.waitForSelector('.link-off')
        await shot(page, name, size, look)
      }
    }
    await context.close()
    await mock.start()
  }
} finally {
  await browser.close()
  await mock.die()
}
console.log(faults === 0 ? `no faults, pictures in ${out}` : `${faults} faults, pictures in ${out}`)
process.exit(faults === 0 ? 0 : 1)
