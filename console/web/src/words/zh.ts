// The words of the pages, Chinese: the source of keys. Matter, state, next act, until when; no
// threat, no blame. States, deeds, roles, fields and kinds are the domain's, made from
// common/messages (src/domain); here stands what the page itself says: labels, buttons, sentences.
// The pages fetch them in two parts (words.ts).

import { first } from './zh-first'
import { rest } from './zh-rest'

export const zh = { ...first, ...rest }

export type Key = keyof typeof zh
export type Catalogue = Record<Key, string>
