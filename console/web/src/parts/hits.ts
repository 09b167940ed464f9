// What a search finds, as the server says it (console/api/search.h), and where each leads.

import { answersForUnit, has, me } from '../base/session'
import { paper } from '../words/format'
import { groupName, personName, personPost, townshipOf, unitName } from '../words/names'
import { word } from '../words/words'

export const hit_kinds = [
  'rectification',
  'task',
  'finding',
  'case',
  'plan',
  'proposal',
  'unit',
  'group',
  'person',
] as const
export type HitKind = (typeof hit_kinds)[number]

export interface Hit {
  id: string
  number: string
  state: string
  unit: string
  group: string
  person: string
  title: string
  words: string
  at: number
}

export interface HitGroup {
  kind: HitKind
  total: number
  rows: Hit[]
}

/** GET /api/v1/search?q=&limit= */
export interface Found {
  groups: HitGroup[]
}

const place = (unit: string): string =>
  [unitName(townshipOf(unit)), unitName(unit)].filter(Boolean).join(' · ')

/** What it is called, in one line. */
export function nameOf(kind: HitKind, hit: Hit): string {
  switch (kind) {
    case 'rectification':
    case 'task':
    case 'case':
      return [paper(kind, hit.number), hit.unit && unitName(hit.unit)].filter(Boolean).join(' ')
    case 'plan':
      return `${paper('plan', hit.number)} ${hit.title}`
    case 'proposal':
      return `${paper('proposal', hit.number)} ${word('command', hit.title)}`
    case 'finding':
      return hit.words || unitName(hit.unit)
    case 'unit':
      return place(hit.id)
    case 'group':
      return groupName(hit.id)
    case 'person':
      return personName(hit.id)
  }
}

/** What tells it from others of its name. */
export function moreOf(kind: HitKind, hit: Hit): string {
  const state = hit.state && word(`state.${kind}`, hit.state)
  switch (kind) {
    case 'rectification':
      return [state, hit.words].filter(Boolean).join(' · ')
    case 'task':
      return [state, groupName(hit.group), hit.words].filter(Boolean).join(' · ')
    case 'finding':
      return [state, place(hit.unit)].filter(Boolean).join(' · ')
    case 'group':
    case 'proposal':
      return personName(hit.person)
    case 'person':
      return [personPost(hit.id), unitName(hit.unit)].filter(Boolean).join(' · ')
    default:
      return [state, hit.words].filter(Boolean).join(' · ')
  }
}

/** The page where it is seen; empty where this reader has none. */
export function linkOf(kind: HitKind, hit: Hit): string {
  const who = me.value
  const own = who ? answersForUnit(who) : false
  const works = !has('administrator')
  const id = encodeURIComponent(hit.id)
  switch (kind) {
    case 'rectification':
      return own ? `/ours/${id}` : `/rectifications/${id}`
    case 'task':
      return `/tasks/${id}`
    case 'finding':
      return own ? '/ours?tab=findings' : `/findings/${id}`
    case 'case':
      return `/cases/${id}`
    case 'plan':
      return '/plans'
    case 'proposal':
      return '/confirmations'
    case 'unit':
      return own ? '/ours' : works ? `/rectifications?state=all&unit=${id}` : ''
    case 'group':
      return own ? '' : works ? `/tasks?group=${id}` : '/groups'
    case 'person':
      return own ? '' : works ? `/rectifications?state=all&responsible=${id}` : ''
  }
}

/** `text` in pieces: those that were looked for, and those between. */
export function pieces(text: string, typed: string): { text: string; hit: boolean }[] {
  const terms = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term.length > 0)
    .map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (terms.length === 0) return [{ text, hit: false }]
  const parts = text.split(new RegExp(`(${terms.join('|')})`, 'i'))
  return parts.map((part, i) => ({ text: part, hit: i % 2 === 1 })).filter((p) => p.text !== '')
}
