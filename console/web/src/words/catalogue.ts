// A typed catalogue: zh is the source of keys, en must have every one of them or does not compile. What
// is not needed first comes later.
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
  /** Those that are not needed at once, in the language that is read. */
  restOfWords(): Promise<void>
  t(key: Key, values?: Values): string
  /** A text whose holes take elements: what is counted stands out and leads somewhere. */
  rich(key: Key, values: Record<string, ComponentChild>): ComponentChild[]
  known(key: string): key is Key
  /**
   * The word for a code of the server, such as ("state.task", "on_site"). A code that is newer than
   * these pages shows as itself.
   */
  word(family: string, code: string): string
  /** The codes that have a word, such as those of "theme". */
  codesOf(family: string): string[]
}

type Texts<Key extends string> = Partial<Record<Key, string>>
/** Texts that are here, or are fetched when they are first needed. */
type Part<Key extends string> = Texts<Key> | (() => Promise<Texts<Key>>)

/** Of each language the part that every reader needs first, and the rest where there is one. */
export function wordsOf<Key extends string>(
  parts: Record<Lang, [first: Part<Key>, rest?: Part<Key>]>,
): Words<Key> {
  const texts: Record<Lang, Texts<Key>> = { zh: {}, en: {} }
  const came = { zh: 0, en: 0 } // parts that are here
  let wanted = 1
  for (const value of ['zh', 'en'] as const) {
    const [first] = parts[value]
    if (typeof first === 'function') continue
    texts[value] = first
    came[value] = 1
  }

  /** Without a wait where they are here. */
  async function fetchTo(value: Lang): Promise<void> {
    while (came[value] < Math.min(wanted, parts[value].length)) {
      const at = came[value]
      const part = parts[value][at]!
      texts[value] = { ...texts[value], ...(typeof part === 'function' ? await part() : part) }
      came[value] = Math.max(came[value], at + 1)
    }
  }

  const pick = (key: Key): string => texts[lang.value][key] ?? key
  const t = (key: Key, values?: Values): string => (values ? fill(pick(key), values) : pick(key))
  const known = (key: string): key is Key => key in texts[lang.value]
  return {
    t,
    known,
    async setLang(value) {
      await fetchTo(value)
      keepLang(value)
      lang.value = value
    },
    async restOfWords() {
      wanted = 2
      // The language may change meanwhile.
      for (let value = lang.peek(); ; value = lang.peek()) {
        await fetchTo(value)
        if (value === lang.peek()) return
      }
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
    codesOf: (family) =>
      Object.keys(texts[lang.value])
        .filter((key) => key.startsWith(`${family}.`))
        .map((key) => key.slice(family.length + 1)),
  }
}
