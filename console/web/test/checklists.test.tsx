// Changed checklists from a file: what comes, goes and changes stands there first; each theme is then
// a proposal of its own.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChecklistChanges, ChecklistItem } from '../src/contract'
import { sayHow, told } from '../src/pages/policy/items'
import { LoadChecklists } from '../src/pages/policy/load-checklists'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
document.body.append(root)
const asked: { path: string; body: Record<string, unknown> }[] = []
let answers: { status: number; body: unknown }[]

const item = (id: string, zh: string, more: Partial<ChecklistItem> = {}): ChecklistItem => ({
  ...{ id, zh, en: id, how: 'AY', rule: '', note: '' },
  ...more,
})
const changes: ChecklistChanges = {
  lists: [
    {
      ...{ theme: 'R', zh: '责任落实', en: 'responsibility', items: 8 },
      was: { zh: '责任', en: 'responsibility' },
      changes: [
        { before: item('R1', '旧问'), after: item('R1', '新问', { how: 'LP' }) },
        { before: null, after: item('R9', '增问', { rule: 'n:1o RES-2' }) },
        { before: item('R2', '删问'), after: null },
      ],
    },
    { ...{ theme: 'N', zh: '新题', en: 'new', items: 1, was: null }, changes: [] },
  ],
}
const done = (n: string) => ({ status: 200, body: { seq: 1, id: '', number: n, proposal: n } })
const no = (status: number) => ({ status, body: { why: 'busy', what: '稍候', mend: '' } })

beforeEach(async () => {
  await setLang('zh')
  asked.length = 0
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    asked.push({ path, body: JSON.parse(init.body) })
    const answer = answers.shift()!
    return new Response(JSON.stringify(answer.body), { status: answer.status })
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

async function choose() {
  const input = root.querySelector<HTMLInputElement>('input[type=file]')!
  const files = [{ name: 'lists.toml', text: async () => 'x' }]
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await vi.waitFor(() => expect(asked.length).toBe(1))
  })
}
const button = () => root.querySelector<HTMLButtonElement>('button[type=submit]')!
const press = async (calls: number) => {
  const before = asked.length
  await act(async () => {
    button().click()
    await vi.waitFor(() => expect(asked.length).toBe(before + calls))
  })
  await vi.waitFor(() => expect(button()?.disabled ?? false).toBe(false))
  return asked.slice(before)
}

test('what comes, goes and changes is shown before it is proposed', async () => {
  answers = [{ status: 200, body: changes }]
  render(<LoadChecklists close={() => {}} />, root)
  expect(button().disabled).toBe(true)
  await choose()
  await vi.waitFor(() => expect(root.querySelectorAll('section').length).toBe(2))
  expect(asked[0]!.path).toContain('/checklists/check')
  const [changed, fresh] = [...root.querySelectorAll('section b')].map((b) => b.textContent)
  expect(changed).toBe('R 责任落实：增加 1 项，删去 1 项，改动 1 项，改后共 8 项')
  expect(fresh).toBe('N 新题：新的检查表，共 1 项')
  expect(root.querySelector('section .note')?.textContent).toBe('名称原为“责任”')
  const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  )
  expect(rows).toEqual([
    ['R1', '旧问\n问、是否', '新问\n看、照片'],
    ['R9', '—', '增问\nR9\n问、是否 · n:1o RES-2'],
    ['R2', '删问\nR2\n问、是否', '—'],
  ])
})

test('each theme is proposed by itself, and none of them twice', async () => {
  answers = [
    { status: 200, body: changes },
    done('7'),
    no(503),
    done('7'),
    no(422),
    done('7'),
    done('8'),
  ]
  const close = vi.fn()
  render(<LoadChecklists close={close} />, root)
  await choose()
  await vi.waitFor(() => expect(button().disabled).toBe(false))
  const first = await press(2)
  expect(first.map(({ body }) => (body.args as { theme: string }).theme)).toEqual(['R', 'N'])
  expect(first[0]!.path).toContain('/commands/checklist.adopt')
  const again = await press(2) // nobody knows whether N was taken: both under their keys
  expect(again.map(({ body }) => body.key)).toEqual(first.map(({ body }) => body.key))
  expect(close).not.toHaveBeenCalled()
  const last = await press(2) // N was refused: it alone under another
  expect(last[0]!.body.key).toBe(first[0]!.body.key)
  expect(last[1]!.body.key).not.toBe(first[1]!.body.key)
  expect(close).toHaveBeenCalled()
})

test('an item is told in the words of the reader, and of a change what differs alone', async () => {
  expect(told(item('R1', '问'), item('R1', '问', { en: 'asked' }))).toEqual([
    { before: 'R1', after: 'asked' },
  ])
  expect(sayHow('DP')).toBe('查一份材料、照片')
  await setLang('en')
  expect(sayHow('DP')).toBe('checking a paper, a photo')
  expect(sayHow('??')).toBe('??')
})
