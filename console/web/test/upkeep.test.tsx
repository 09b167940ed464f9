// What an administrator asks for on the system page, and what came of it.
import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { System, Upkeep } from '../src/contract'
import { UpkeepPanel } from '../src/pages/system/upkeep'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
const asked: { path: string; body: unknown }[] = []
const head = 'ab'.repeat(32)
let reloads = 0

const none: Upkeep = {
  number: 0,
  running: '',
  awaited: false,
  works: {},
  backups: { folder: '/var/lib/dudao-backups', given: false, keep: 7, night: null, rows: [] },
}

const show = (upkeep?: Upkeep) =>
  render(<UpkeepPanel s={{ upkeep } as System} reload={() => reloads++} />, root)
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((each) => each.textContent === name)!

beforeEach(() => {
  setLang('zh')
  asked.length = 0
  reloads = 0
  namesById.value = {
    units: [],
    groups: [],
    people: [{ id: 'p-1', name: '周管', post: '' }],
  } as never
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    asked.push({ path, body: JSON.parse(init.body) })
    return new Response(JSON.stringify({ number: 1 }))
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

test('where no dudao up runs it there is nothing to ask for', () => {
  show()
  expect(root.textContent).toBe('')
})

test('each of the three is asked for by its button, a noted head with the record alone', async () => {
  show(none)
  expect(root.textContent).toContain('还没有办过')
  expect(root.textContent).toContain('与记录在同一块磁盘上')
  const input = root.querySelector('input')!
  input.value = ` 12:${head} `
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(root.querySelector('input')!.value).toContain(head))
  for (const name of ['检查', '核对', '备份']) button(name).click()
  await vi.waitFor(() => expect(reloads).toBe(3))
  expect(asked.map((each) => each.body)).toEqual([
    { work: 'examine' },
    { work: 'verify', noted: `12:${head}` },
    { work: 'back_up' },
  ])
})

test('while one is under way none is asked for', () => {
  show({ ...none, running: 'verify' })
  expect([...root.querySelectorAll('button')].every((each) => each.disabled)).toBe(true)
  expect(root.textContent).toContain('正在办理')
  show({ ...none, awaited: true })
  expect([...root.querySelectorAll('button')].every((each) => each.disabled)).toBe(true)
})

const came = { number: 1, by: 'p-1', at: 1_789_437_600_000, lang: 'zh', words: '' } as const

test('what is wrong stands first, with what to do', () => {
  const said = {
    ok: false,
    findings: [
      { health: 'ok', part: '时钟', says: '准', remedy: '' },
      { health: 'warn', part: '日历', says: '暂定', remedy: '请装入' },
      { health: 'fault', part: '磁盘', says: '0 GiB 可用', remedy: '腾出空间' },
    ],
  } as const
  show({ ...none, works: { examine: { ...came, code: 1, said: said as never } } })
  const lines = [...root.querySelectorAll('.lines li')].map((each) => each.textContent)
  expect(lines[0]).toContain('磁盘：0 GiB 可用→ 腾出空间')
  expect(lines[1]).toContain('日历')
  expect(lines[2]).toContain('时钟')
  expect(root.textContent).toContain('有故障，须处理')
  expect(root.textContent).toContain('周管')
})

test('a record that is whole says the head to note, one that is not says where', () => {
  const whole = {
    ok: true,
    commits: 12,
    events: 30,
    head,
    words: 1,
    evidence: 2,
    faults: [],
    unseen: [],
  }
  show({ ...none, works: { verify: { ...came, code: 0, said: whole } } })
  expect(root.textContent).toContain('记录完整')
  expect(root.querySelector('code')!.textContent).toBe(`12:${head}`)
  show({
    ...none,
    works: {
      verify: { ...came, code: 6, said: { ...whole, ok: false, faults: ['第9次提交不符'] } },
    },
  })
  expect(root.textContent).toContain('记录有不符之处')
  expect(root.textContent).toContain('第9次提交不符')
  expect(root.textContent).not.toContain('全部相符')
})

test('backups are listed; one that could not be made says why, one cut short says that', () => {
  const rows = [{ name: 'gqc-20261201-023000', bytes: 3_000_000 }]
  const backups = { ...none.backups, given: true, night: 150, rows }
  show({
    ...none,
    backups,
    works: { back_up: { ...came, code: -1, said: null, words: '磁盘已满' } },
  })
  expect(root.textContent).toContain('未能备份')
  expect(root.textContent).toContain('磁盘已满')
  expect(root.textContent).toContain('gqc-20261201-023000')
  expect(root.textContent).toContain('每晚 02:30')
  expect(root.textContent).not.toContain('同一块磁盘')
  show({ ...none, works: { back_up: { ...came, by: '', code: -1, said: null } } })
  expect(root.textContent).toContain('中途停止')
  expect(root.textContent).toContain('每晚自动')
})
