// One event as a sentence: who did what. The deed stands out; what was written follows below.

import type { Entry } from '../contract'
import { paper, budget as sayBudget, spokenDue } from './format'
import { groupShort, personName, unitName } from './names'
import { known, t, word } from './words'

export interface Told {
  who: string
  deed: string
  more: string // dates, units, severities
  text: string // words handed in
  kind: 'proof' | 'slip' | 'clock' | 'deed'
}

/** What a group says of a finding stands in a record of its own. */
const fieldsOf = (entry: Entry): Record<string, unknown> => ({
  ...entry.fields,
  ...(entry.fields.facts as Record<string, unknown> | undefined),
})

const str = (entry: Entry, field: string): string => {
  const value = fieldsOf(entry)[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const num = (entry: Entry, field: string): number => Number(entry.fields[field] ?? 0)

function who(entry: Entry): string {
  if (entry.second) {
    return t('entry.both', { maker: personName(entry.actor), checker: personName(entry.second) })
  }
  if (entry.actor) return personName(entry.actor)
  // The record names no actor for what the person concerned says.
  if (/^case\.(defended|appealed)$/.test(entry.type)) return word('via', 'person')
  return word('via', entry.via)
}

function deed(entry: Entry): string {
  const verb = str(entry, 'verb')
  const tries = [
    verb && `event.${entry.type}.${verb}`,
    entry.type === 'step.taken' && `event.step.taken.${num(entry, 'step')}`,
    entry.fields.person === '' && `event.${entry.type}.taken_back`,
    entry.fields.granted === true && `event.${entry.type}.granted`,
    entry.fields.lapsed === true && `event.${entry.type}.lapsed`,
    entry.fields.pass === false && `event.${entry.type}.returned`,
    entry.fields.final_report === false && `event.${entry.type}.preliminary`,
    entry.type === 'notice.outcome' && `event.notice.outcome.${str(entry, 'state')}`,
    str(entry, 'how') && `event.${entry.type}.${str(entry, 'how')}`,
    str(entry, 'kind') && `event.${entry.type}.${str(entry, 'kind')}`,
    `event.${entry.type}`,
  ]
  for (const key of tries) if (key && known(key)) return t(key)
  return entry.type
}

/** Codes in the events of a case and its assignments, with the family of their words. */
const ofCases = [
  ['kind', 'assignment'],
  ['paper', 'case_paper'],
  ['track', 'track'],
  ['part', 'part'],
  ['limit', 'case_limit'],
  ['outcome', 'outcome'],
] as const

function more(entry: Entry): string {
  const out: string[] = []
  if (str(entry, 'command')) out.push(word('command', str(entry, 'command')))
  const place = str(entry, 'target') || str(entry, 'unit')
  if (place) out.push(unitName(place))
  if (entry.fields.group) out.push(groupShort(str(entry, 'group')))
  if (entry.type === 'rectification.assigned') out.push(personName(str(entry, 'person')))
  if (entry.type.startsWith('assignment.') && entry.number) {
    out.push(paper('assignment', entry.number))
  }
  for (const [field, family] of ofCases) {
    const code = str(entry, field)
    if (/^(case|assignment)\./.test(entry.type) && code && code !== 'none') {
      out.push(word(family, code))
    }
  }
  if (str(entry, 'severity')) out.push(word('severity', str(entry, 'severity')))
  if (entry.fields.budget) out.push(sayBudget(str(entry, 'budget')))
  for (const field of ['deadline', 'due', 'accept_due', 'contest_until']) {
    const at = num(entry, field)
    if (at > 0) {
      out.push(t('entry.due', { due: spokenDue(at) }))
      break
    }
  }
  if (num(entry, 'generation') > 1) out.push(t('entry.generation', { n: num(entry, 'generation') }))
  if (entry.type === 'step.overtaken') out.push(word('step', str(entry, 'step')))
  if (entry.fields.single_witness === true) out.push(t('state.finding.single_witness'))
  if (entry.fields.flag === true && str(entry, 'verb') === 'return') out.push(t('entry.hollow'))
  return out.filter((each) => each !== '').join(t('comma'))
}

function kind(entry: Entry): Told['kind'] {
  if (/^(evidence|assignment\.evidence|task\.answered|finding)/.test(entry.type)) return 'proof'
  if (/^(step|demand|notice|unreachable|rectification\.served)/.test(entry.type)) return 'slip'
  if (/^(clock|extension|timer|limit|case\.(limit|year))/.test(entry.type)) return 'clock'
  if (/^case\.(defended|appealed|served)/.test(entry.type)) return 'proof'
  if (/^rectification\.stepped/.test(entry.type)) {
    return /submit|progress/.test(str(entry, 'verb')) ? 'proof' : 'deed'
  }
  return 'deed'
}

export const tell = (entry: Entry): Told => ({
  who: who(entry),
  deed: deed(entry),
  more: more(entry),
  text: entry.text,
  kind: kind(entry),
})

/** What it is about, as people name it: the place and the number, as far as there are any. */
export function about(entry: Entry): string {
  const [kind = ''] = entry.matter.split(':')
  const numbered = kind === 'demand' ? 'rectification' : kind
  const number =
    entry.number && known(`number.${numbered}`)
      ? paper(numbered as 'rectification', entry.number)
      : ''
  const place = entry.unit ? unitName(entry.unit) : ''
  return [place, number].filter((each) => each !== '').join(t('comma'))
}

/** Where the matter of an event stands; nothing where it has no page. */
export function pageOf({ matter }: Pick<Entry, 'matter'>): string {
  const [kind = '', id = ''] = matter.split(':')
  const folder = {
    task: 'tasks',
    finding: 'findings',
    rectification: 'rectifications',
    case: 'cases',
  }
  const at = folder[kind as keyof typeof folder]
  return at && id ? `/${at}/${id}` : ''
}

/** What happened in one sentence: who did what, where, in which matter. */
export function news(entry: Entry): string {
  const matter = about(entry)
  const proposed = str(entry, 'command')
  const what = proposed ? deed(entry) + t('colon') + word('command', proposed) : deed(entry)
  const says = t('news.says', { who: who(entry), what })
  return matter ? t('news.about', { says, about: matter }) : says
}
