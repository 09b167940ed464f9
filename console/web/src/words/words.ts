// The words of the console's pages, and the codes that are chosen from.

import { capital, type Words, wordsOf } from './catalogue'
import { type Key, zh } from './zh'

export { capital, fill } from './catalogue'
export type { Key } from './zh'

const own: Words<Key> = wordsOf<Key>(zh, async () => (await import('./en')).en)
export const { setLang, t, rich, word } = own
export const title = (key: Key): string => capital(t(key))
export const known: Words<Key>['known'] = own.known

export { categories, severities } from '../domain/codes'
