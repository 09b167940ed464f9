// A typed catalogue: zh is the source of keys, en must have every one of them or does not compile.
// {x} is filled; {n#item|items} chooses by the number n (English only has need of it).

import type { ComponentChild } from 'preact'
import { keepLang, type Lang, lang } from './lang'

type Values = Record<string, string | number>

const hole = /\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/g

export function fill(text: string, values: Values): string {
  return text.replace(hole, (_, name: string, one?: string, many?: string) => {
    if (many !== undefined) return Number(values[name]) === 1 ? one! : many
    return String(values[name] ?? '')
  })
}

/** As a label or a button begins. Words of the domain stand within sentences too: in small letters. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export interface Words<Key extends string> {
  setLang(value: Lang): Promise<void>
  t(key: Key, values?: Values): string
  /** A text whose holes take elements: what is counted stands out and leads somewhere. */
  rich(key: Key, values: Record<string, ComponentChild>): ComponentChild[]
  known(key: string): key is Key
  /**
   * The word for a code of the server, such as ("state.task", "on_site"). A code that is newer than
   * these pages shows as itself.
   */
  word(family: string, code: string): string
}

/** English is fetched when it is first asked for. */
export function wordsOf<Key extends string>(
  zh: Record<Key, string>,
  english: () => Promise<Record<Key, string>>,
): Words<Key> {
  let en: Record<Key, string> | null = null
  const pick = (key: Key): string => (lang.value === 'en' && en ? en[key] : zh[key])
  const t = (key: Key, values?: Values): string => (values ? fill(pick(key), values) : pick(key))
  const known = (key: string): key is Key => key in zh
  return {
    t,
    known,
    async setLang(value) {
      if (value === 'en' && !en) en = await english()
      keepLang(value)
      lang.value = value
    },
    rich(key, values) {
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
    },
    word(family, code) {
      const key = `${family}.${code}`
      return known(key) ? t(key) : code
    },
  }
}
