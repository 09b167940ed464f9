// The same words in English; a key that is missing here does not compile.

import { domain, visit } from '../domain/en'
import { confirm } from './en/confirm'
import { desk } from './en/desk'
import { frame } from './en/frame'
import { office } from './en/office'
import { own } from './en/own'
import { papers } from './en/papers'
import { planning } from './en/planning'
import { record } from './en/record'
import { search } from './en/search'
import { work } from './en/work'
import type { Catalogue } from './zh'

export const en: Catalogue = {
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
