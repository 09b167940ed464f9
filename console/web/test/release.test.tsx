// An announced visit from a plan's panel: villages of the plan alone, lists by their hashes; offered
// where the server says that the reader may.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me, PlanRow } from '../src/contract'
import { held, sendHeld } from '../src/parts/hold'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }))
})
const { me } = await import('../src/base/session')
const { default: PlansPage } = await import('../src/pages/plans/page')

const root = document.createElement('div')
document.body.append(root)
const now = Date.UTC(2026, 9, 1)
const sent: { path: string; args: Record<string, unknown> }[] = []
let may: string[]
let refused: { what: string; mend: string } | null

const plan = (): PlanRow => ({
  ...{ id: '5', number: '2026-1', state: 'running', title: '第一份方案', scope: 't1', may },
  mandate: { decided_by: '', number: '', scope: '', until: now },
  ...{ start: now, end: now, themes: ['R'], windows: [], expected_visits: 1 },
  ...{ longest_gap_days: 0, visits_a_year_max: 1, author: '', approver: '', released: 0 },
})
const lists = [
  { theme: 'R', zh: '责任落实', en: 'responsibility', hash: 'aa11', items: [] },
  { theme: 'F', zh: '驻村帮扶', en: 'help', hash: 'bb22', items: [] },
]
const answer = (path: string): unknown => {
  if (path.includes('/plans')) return [plan()]
  if (path.includes('/checklists')) return lists
  if (path.includes('/foresee/')) return { refused, second: [], effects: [] }
  return []
}

beforeEach(async () => {
  await setLang('zh')
  sent.length = 0
  sessionStorage.clear()
  may = ['task.release', 'plan.close']
  refused = null
  me.value = { person: 'p-keeper', roles: ['plan_keeper'], csrf: 'x' } as unknown as Me
  const unit = (id: string, parent: string, level: string) => ({
    ...{ id, parent, level, zh: `${id}※`, en: '' },
  })
  namesById.value = {
    units: [
      unit('c', '', 'city'),
      unit('t1', 'c', 'township'),
      unit('v1', 't1', 'village'),
      unit('v3', 't1', 'village'),
      unit('t2', 'c', 'township'),
      unit('v2', 't2', 'village'),
    ],
    people: [],
    groups: [
      { id: 'g1', zh: '一组', en: '' },
      { id: 'g2', zh: '二组', en: '' },
    ],
  } as never
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
  vi.stubGlobal('fetch', async (path: string, init: { method?: string; body?: string }) => {
    if (init?.method !== 'POST') return Response.json({ seq: 1, now, data: answer(path) })
    sent.push({ path, args: JSON.parse(init.body!).args })
    return Response.json({ seq: 2, id: '9', number: '2026-3', proposal: '' })
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 0))))
const button = (words: string) =>
  [...root.querySelectorAll('button')].find((each) => each.textContent === words)
const open = async () => {
  render(<PlansPage />, root)
  await vi.waitFor(() => expect(button('下达明查…')).toBeDefined())
  act(() => button('下达明查…')!.click())
  await vi.waitFor(() => expect(root.querySelector('dialog form')).not.toBeNull())
}
const press = async (label: string) => {
  const found = [...root.querySelectorAll('dialog label')].find((l) => l.textContent === label)!
  act(() => found.querySelector('input')!.click())
  await settle()
}
const choose = async (value: string) => {
  const select = root.querySelector<HTMLSelectElement>('dialog select')!
  act(() => {
    select.value = value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await settle()
}
const submit = () =>
  act(async () => {
    root.querySelector<HTMLButtonElement>('dialog button[type=submit]')!.click()
  })

test('which group goes where, with which lists', async () => {
  await open()
  const villages = [...root.querySelectorAll<HTMLOptionElement>('dialog option')]
  expect(villages.map((o) => o.value)).toEqual(['', 'v1', 'v3'])
  await submit()
  expect(root.querySelectorAll('dialog .wrong').length).toBe(3) // kind, village, group
  await press('明查')
  await choose('v1')
  await press('二组')
  await press('驻村帮扶')
  await submit()
  expect(held.value).not.toBeNull()
  await act(async () => void (await sendHeld()))
  expect(sent).toEqual([
    {
      path: '/api/v1/commands/task.release',
      args: { plan: '5', kind: 'announced', target: 'v1', group: 'g2', checklists: ['bb22'] },
    },
  ])
})

test('what the rules would refuse is told before it is sent', async () => {
  refused = { what: '该组有人与此村有利害关系', mend: '请选择另一个组' }
  await open()
  await press('专项')
  await choose('v1')
  await press('一组')
  await vi.waitFor(() => expect(root.querySelector('dialog')!.textContent).toContain(refused!.what))
})

test('nobody is offered what they may not do', async () => {
  may = ['plan.close']
  render(<PlansPage />, root)
  await vi.waitFor(() => expect(root.querySelector('.plan')).not.toBeNull())
  expect(button('下达明查…')).toBeUndefined()
})
