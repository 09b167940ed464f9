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
