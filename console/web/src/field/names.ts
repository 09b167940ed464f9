// How things and people are called on this phone.

import { lang } from '../words/lang'
import type { AgentTask, ChecklistItem } from './contract'
import { agent, nicknames, person } from './shell/store'
import { t } from './words/words'

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

export const placeOf = (task: Pick<AgentTask, 'target_zh' | 'target_en' | 'target'>): string =>
  both(task.target_zh, task.target_en) || task.target

export const question = (item: ChecklistItem): string => both(item.zh, item.en)
export const bilingual = both

export function unitName(id: string): string {
  const unit = agent.value?.units.find((u) => u.id === id)
  if (unit) return both(unit.zh, unit.en)
  const task = agent.value?.tasks.find((each) => each.target === id)
  return task ? placeOf(task) : id
}
