// The words of the field page.

import { type Words, wordsOf } from '../../words/catalogue'
import { zh } from './zh'

export type Key = keyof typeof zh

const own: Words<Key> = wordsOf<Key>({ zh: [zh], en: [async () => (await import('./en')).en] })
export const { setLang, t, word } = own
export const known: Words<Key>['known'] = own.known
