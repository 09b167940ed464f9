// Which page stands at which address. A new page is a folder and a line here.

import type { ComponentType } from 'preact'
import { match } from '../base/router'
import type { Role } from '../contract'
import type { IconName } from '../parts/icon'
import type { Key } from '../words/words'

export type Page = ComponentType<{ id: string }>

interface Route {
  at: string
  title: Key
  load: () => Promise<{ default: Page }>
  bare?: true // a sheet of paper or a wall: nothing stands around it
  screen?: true // for a wall's screen, where the address asks for one
  first?: true // the first words are enough for it
}

export const routes: Route[] = [
  {
    at: '/overview',
    title: 'nav.overview',
    load: () => import('../pages/overview/wall'),
    bare: true,
    screen: true,
  },
  {
    at: '/overview',
    title: 'nav.overview',
    load: () => import('../pages/overview/page'),
    first: true,
  },
  { at: '/todo', title: 'nav.todo', load: () => import('../pages/todo/page') },
  { at: '/tasks', title: 'nav.tasks', load: () => import('../pages/tasks/page') },
  { at: '/tasks/:id', title: 'nav.tasks', load: () => import('../pages/task/page') },
  {
    at: '/confirmations',
    title: 'nav.confirmations',
    load: () => import('../pages/confirmations/page'),
  },
  { at: '/map', title: 'nav.map', load: () => import('../pages/map/page') },
  { at: '/rectifications', title: 'nav.ledger', load: () => import('../pages/ledger/page') },
  {
    at: '/rectifications/:id',
    title: 'nav.ledger',
    load: () => import('../pages/rectification/page'),
  },
  { at: '/findings', title: 'nav.findings', load: () => import('../pages/findings/page') },
  { at: '/findings/:id', title: 'nav.findings', load: () => import('../pages/finding/page') },
  { at: '/escalations', title: 'nav.escalations', load: () => import('../pages/escalations/page') },
  { at: '/cases', title: 'nav.cases', load: () => import('../pages/cases/page') },
  { at: '/cases/:id', title: 'nav.cases', load: () => import('../pages/case/page') },
  { at: '/plans', title: 'nav.plans', load: () => import('../pages/plans/page') },
  { at: '/plans/draft', title: 'draft.title', load: () => import('../pages/plans/draft') },
  { at: '/conflicts', title: 'nav.conflicts', load: () => import('../pages/conflicts/page') },
  { at: '/groups', title: 'nav.groups', load: () => import('../pages/groups/page') },
  { at: '/devices', title: 'nav.devices', load: () => import('../pages/devices/page') },
  { at: '/people', title: 'nav.people', load: () => import('../pages/people/page') },
  { at: '/log', title: 'nav.log', load: () => import('../pages/log/page') },
  { at: '/calendar', title: 'nav.calendar', load: () => import('../pages/calendar/page') },
  { at: '/policy', title: 'nav.policy', load: () => import('../pages/policy/page') },
  { at: '/reports', title: 'nav.reports', load: () => import('../pages/reports/page') },
  { at: '/papers', title: 'nav.papers', load: () => import('../pages/papers/page') },
  {
    at: '/papers/:id',
    title: 'nav.paper',
    load: () => import('../pages/paper/page'),
    bare: true,
  },
  {
    at: '/rectifications/:id/file',
    title: 'nav.file',
    load: () => import('../pages/file/page'),
    bare: true,
  },
  {
    at: '/print/rectifications',
    title: 'nav.ledger',
    load: () => import('../pages/ledger-print/page'),
    bare: true,
  },
  { at: '/system', title: 'nav.system', load: () => import('../pages/system/page') },
  { at: '/search', title: 'search.title', load: () => import('../pages/search/page') },
  { at: '/account', title: 'nav.account', load: () => import('../pages/account/page') },
  { at: '/help', title: 'nav.help', load: () => import('../pages/help/page') },
  { at: '/help/:id', title: 'nav.help', load: () => import('../pages/help/guide') },
  { at: '/ours', title: 'nav.ours', load: () => import('../pages/ours/page') },
  { at: '/my-case', title: 'nav.cases', load: () => import('../pages/my-case/page') },
  {
    at: '/my-case/papers/:id',
    title: 'nav.paper',
    load: () => import('../pages/my-case/paper'),
    bare: true,
  },
  { at: '/ours/:id', title: 'nav.ours', load: () => import('../pages/ours/page') },
]

