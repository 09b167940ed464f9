// How things and people are called on this phone.

import { capital } from '../words/catalogue'
import { lang } from '../words/lang'
import type { AgentAssignment, AgentTask, ChecklistItem } from './contract'
import { agent, nicknames, person } from './shell/store'
import { t, word } from './words/words'

const both = (zh: string, en: string): string => (lang.value === 'en' && en ? en : zh)

/** What the owner of the phone calls them, else as the device does. */
export const knownName = (id: string): string =>
  nicknames.value[id] || agent.value?.members.find((m) => m.id === id)?.name || ''

/** … else the end of their code. */
export function personName(id: string): string {
  if (!id) return t('item.unknown_by')
  const called = knownName(id)
  if (called) return called
  return id === person.value ? t('me') : t('member', { id: id.slice(-4) })
}

export const paperOf = (task: Pick<AgentTask, 'year' | 'number'>): string =>
  t('paper.task', { year: task.year, n: task.number })

export const assignmentOf = (of: Pick<AgentAssignment, 'year' | 'number'>): string =>
  t('number.assignment', { year: of.year, n: of.number })

export const leadOf = (of: Pick<AgentAssignment, 'lead_year' | 'lead_number'>): string =>
  t('number.case', { year: of.lead_year, n: of.lead_number })

/** What is asked, and with which paper. */
export function askedOf({ kind, paper }: Pick<AgentAssignment, 'kind' | 'paper'>): string {
  const asked = capital(word('assignment', kind))
  return paper === 'none' ? asked : t('assign.paper', { asked, paper: word('case_paper', paper) })
}

const officeName = (id: string): string => {
  const unit = agent.value?.units.find((u) => u.id === id)
  return unit ? both(unit.zh, unit.en) : ''
}

/** A sealed task brings its own name of the place; of an announced one the office's list has it. */
export const placeOf = (task: Pick<AgentTask, 'target_zh' | 'target_en' | 'target'>): string =>
  both(task.target_zh, task.target_en) || officeName(task.target) || task.target

export const question = (item: ChecklistItem): string => both(item.zh, item.en)
export const bilingual = both

/** The code of an item or a check and what it asks, of the lists on this device. */
export function basis(rule: string): string {
  const item = agent.value?.checklists.flatMap((l) => l.items).find((each) => each.id === rule)
  const words = item ? question(item) : word('check', rule)
  return words === rule ? rule : `${rule} ${words}`
}

export function unitName(id: string): string {
  const name = officeName(id)
  if (name) return name
  const task = agent.value?.tasks.find((each) => each.target === id)
  return task ? placeOf(task) : id
}
