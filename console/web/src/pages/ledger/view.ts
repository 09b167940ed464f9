// What the address asks of the ledger, as the server's question. Pure.

import { known, title } from '../../words/words'

export const filters = [
  'state',
  'mark',
  'township',
  'category',
  'severity',
  'slip',
  'age',
  'unit',
  'responsible',
  'verifier',
  'q',
] as const
export type Filter = (typeof filters)[number]

/** Figures of rectifications, each as long a list as the figure says; the states that no figure counts; all. */
export const states = [
  'open',
  'overdue',
  'due_in_week',
  'awaiting_acknowledgement',
  'in_progress',
  'awaiting_verification',
  'awaiting_interview',
  'clock_stands',
  'suspended',
  'referred_up',
  'struck_off_this_week',
  'struck_off',
  'fallen_away',
  'all',
] as const
export const marks = ['extension_asked', 'contested', 'returned', 'listed'] as const
export const sorts = ['days_left', '-moved_at', '-issued_at', 'unit'] as const

/** The words of a choice of `states`. */
export const stateTitle = (state: string): string => {
  const figure = `figure.${state}`
  const key = `ledger.state.${state}`
  return known(figure) ? title(figure) : known(key) ? title(key) : state
}

export const page_rows = 100

export function question(query: URLSearchParams): string {
  const out = new URLSearchParams()
  for (const name of filters) {
    const value = query.get(name)
    if (value) out.set(name, value)
  }
  if (!out.has('state')) out.set('state', 'open')
  out.set('sort', query.get('sort') ?? 'days_left')
  out.set('limit', String(page_rows))
  return out.toString()
}

export const csvOf = (query: URLSearchParams): string => {
  const out = new URLSearchParams(question(query))
  out.delete('limit')
  out.set('csv', '1')
  return `/api/v1/rectifications?${out}`
}

/** The rows that are chosen, as the same table. */
export const csvOfChosen = (ids: string[]): string =>
  `/api/v1/rectifications?state=all&csv=1&ids=${ids.join(',')}`

/** How many filters narrow the view beyond "open". */
export const narrowed = (query: URLSearchParams): Filter[] =>
  filters.filter((name) => query.get(name) && !(name === 'state' && query.get(name) === 'open'))

/** The changes of the address that take every filter away. */
export const unfiltered = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries(narrowed(query).map((name) => [name, '']))
