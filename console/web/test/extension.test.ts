import { beforeEach, expect, test } from 'vitest'
import { whenDecided } from '../src/parts/extension'
import { setLang } from '../src/words/words'
import { at } from './support'

beforeEach(() => setLang('zh'))

test('an extension says since when it is asked for and until when it is decided', () => {
  const asked = {
    extension_asked_at: at('2026-10-19T10:12:00'),
    extension_until: at('2026-10-22T00:00:00'),
  }
  expect(whenDecided(asked)).toBe(
    '10-19 10:12 提出，应于 10 月 21 日 24:00 前批复，逾时未批视为不同意',
  )
  expect(whenDecided({ ...asked, extension_asked_at: 0 })).toMatch(/^应于/)
})
