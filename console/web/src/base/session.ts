// Who is looking. Without a session every address leads to the login page and back.

import { signal } from '@preact/signals'
import type { Me, Names, Role } from '../contract'
import { setZone } from '../time/civil'
import { namesById } from '../words/names'
import { type Asker, get, post, setCsrf, snapshot } from './api'
import { go, place } from './router'

/** undefined: not asked yet; null: nobody. */
export const me = signal<Me | null | undefined>(undefined)

export const has = (...roles: Role[]): boolean =>
  me.value?.roles.some((role) => roles.includes(role)) ?? false

/** Who keeps something of a person in this tab, or tells other tabs of them. */
interface Keeper {
  enters: (person: string) => void
  forgets: () => void
  parts: (person: string) => void // by signing out here
}
let keeper: Keeper = { enters: () => {}, forgets: () => {}, parts: () => {} }

export function setKeeper(next: Keeper): void {
  keeper = next
}

/** Answers for a unit and nothing else: gets the calm page with tabs. */
export const answersForUnit = (who: Me): boolean =>
  who.roles.every((role) => ['unit_officer', 'first_secretary', 'team_member'].includes(role))

const starts: [Role, string][] = [
  ['leader', '/overview'],
  ['officer', '/todo'],
  ['plan_keeper', '/plans'],
  ['auditor', '/log'],
  ['authority', '/confirmations'],
  ['superior', '/confirmations'],
  ['administrator', '/system'],
  ['group_head', '/tasks'],
  ['inspector', '/tasks'],
  ['custodian', '/log'],
  ['witness', '/log'],
]

export function startPage(who: Me): string {
  if (who.concerned && who.roles.length === 0) return '/my-case'
  if (answersForUnit(who)) return '/ours'
  return starts.find(([role]) => who.roles.includes(role))?.[1] ?? '/overview'
}

async function enter(who: Me): Promise<void> {
  setCsrf(who.csrf)
  if (who.jurisdiction.time_zone) setZone(who.jurisdiction.time_zone)
  keeper.enters(who.person)
  await fetchNames()
  me.value = who
}

export async function fetchNames(asker?: Asker): Promise<void> {
  namesById.value = (await snapshot<Names>('/names', asker)).data
}

export async function resume(): Promise<void> {
  try {
    await enter(await get<Me>('/me'))
  } catch {
    me.value = null
  }
}

export async function login(name: string, password: string, code: string): Promise<void> {
  const who = await post<Me>('/login', code ? { name, password, code } : { name, password })
  await enter(who)
  const next = place.value.query.get('next') ?? ''
  go(next.startsWith('/') && !next.startsWith('//') ? next : startPage(who), 'replace')
}

/** Makes one's own account with an invitation's code, and signs in with it. */
export async function accept(account: Record<string, string>): Promise<void> {
  const who = await post<Me>('/invitation/accept', account)
  await enter(who)
  go(startPage(who), 'replace')
}

export async function logout(): Promise<void> {
  const who = me.value?.person ?? ''
  try {
    await post('/logout', {})
  } finally {
    keeper.parts(who)
    signedOutElsewhere()
    go('/login')
  }
}

/** Nothing of the person stays in this tab. */
export function signedOutElsewhere(): void {
  keeper.forgets()
  namesById.value = { units: [], groups: [], people: [] }
  leave()
}

/** The server no longer knows the session. What stood in forms is kept by the drafts. */
export function leave(): void {
  setCsrf('')
  me.value = null
}

export function toLogin(): void {
  const here = place.value.path + (place.value.query.size ? `?${place.value.query}` : '')
  if (place.value.path !== '/login') go(`/login?next=${encodeURIComponent(here)}`, 'replace')
}
