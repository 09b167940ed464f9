// The words of the console's pages.

import { capital, type Words, wordsOf } from './catalogue'
import type { Key } from './zh'

export { capital, fill } from './catalogue'
export type { Key } from './zh'

const own: Words<Key> = wordsOf<Key>({
  zh: [
    async () => (await import('./zh-first')).first,
    async () => (await import('./zh-rest')).rest,
  ],
  en: [
    async () => (await import('./en-first')).first,
    async () => (await import('./en-rest')).rest,
  ],
})
export const { setLang, restOfWords, t, rich, word, codesOf } = own
export const title = (key: Key): string => capital(t(key))
export const known: Words<Key>['known'] = own.known
