// A checklist's own short hand (deploy/county/checklists.toml): how an item is answered, and which
// answer is a finding.

import { categories, severities } from '../../domain/codes'
import type { Checklist, ChecklistItem } from '../contract'
import type { Given, ShownTask } from './merge'

export type Way = 'A' | 'L' | 'C' | 'D'
export type Kind = 'yes_no' | 'number' | 'choice' | 'photo' | 'text'

const kinds: Record<string, Kind> = { Y: 'yes_no', N: 'number', S: 'choice', P: 'photo', T: 'text' }

/** Ask, look, count, one paper; then the type. Empty is a question asked, yes or no. */
export function howOf(how: string): { way: Way; kind: Kind } {
  const way = how.length > 1 ? how[0]! : 'A'
  return {
    way: ('ALCD'.includes(way) ? way : 'A') as Way,
    kind: kinds[how.at(-1) ?? 'Y'] ?? 'yes_no',
  }
}

export interface Choice {
  value: string
  zh: string
  en: string
}

/** What can be chosen: listed in brackets, or the item is the list; else yes or no. */
export function choicesOf(item: ChecklistItem): Choice[] {
  const brackets = /\(([^)]*)\)/.exec(item.en)?.[1]?.split(/, */)
  if (brackets && brackets.length > 1)
    return brackets.map((value) => ({ value, zh: value, en: value }))
  const zh = item.zh.split('、')
  const en = item.en.split(/, */)
  if (zh.length > 2 && zh.length === en.length) {
    return zh.map((word, i) => ({ value: en[i]!, zh: word, en: en[i]! }))
  }
  return []
}

export interface Rule {
  when: string
  category: string
  severity: string
  check: string
}

const severity_letters = 'mosg'

/** `n:1m RES-3` : the answer, then category and severity, then the archive's check. */
export function ruleOf(item: ChecklistItem): Rule | null {
  const found = /^(.+?):(\d+)([mosg])(?: (.+))?$/.exec(item.rule)
  const category = categories[Number(found?.[2]) - 1]
  if (!found || !category) return null
  return {
    when: found[1]!,
    category,
    severity: severities[severity_letters.indexOf(found[3]!)]!,
    check: found[4] ?? '',
  }
}

/** Whether these answers make the item a finding; `2n` asks for two who say no. */
export function isFinding(rule: Rule | null, values: string[]): boolean {
  const last = values.at(-1)
  if (!rule || last === undefined || last === '') return false
  const { when } = rule
  if (when === '2n') return values.filter((v) => v === 'n').length >= 2
  if (when === '<all') {
    const [part, whole] = last.split('/').map(Number)
    return whole !== undefined && part! < whole
  }
  if (when === 'all 0') return values.every((v) => v === '0')
  const bound = /^([<≥>])(\d+)%?$/.exec(when)
  if (!bound) return last === when
  const [value, limit] = [Number(last), Number(bound[2])]
  if (Number.isNaN(value)) return false
  return bound[1] === '<' ? value < limit : bound[1] === '≥' ? value >= limit : value > limit
}

/** A number, or a part of a whole where the rule compares the two. */
export const isNumber = (item: ChecklistItem, value: string): boolean =>
  (ruleOf(item)?.when === '<all' ? /^\d{1,6}\/\d{1,6}$/ : /^\d{1,9}$/).test(value)

export const answersTo = (task: ShownTask, item: string): Given[] =>
  task.answers.filter((a) => a.item === item)

/** The last word of each who answered: a person who answers again has corrected themselves. */
export function lastWords(answers: Given[]): Given[] {
  const last = new Map<string, Given>()
  answers.forEach((answer, i) => {
    last.set(answer.by ? `by ${answer.by}` : `nobody ${i}`, answer)
  })
  return [...last.values()]
}

/**
 * Two who answered one item and did not say the same: both stay, side by side, until the head has
 * picked one.
 */
export function differs(answers: Given[]): boolean {
  const words = lastWords(answers)
  return new Set(words.map((w) => `${w.value} ${w.text ?? ''}`)).size > 1
}

export const isPicked = (task: ShownTask, item: string): boolean => task.picked[item] !== undefined

export const toPick = (task: ShownTask, items: ChecklistItem[]): ChecklistItem[] =>
  items.filter((item) => !isPicked(task, item.id) && differs(answersTo(task, item.id)))

/** What counts now: the head's choice, else the last word. */
export function standingAnswer(task: ShownTask, item: string): Given | undefined {
  const answers = answersTo(task, item)
  const picked = task.picked[item]
  return answers.find((a) => picked !== undefined && a.index === picked) ?? answers.at(-1)
}

export const listsOf = (task: ShownTask, all: Checklist[]): Checklist[] =>
  all.filter((list) => task.checklists.includes(list.hash))

export const itemsOf = (task: ShownTask, all: Checklist[]): ChecklistItem[] =>
  listsOf(task, all).flatMap((list) => list.items)

export const missing = (task: ShownTask, items: ChecklistItem[]): ChecklistItem[] =>
  items.filter((item) => !task.answers.some((a) => a.item === item.id))
