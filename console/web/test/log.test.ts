import { expect, test } from 'vitest'
import events from '../../../docs/reference/events.md?raw'
import { deedsAlone, kinds } from '../src/pages/log/kinds'
import { known } from '../src/words/words'

const first = new Set([...events.matchAll(/^## `(\w+)/gm)].map((found) => found[1]!))

test('every event belongs to an area that has a word', () => {
  expect(first.size).toBeGreaterThan(20)
  for (const each of first) expect(known(`area.${each}`), each).toBe(true)
})

test('timers, notices and receipts are left out until they are asked for', () => {
  expect(deedsAlone('', '')).toBe(true)
  expect(deedsAlone('task', '')).toBe(true)
  expect(deedsAlone('', '1')).toBe(false)
  for (const asked of ['timer', 'notice', 'timer.set']) {
    expect(deedsAlone(asked, ''), asked).toBe(false)
  }
})

test('every kind the log offers is a first word of an event, and has its own', () => {
  for (const kind of kinds) {
    expect(first, kind).toContain(kind)
    expect(known(`log.kind.${kind}`), kind).toBe(true)
  }
})
