// Ids to names: units, groups, people. What a session may not see has no name here.

import { computed, signal } from '@preact/signals'
import type { Names } from '../contract'
import { lang } from './lang'
import { t } from './words'

export const namesById = signal<Names>({ units: [], groups: [], people: [] })

const units = computed(() => new Map(namesById.value.units.map((u) => [u.id, u])))
const groups = computed(() => new Map(namesById.value.groups.map((g) => [g.id, g])))
const people = computed(() => new Map(namesById.value.people.map((p) => [p.id, p])))

export const unit = (id: string) => units.value.get(id)

export function unitName(id: string): string {
  const u = unit(id)
  if (!u) return id
  if (lang.value === 'zh') return u.zh
  // English is long, and that it is a village goes without saying.
  return u.level === 'village' ? u.en.replace(/ (Village|Community)/, '') : u.en
}

/** On a tile: without the mark of the made-up and without the word every village ends in. */
export function unitShort(id: string): string {
  return unitName(id)
    .replace('※', '')
    .replace(/(村|社区)$/, '')
}

/** Where a village lies; nothing of a township itself. */
export function townshipOf(id: string): string {
  let u = unit(unit(id)?.parent ?? '')
  while (u && u.level === 'village') u = unit(u.parent)
  return u?.level === 'township' ? u.id : ''
}

export const townships = () => namesById.value.units.filter((u) => u.level === 'township')
export const villages = () => namesById.value.units.filter((u) => u.level === 'village')

export function groupName(id: string): string {
  const g = groups.value.get(id)
  if (!g) return id
  return lang.value === 'en' ? g.en : g.zh
}

/** 督导一组（松） is 一组 where its place says the rest. */
export function groupShort(id: string): string {
  return groupName(id)
    .replace(/[（(].*[）)]/, '')
    .replace('督导', '')
    .trim()
}

/** On a tile: "G2" where the language has no short word. */
export const groupTag = (id: string): string => groupShort(id).replace(/^Group /, 'G')

/** A person's name as readers of this language write it, where the county has it. */
export const ownName = (who: { name: string; en: string }): string =>
  (lang.value === 'en' && who.en) || who.name

/** A person whose name the session may not see is "a person", not an id. */
export function personName(id: string): string {
  if (!id) return ''
  const person = people.value.get(id)
  return person ? ownName(person) : t('person.unnamed')
}
export const personPost = (id: string): string => people.value.get(id)?.post ?? ''
