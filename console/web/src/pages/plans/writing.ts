// A plan while it is written: texts of a form, and the command they become.

import { isBlank, seen } from '../../base/visible'
import { type Day, daysBetween, momentOf, plusDays } from '../../time/civil'
import { namesById, unit } from '../../words/names'

export interface Hours {
  from: string // 08:00
  to: string
  working_days_only: boolean
}

export interface Writing {
  title: string
  decided_by: string
  number: string
  mandate_scope: string
  until: Day | ''
  scope: string
  start: Day | ''
  end: Day | ''
  themes: string[]
  themes_a_task: string
  windows: Hours[]
  tick_minutes: string
  visits: string
  gap: string
  ceiling: string
  supersedes: string
}

export const blank: Writing = {
  title: '',
  decided_by: '',
  number: '',
  mandate_scope: '',
  until: '',
  scope: '',
  start: '',
  end: '',
  themes: [],
  themes_a_task: '2',
  windows: [{ from: '08:00', to: '18:00', working_days_only: true }],
  tick_minutes: '30',
  visits: '',
  gap: '0',
  ceiling: '6',
  supersedes: '',
}

/** Villages in a unit and all below it. */
export function villagesOf(scope: string): string[] {
  const within = (id: string): boolean => {
    for (let at = id; at; at = unit(at)?.parent ?? '') if (at === scope) return true
    return false
  }
  return namesById.value.units
    .filter((u) => u.level === 'village' && within(u.id))
    .map(({ id }) => id)
}
export const villagesIn = (scope: string): number => villagesOf(scope).length

/** The names of what is still missing, as the words have them after `draft.`. */
export function lacking(w: Writing): string[] {
  const texts = ['decided_by', 'number', 'until', 'scope', 'start', 'end', 'visits'] as const
  const missing: string[] = isBlank(w.title) ? ['name'] : []
  missing.push(...texts.filter((name) => isBlank(w[name])))
  if (w.themes.length === 0) missing.push('themes')
  return missing
}

const minutes = (hours: string): number => {
  const [h = 0, m = 0] = hours.split(':').map(Number)
  return h * 60 + m
}

/** The end of a day written as 24:00 is a minute past what a clock shows. */
const windowOf = (w: Hours) => ({
  from: minutes(w.from),
  to: w.to === '23:59' ? 1440 : minutes(w.to),
  working_days_only: w.working_days_only,
})

export const wrongOrder = (w: Writing): boolean => !!w.start && !!w.end && w.end < w.start
export const wrongHours = (w: Writing): boolean =>
  w.windows.some((each) => windowOf(each).from >= windowOf(each).to)

export const argsOf = (w: Writing): Record<string, unknown> => ({
  title: seen(w.title),
  mandate: {
    decided_by: seen(w.decided_by),
    number: seen(w.number),
    scope: seen(w.mandate_scope),
    until: momentOf(plusDays(w.until as Day, 1), 0),
  },
  scope: w.scope,
  start: momentOf(w.start as Day, 0),
  end: momentOf(plusDays(w.end as Day, 1), 0),
  themes: w.themes,
  themes_a_task: Number(w.themes_a_task),
  windows: w.windows.map(windowOf),
  tick_seconds: 60 * Number(w.tick_minutes),
  expected_visits: Number(w.visits),
  longest_gap_days: Number(w.gap),
  visits_a_year_max: Number(w.ceiling),
  supersedes: w.supersedes,
})

export const figuresOf = (w: Writing) => ({
  villages: w.scope ? villagesIn(w.scope) : 0,
  days: w.start && w.end ? daysBetween(w.start as Day, w.end as Day) + 1 : 0,
  visits: Number(w.visits) || 0,
  longest_gap_days: Number(w.gap) || 0,
  visits_a_year_max: Number(w.ceiling) || 1,
})
