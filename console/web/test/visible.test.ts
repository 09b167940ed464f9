import { expect, test } from 'vitest'
import { isBlank, seen } from '../src/base/visible'
import { argsOf, commands, lacking } from '../src/parts/commands'

const nothing = [
  '',
  ' ',
  '\t\r\n',
  '\u00a0\u3000\u2003',
  '\u200b\u200d\ufeff',
  '\u2800',
  '\u3164\u115f\uffa0',
  '\u202e',
  '\u{e0041}',
]

test('a text of blanks and of letters that draw nothing is empty', () => {
  for (const text of nothing) {
    expect(isBlank(text), JSON.stringify(text)).toBe(true)
    expect(seen(text)).toBe('')
  }
  for (const text of ['x', '无', '\u2801', '📷']) expect(isBlank(text), text).toBe(false)
  expect(seen(' 已修好\u3000')).toBe('已修好')
})

test('a form lacks what cannot be seen, and sends none of it', () => {
  const spec = commands['rectification.refer_up']!
  for (const reason of nothing) {
    expect(lacking(spec, { reason })).toEqual(['reason'])
    expect(argsOf(spec, '16', { reason }).reason).toBe('')
  }
})
