import { expect, test } from 'vitest'
import protocol from '../../../docs/protocol.md?raw'
import { kinds } from '../src/pages/log/kinds'
import { known } from '../src/words/words'

test('every kind the log offers is a first word of an event, and has its own', () => {
  const names = /Event types:([^.]|\.\w)*/.exec(protocol)?.[0] ?? ''
  const first = new Set([...names.matchAll(/`(\w+)/g)].map((found) => found[1]))
  expect(first.size).toBeGreaterThan(20)
  for (const kind of kinds) {
    expect(first, kind).toContain(kind)
    expect(known(`log.kind.${kind}`), kind).toBe(true)
  }
})
