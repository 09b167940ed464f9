// What the other pages say beside that: fetched with the first of them.

import { domain, visit } from '../domain/en'
import { cases } from './en/cases'
import { confirm } from './en/confirm'
import { desk } from './en/desk'
import { lists } from './en/lists'
import { office } from './en/office'
import { own } from './en/own'
import { papers } from './en/papers'
import { people } from './en/people'
import { planning } from './en/planning'
import { record } from './en/record'
import { search } from './en/search'
import { work } from './en/work'

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
