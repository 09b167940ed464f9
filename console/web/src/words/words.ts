// The typed catalogue: zh is the source of keys, en must have every one of them or does not compile.
// {x} is filled; {n#item|items} chooses by the number n (English only has need of it).

import type { ComponentChild } from 'preact'
import { keepLang, type Lang, lang } from './lang'
import { zh } from './zh'

export type Key = keyof typeof zh
export type Catalogue = Record<Key, string>
type Values = Record<string, string | number>

let en: Catalogue | null = null

export async function setLang(value: Lang): Promise<void> {
  if (value === 'en' && !en) en = (await import('./en')).en
  keepLang(value)
  lang.value = value
}

const pick = (key: Key): string => (lang.value === 'en' && en ? en[key] : zh[key])

const hole = /\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/g

export function fill(text: string, values: Values): string {
  return text.replace(hole, (_, name: string, one?: string, many?: string) => {
    if (many !== undefined) return Number(values[name]) === 1 ? one! : many
    return String(values[name] ?? '')
  })
}

export const t = (key: Key, values?: Values): string =>
  values ? fill(pick(key), values) : pick(key)

/** A text whose holes take elements: what is counted stands out and leads somewhere. */
export function rich(key: Key, values: Record<string, ComponentChild>): ComponentChild[] {
  const out: ComponentChild[] = []
  const text = pick(key)
  let from = 0
  for (const found of text.matchAll(hole)) {
    if (found.index > from) out.push(text.slice(from, found.index))
    out.push(values[found[1]!])
    from = found.index + found[0].length
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

export const known = (key: string): key is Key => key in zh

/** The word for a code of the server, such as ("state.task", "on_site"). A code that is newer than
 * these pages shows as itself. */
export function word(family: string, code: string): string {
  const key = `${family}.${code}`
  return known(key) ? t(key) : code
}

export const severities = ['minor', 'ordinary', 'serious', 'grave'] as const
export const categories = [
  'responsibility',
  'policy',
  'help',
  'identification',
  'exit',
  'funds',
  'projects',
  'records',
  'conduct',
  'rectification',
  'petition',
] as const
