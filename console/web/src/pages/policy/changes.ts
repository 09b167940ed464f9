// A value of the policy that a file would change, in the reader's words; where there are none, by
// its path in the file.

import { offset } from '../../parts/ladder'
import { budget } from '../../words/format'
import { known, t, word } from '../../words/words'

const dot = ' · '

/** Of a rung or of a row of case limits. */
const parts: Record<string, () => string> = {
  offset: () => t('policy.when'),
  slip: () => t('col.slip'),
  to: () => t('policy.to'),
  demand: () => t('policy.what'),
  demand_days: () => t('policy.load.demand_days'),
  opens_lead: () => t('ladder.opens_lead'),
  budget: () => t('policy.budget'),
  first_overdue_step: () => t('policy.first'),
  extension: () => t('policy.load.extension'),
  approver: () => t('policy.load.approver'),
  source: () => t('policy.load.source'),
}
const alone: Record<string, () => string> = {
  title: () => t('policy.load.title'),
  quiet_from: () => t('policy.load.quiet_from'),
  quiet_until: () => t('policy.load.quiet_until'),
}

/** Such as "task/accept", "budgets/grave/budget", "ladder/3/slip", "case_limits/none/appeal/budget". */
export function sayName(path: string): string {
  const steps = path.split('/')
  const [head = '', second = '', third = '', fourth = ''] = steps
  if (steps.length === 1 && alone[head]) return alone[head]()
  const limit = steps.join('_')
  if (known(`limit.${limit}`)) return word('limit', limit)
  const part = parts[steps.at(-1)!]?.()
  if (!part) return path
  if (head === 'budgets') return [t('policy.budgets'), word('severity', second), part].join(dot)
  if (head === 'ladder') return [`${t('ladder.title')} ${second}`, part].join(dot)
  if (head !== 'case_limits' || !fourth) return path
  const track = second === 'none' ? [] : [word('track', second)]
  return [word('case_limit', third), ...track, part].join(dot)
}

const values: Record<string, (value: string) => string> = {
  offset: (value) => offset(Number(value)),
  slip: (value) => word('colour', value),
  to: (value) =>
    value
      .split(', ')
      .map((each) => word('to', each))
      .join(t('comma.list')),
  demand: (value) => word('demand', value),
  opens_lead: () => '✓',
  first_overdue_step: (value) => word('step', value),
  approver: (value) => word('role', value),
}

/** As the table of the policy says it; empty: there is none. */
export function sayValue(path: string, value: string): string {
  if (value === '') return '—'
  return (values[path.split('/').at(-1)!] ?? budget)(value)
}
