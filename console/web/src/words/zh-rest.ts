// What the other pages say beside that: fetched with the first of them.

import { domain, visit } from '../domain/zh'
import { cases } from './zh/cases'
import { confirm } from './zh/confirm'
import { desk } from './zh/desk'
import { lists } from './zh/lists'
import { office } from './zh/office'
import { own } from './zh/own'
import { papers } from './zh/papers'
import { people } from './zh/people'
import { planning } from './zh/planning'
import { record } from './zh/record'
import { search } from './zh/search'
import { work } from './zh/work'

export const rest = {
  ...work,
  ...lists,
  ...office,
  ...record,
  ...search,
  ...visit,
  ...domain,
  ...confirm,
  ...cases,
  ...desk,
  ...papers,
  ...own,
  ...people,
  ...planning,
}