export function find(path: string, screen = false): { route: Route; id: string } | null {
  for (const route of routes) {
    if (route.screen && !screen) continue
    const found = match(route.at, path)
    if (found) return { route, id: found.id ?? '' }
  }
  return null
}

export interface Item {
  to: string
  icon: IconName
  word: Key
  tally?: 'todo' | 'tasks' | 'ledger' | 'cases'
  not?: Role[] // roles whose work it is not; the server decides what is seen
  asks?: true // for the office always; for others while there is something for them
}

const judges: Role[] = ['authority', 'superior'] // over cases: they see nothing else of the work
const field: Role[] = ['group_head', 'inspector']

export const watching: Item[] = [
  {
    to: '/overview',
    icon: 'overview',
    word: 'nav.overview',
    not: [...field, ...judges, 'administrator'],
  },
  { to: '/todo', icon: 'check', word: 'nav.todo', tally: 'todo' },
  { to: '/confirmations', icon: 'checks', word: 'nav.confirmations', asks: true },
  {
    to: '/tasks',
    icon: 'task',
    word: 'nav.tasks',
    tally: 'tasks',
    not: [...judges, 'administrator'],
  },
  { to: '/map', icon: 'map', word: 'nav.map', not: [...field, ...judges, 'administrator'] },
  {
    to: '/rectifications',
    icon: 'ledger',
    word: 'nav.ledger',
    tally: 'ledger',
    not: [...field, ...judges, 'administrator'],
  },
  { to: '/findings', icon: 'search', word: 'nav.findings', not: [...judges, 'administrator'] },
  {
    to: '/escalations',
    icon: 'slip',
    word: 'nav.escalations',
    not: [...field, ...judges, 'plan_keeper', 'administrator'],
  },
  {
    to: '/cases',
    icon: 'case',
    word: 'nav.cases',
    tally: 'cases',
    not: [...field, 'plan_keeper', 'administrator'],
  },
]

export const proving: Item[] = [
  { to: '/plans', icon: 'draw', word: 'nav.plans', not: [...field, ...judges, 'administrator'] },
  { to: '/groups', icon: 'group', word: 'nav.groups', not: [...field, ...judges] },
  {
    to: '/devices',
    icon: 'offline',
    word: 'nav.devices',
    not: [...field, ...judges, 'unit_officer', 'first_secretary', 'team_member'],
  },
  {
    to: '/people',
    icon: 'group',
    word: 'nav.people',
    not: [...field, ...judges, 'unit_officer', 'first_secretary', 'team_member'],
  },
  { to: '/conflicts', icon: 'offline', word: 'nav.conflicts', not: [...judges, 'administrator'] },
  { to: '/log', icon: 'log', word: 'nav.log', not: field },
  { to: '/calendar', icon: 'calendar', word: 'nav.calendar' },
  { to: '/policy', icon: 'clock', word: 'nav.policy' },
  {
    to: '/reports',
    icon: 'report',
    word: 'nav.reports',
    not: [...field, ...judges, 'administrator'],
  },
  { to: '/papers', icon: 'slip', word: 'nav.papers', not: [...field, ...judges, 'administrator'] },
  { to: '/system', icon: 'system', word: 'nav.system' },
  { to: '/help', icon: 'help', word: 'nav.help' },
]

export const ours: Item[] = [
  { to: '/ours', icon: 'task', word: 'ours.todo', tally: 'todo' },
  { to: '/ours?tab=done', icon: 'check', word: 'ours.done' },
  { to: '/ours?tab=findings', icon: 'search', word: 'ours.findings' },
  { to: '/confirmations', icon: 'checks', word: 'nav.confirmations', asks: true },
  { to: '/calendar', icon: 'calendar', word: 'nav.calendar' },
  { to: '/help', icon: 'help', word: 'nav.help' },
]

const office: Role[] = ['leader', 'officer', 'plan_keeper', 'auditor', ...judges]

/** `asked`: something waits for the session, or it has proposed something. */
export const seenBy = (items: Item[], roles: Role[], asked = false): Item[] =>
  items.filter(
    (item) =>
      roles.some((role) => !item.not?.includes(role)) &&
      (!item.asks || asked || roles.some((role) => office.includes(role))),
  )
