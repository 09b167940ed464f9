import { render } from 'preact'
import { afterEach, expect, test } from 'vitest'
import type { Overview } from '../src/contract'
import { hear } from '../src/live/freshness'
import { Proof } from '../src/pages/overview/lists'
import { setLang } from '../src/words/words'
import { data } from './recorded'
import { at } from './support'

const root = document.createElement('div')
afterEach(() => render(null, root))

const recorded = data<Overview>('leader', '/overview')
const notices = (oldest: string): string => {
  const figures = { ...recorded.figures, notices_waiting: 2 }
  const waiting = { ...recorded.notices, failed: 0, oldest: at(oldest) }
  render(<Proof o={{ ...recorded, figures, notices: waiting }} />, root)
  return root.querySelector('.proofs .note')!.textContent!
}

test('a notice that waits for the morning is not late', async () => {
  await setLang('en')
  hear(at('2026-10-21T22:00:00'))
  expect(notices('2026-10-22T08:00:00')).toBe('2 waiting, the next goes at 10-22 08:00')
  expect(notices('2026-10-21T20:30:00')).toBe('2 waiting, the oldest for 1 h 30 min')
})
