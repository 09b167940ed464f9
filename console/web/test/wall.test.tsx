// The wall draws the overview's answer: each of its figures is the one that the overview counts.
import { render } from 'preact'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Overview } from '../src/contract'
import { data, fetchFrom, people } from './recorded'

vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }))
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
})

const { default: Wall } = await import('../src/pages/overview/wall')
const { resume } = await import('../src/base/session')
const { hear } = await import('../src/live/freshness')
const { setLang } = await import('../src/words/words')

const root = document.createElement('div')
document.body.append(root)
afterEach(() => render(null, root))

const recorded = data<Overview>('leader', '/overview')
const envelope = people.leader.answers['/overview']!.zh as object

beforeAll(async () => {
  const { me, answers, now } = people.leader
  vi.stubGlobal('fetch', fetchFrom(answers, me, new Set()))
  await resume()
  await setLang('en')
  hear(now)
})

const numbers = (within: string): number[] =>
  [...(root.querySelector(within)?.textContent ?? '').matchAll(/\d+/g)].map(Number)

test('shows the figures that the overview counts, each at its place', async () => {
  render(<Wall />, root)
  await vi.waitFor(() => {
    if (!root.querySelector('.wall-foot b')) throw new Error('loading')
  })
  const { figures } = recorded
  expect(numbers('.wall-hero b')).toEqual([figures.overdue])
  expect(numbers('.wall-zone span')).toContain(figures.open)
  for (const slip of ['red', 'orange', 'yellow'] as const) {
    const shown = numbers(`.wall-${slip} .wall-n`)
    expect(shown).toEqual(figures[slip] ? [figures[slip]] : [])
  }
  const zones = [...root.querySelectorAll('.wall-zone span')].map((each) => each.textContent ?? '')
  const said = (figure: number | null) => zones.some((text) => text.includes(String(figure)))
  expect(said(figures.in_the_village)).toBe(true)
  expect(said(figures.due_in_week)).toBe(true)
  expect(said(figures.found_yesterday)).toBe(true)
  expect(numbers('.wall-foot b')).toEqual([figures.sealed])
})

test('says of each step who is late with what, and of each group on the way what it has to do', async () => {
  const { figures } = recorded
  const late = {
    ...recorded.overdue[0]!,
    id: '1',
    slip: 'orange',
    unit: 'v1',
    days_left: -4,
    awaits: 'undertaking',
  }
  const o = {
    ...recorded,
    figures: { ...figures, orange: 2, overdue: 1, on_the_way: 1, awaiting_review: 5 },
    overdue: [late],
    slips_in_time: [{ unit: 'v2', slip: 'orange', state: 'submitted' }],
    struck_off_30d: { on_time: 4, late: 0, median_days: 0 },
    on_the_way: [
      { task: '9', group: 'g1', state: 'released', until: people.leader.now + 3_600_000 },
    ],
  }
  const { me, answers } = people.leader
  const given = { ...answers, '/overview': { status: 200, zh: { ...envelope, data: o } } }
  vi.stubGlobal('fetch', fetchFrom(given, me, new Set()))
  render(<Wall />, root)
  await vi.waitFor(() => {
    if (!root.querySelector('.wall-foot b')) throw new Error('loading')
  })
  const orange = root.querySelector('.wall-orange')!
  expect(orange.querySelector('.wall-late li')!.textContent).toMatch(/Undertaking.*4 wd late/)
  expect(orange.querySelector('.wall-rest')!.textContent).toContain('1 not late')
  const way = [...root.querySelectorAll('.wall-way li')].map((each) => each.textContent)
  expect(way).toHaveLength(1)
  expect(way[0]).toMatch(/to accept.*1:00/)
  expect(root.textContent).toContain('5 to review')
  expect(root.querySelector('.wall-hero')!.textContent).toContain('4 struck off in 30 days')
})
