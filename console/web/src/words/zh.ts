// The words of the pages, Chinese: the source of keys. Matter, state, next act, until when; no
// threat, no blame. States, deeds, roles, fields and kinds are the domain's, made from
// common/messages (src/domain); here stands what the page itself says: labels, buttons, sentences.

import { domain, visit } from '../domain/zh'
import { confirm } from './zh/confirm'
import { desk } from './zh/desk'
import { frame } from './zh/frame'
import { office } from './zh/office'
import { own } from './zh/own'
import { papers } from './zh/papers'
import { planning } from './zh/planning'
import { record } from './zh/record'
import { search } from './zh/search'
import { work } from './zh/work'

export const zh = {
  ...frame,
  ...work,
  ...office,
  ...record,
  ...search,
  ...visit,
  ...domain,
  ...confirm,
  ...desk,
  ...papers,
  ...own,
  ...planning,
}

export type Key = keyof typeof zh
export type Catalogue = Record<Key, string>
