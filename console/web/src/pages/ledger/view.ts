// What the address asks of the ledger, as the server's question. Pure.

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
  'q',
] as const
export type Filter = (typeof filters)[number]

export const states = [
  'open',
  'issued',
  'in_progress',
  'submitted',
  'suspended',
  'referred_up',
  'overdue',
  'struck_off',
  'fallen_away',
  'all',
] as const
export const marks = ['extension_asked', 'contested', 'returned', 'listed'] as const
export const sorts = ['days_left', '-moved_at', '-issued_at', 'unit'] as const

export const page_rows = 100

export function question(query: URLSearchParams): string {
  const out = new URLSearchParams()
  for (const name of filters) {
    const value = query.get(name)
    if (value) out.set(name, value)
  }
  if (!out.has('state')) out.set('state', 'open')
  out.set('sort', query.get('sort') ?? 'days_left')
  const offset = Number(query.get('offset') ?? 0)
  if (Number.isInteger(offset) && offset > 0) out.set('offset', String(offset))
  out.set('limit', String(page_rows))
  return out.toString()
}

export const csvOf = (query: URLSearchParams): string => {
  const out = new URLSearchParams(question(query))
  out.delete('limit')
  out.delete('offset')
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
  Object.fromEntries(['offset', ...narrowed(query)].map((name) => [name, '']))
