// Roles for a term, on the page of people: a leader gives one, gives it for another term, takes it
// back; nobody else is offered that, and nobody for themselves.

import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me, PersonRow } from '../src/contract'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }))
})
const { me } = await import('../src/base/session')
const { default: PeoplePage } = await import('../src/pages/people/page')

const root = document.createElement('div')
document.body.append(root)
const noon = Date.UTC(2026, 11, 1, 4)
const midnight = (day: number) => Date.UTC(2026, 11, day, 16) // of the day after, in Beijing
const sent: { path: string; args: Record<string, unknown> }[] = []

const person = (id: string, grants: PersonRow['grants']): PersonRow => ({
  ...{ id, unit: 'c', posts: [], grants, group: '', head: false, access: true, keys: [] },
  ...{ invited_until: 0, may: [] },
})
const rows = [
  person('p-1', [
    { role: 'auditor', scope: 'c', until: midnight(31) },
    { role: 'inspector', scope: 'c', until: midnight(31) },
  ]),
  person('p-leader', [{ role: 'leader', scope: 'c', until: midnight(31) }]),
]

const settle = () => vi.advanceTimersByTimeAsync(50)
const buttons = (words: string) =>
  [...root.querySelectorAll('button')].filter((each) => each.textContent === words)
const press = async (button: HTMLElement | undefined) => {
  button!.click()
  await settle()
}
const fill = async (label: string, value: string) => {
  const found = [...root.querySelectorAll('label')].find((l) => l.textContent === label)!
  const box = found.control as HTMLInputElement
  box.value = value
  box.dispatchEvent(new Event('input', { bubbles: true }))
  box.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
const submit = async () => {
  root
    .querySelector('form')!
    .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await settle()
}
const show = async (role: string) => {
  me.value = { person: 'p-leader', roles: [role], csrf: 'token' } as unknown as Me
  render(<PeoplePage />, root)
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  setLang('zh')
  sent.length = 0
  sessionStorage.clear()
  namesById.value = {
    units: [{ id: 'c', parent: '', level: 'city', zh: '城', en: 'City' }],
    people: rows.map(({ id }) => ({ id, name: `${id}※`, en: '', unit: 'c', post: '' })),
    groups: [],
  } as never
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
  vi.stubGlobal('fetch', async (path: string, init: { method?: string; body?: string }) => {
    if (init?.method !== 'POST') return Response.json({ seq: 1, now: noon, data: rows })
    if (path.includes('/commands/')) sent.push({ path, args: JSON.parse(init.body!).args })
    return Response.json({ seq: 2, id: '', number: '2026-7', proposal: '9' })
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a leader gives a role until the end of a day', async () => {
  await show('leader')
  await press(buttons('授予角色…')[0])
  await submit()
  expect(sent).toEqual([]) // nothing is chosen yet
  const role = [...root.querySelectorAll('label')].find((l) => l.textContent === '系统管理员')!
  role.querySelector('input')!.click()
  await settle()
  await fill('范围（含其下各单位）', 'c')
  await fill('至（含当日）', '2026-12-31')
  await submit()
  expect(sent).toEqual([
    {
      path: '/api/v1/commands/grant.give',
      args: { person: 'p-1', role: 'administrator', scope: 'c', until: midnight(31) },
    },
  ])
})

test('one that ends is given for another term, with a new last day alone', async () => {
  await show('leader')
  await press(buttons('续期…')[0])
  await fill('至（含当日）', '2027-12-31')
  await submit()
  expect(sent[0]!.args).toEqual({
    ...{ person: 'p-1', role: 'auditor', scope: 'c' },
    until: Date.UTC(2027, 11, 31, 16),
  })
})

test('what is taken back is the one that was pressed, whatever was begun before', async () => {
  await show('leader')
  await press(buttons('收回…')[0])
  await fill('理由', '轮岗')
  await press(buttons('取消')[0])
  await press(buttons('收回…')[1])
  await fill('理由', '调离')
  await submit()
  expect(sent[0]!.args).toEqual({ person: 'p-1', role: 'inspector', scope: 'c', reason: '调离' })
})

test('nobody is offered their own role, and only leaders give', async () => {
  await show('leader')
  expect([buttons('授予角色…').length, buttons('续期…').length]).toEqual([1, 2])
  await show('administrator')
  expect([buttons('授予角色…').length, buttons('续期…').length, buttons('收回…').length]).toEqual([
    0, 0, 0,
  ])
})

test('those who hold a role are found by it', async () => {
  await show('leader')
  await fill('按姓名、单位或角色查找', '督导员')
  expect(root.querySelectorAll('.people tbody tr').length).toBe(1)
  await fill('按姓名、单位或角色查找', '村级')
  expect(root.querySelectorAll('.people tbody tr').length).toBe(0)
})
