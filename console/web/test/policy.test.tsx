// A changed policy from a file: the values that change stand in the reader's words, the faults of the
// file in the lines they came in; only then is it proposed.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sayName, sayValue } from '../src/pages/policy/changes'
import { Load } from '../src/pages/policy/load'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
document.body.append(root)
const asked: { path: string; body: Record<string, unknown> }[] = []
let answer: { status: number; body: unknown }

beforeEach(async () => {
  await setLang('zh')
  asked.length = 0
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    asked.push({ path, body: JSON.parse(init.body) })
    return new Response(JSON.stringify(answer.body), { status: answer.status })
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

async function choose(text: string) {
  const input = root.querySelector<HTMLInputElement>('input[type=file]')!
  const files = [{ name: 'policy.toml', text: async () => text }]
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
  })
}
const button = () => root.querySelector<HTMLButtonElement>('button[type=submit]')!

test('the values that a file would change are shown first; then it is proposed', async () => {
  answer = {
    status: 200,
    body: { changes: [{ path: 'task/accept', before: '2h', after: '3h' }] },
  }
  const close = vi.fn()
  render(<Load close={close} />, root)
  expect(button().disabled).toBe(true)
  await choose('title = "x"')
  await vi.waitFor(() => expect(root.querySelector('tbody tr')).not.toBeNull())
  expect([...root.querySelectorAll('tbody tr > *')].map((cell) => cell.textContent)).toEqual([
    '任务接收',
    '2 小时',
    '3 小时',
  ])
  expect(asked[0]!.path).toContain('/policy/check')
  expect(button().disabled).toBe(false)
  answer = { status: 200, body: { seq: 1, id: '', number: '7', proposal: '7' } }
  await act(async () => {
    button().click()
    await vi.waitFor(() => expect(close).toHaveBeenCalled())
  })
  expect(asked[1]!.path).toContain('/commands/policy.adopt')
  expect(asked[1]!.body.args).toEqual({ files: [{ name: 'policy.toml', text: 'title = "x"' }] })
})

test('without an answer the same key says it again; after a refusal another one does', async () => {
  answer = {
    status: 200,
    body: { changes: [{ path: 'task/accept', before: '2h', after: '3h' }] },
  }
  const close = vi.fn()
  render(<Load close={close} />, root)
  await choose('title = "x"')
  await vi.waitFor(() => expect(button().disabled).toBe(false))
  const press = async (status: number) => {
    const done = { seq: 1, id: '', number: '7', proposal: '7' }
    const no = { why: 'busy', what: '稍候', mend: '' }
    answer = { status, body: status === 200 ? done : no }
    const before = asked.length
    await act(async () => {
      button().click()
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before))
    })
    await vi.waitFor(() => expect(button()?.disabled ?? false).toBe(false))
    return asked.at(-1)!.body.key
  }
  const first = await press(503)
  expect(await press(422)).toBe(first)
  expect(await press(200)).not.toBe(first)
})

test('a file with faults is not proposed, and each fault is told', async () => {
  const what = 'policy.toml第3行第1列“contest”：缺少此项\npolicy.toml第9行第1列“x”：不认识'
  answer = { status: 400, body: { why: 'bad_input', what, mend: '' } }
  render(<Load close={() => {}} />, root)
  await choose('x = 1')
  await vi.waitFor(() => expect(root.querySelector('.refused b')?.textContent).toBe(what))
  expect(button().disabled).toBe(true)
})

const told: [path: string, value: string, zh: string, en: string][] = [
  ['title', '新规则', '规则名称: 新规则', 'Title: 新规则'],
  ['extensions_max', '2', '延期次数: 2', ''],
  ['budgets/grave/budget', '5wd', '整改期限 · 严重 · 期限: 5 个工作日', ''],
  ['ladder/4/slip', 'orange', '', ''],
  ['ladder/4/to', 'unit, officer', '升级阶梯 4 · 送给: 责任单位、纪检干部', ''],
  ['ladder/4/demand', '', '升级阶梯 4 · 做什么: —', ''],
  ['case_limits/none/service/budget', '5wd', '送达 · 期限: 5 个工作日', ''],
  ['case_limits/discipline/appeal/approver', 'superior', '', ''],
  ['some/new/value', 'x', 'some/new/value: x', 'some/new/value: x'],
]

test.each(told)('%s is told in words', async (path, value, zh, en) => {
  const says = () => `${sayName(path)}: ${sayValue(path, value)}`
  if (zh) expect(says()).toBe(zh)
  await setLang('en')
  if (en) expect(says()).toBe(en)
  expect(says()).not.toMatch(/undefined|policy\.|limit\./)
  if (path !== 'some/new/value') expect(sayName(path)).not.toContain('/')
})
