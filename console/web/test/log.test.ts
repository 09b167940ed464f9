import { expect, test } from 'vitest'
import events from '../../../docs/reference/events.md?raw'
import { kinds } from '../src/pages/log/kinds'
import { known } from '../src/words/words'

test('every kind the log offers is a first word of an event, and has its own', () => {
  const first = new Set([...events.matchAll(/^## `(\w+)/gm)].map((found) => found[1]))
  expect(first.size).toBeGreaterThan(20)
  for (const kind of kinds) {
    expect(first, kind).toContain(kind)
    expect(known(`log.kind.${kind}`), kind).toBe(true)
  }
})
