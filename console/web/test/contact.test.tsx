import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Contact as Row } from '../src/contract'
import { Contact } from '../src/pages/account/contact'
import { outcomeLines } from '../src/parts/outcome'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
let row: Row
let seq = 1
let refusal: object | null = null
let waits = 0 // looks that still see the test under way
const posted: { path: string; args: Record<string, string> }[] = []

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms)
const press = async (words: string) => {
  const buttons = [...root.querySelectorAll('button')]
  buttons.find((each) => each.textContent === words)!.click()
  await settle()
}

const save = async () => {
  const submit = new Event('submit', { bubbles: true, cancelable: true })
  root.querySelector('form')!.dispatchEvent(submit)
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  setLang('zh')
  posted.length = 0
  refusal = null
  waits = 0
  row = { person: 'p-1', mail: '', phone: '', by: '', at: 0, by_others: false, test: null }
  vi.stubGlobal('fetch', async (path: string, init: { method: string; body: string }) => {
    if (init.method === 'POST') {
      posted.push({ path, args: JSON.parse(init.body).args })
      if (refusal) return new Response(JSON.stringify(refusal), { status: 422 })
      return new Response(JSON.stringify({ seq: ++seq, id: '', number: '', proposal: '' }))
    }
    const under_way = { state: 'attempted', at: 1, detail: '' }
    const shown = waits-- > 0 ? { ...row, test: under_way } : row
    return new Response(JSON.stringify({ seq, now: 0, data: shown }))
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('one says where the own notices go', async () => {
  render(<Contact />, root)
  await settle()
  const mail = root.querySelector<HTMLInputElement>('#contact-mail')!
  mail.value = ' li@example.cn '
  mail.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
  await save()
  expect(posted[0]!.path).toBe('/api/v1/commands/contact.set')
  expect(posted[0]!.args).toMatchObject({ mail: 'li@example.cn', phone: '' })
})

test('what the server refuses stands at the form', async () => {
  render(<Contact />, root)
  await settle()
  refusal = { why: 'bad_input', what: '不是邮箱地址', mend: '一个@' }
  await save()
  expect(root.querySelector('[role=alert]')!.textContent).toContain('不是邮箱地址')
})

test('a change by others is said to the person', async () => {
  row.by_others = true
  render(<Contact />, root)
  await settle()
  expect(root.querySelector('[role=alert]')!.textContent).toContain('他人更改过')
})

test('a test notice shows what became of it by each channel', async () => {
  render(<Contact />, root)
  await settle()
  waits = 2
  await press('发送测试通知')
  expect(posted[0]!.path).toBe('/api/v1/commands/notice.test')
  expect(root.textContent).toContain('正在发送')
  row.test = { state: 'failed', at: 1, detail: 'file, mail: recipient refused 550' }
  await settle(2000)
  expect(root.textContent).toContain('正在发送')
  await settle(2000)
  expect(root.textContent).toContain('未发出')
  const lines = [...root.querySelectorAll('li')].map((each) => each.textContent)
  expect(lines).toEqual(['已写入通知文件', '邮件服务器拒收此地址（550）'])
})

test('without an outcome it stops looking and says so', async () => {
  render(<Contact />, root)
  await settle()
  waits = 1000
  await press('发送测试通知')
  await settle(62_000)
  expect(root.textContent).toContain('一分钟内没有结果')
})

test('an outcome in other words says that the log has it', () => {
  expect(outcomeLines('other')).toEqual(['未能发出，原因见日志'])
  expect(outcomeLines('')).toEqual([])
})
