// The list one came from: its rows in the order in which they stood, so that [ and ] go on along it.

import { go, path } from '../base/router'

const stored = 'dudao.trail'

const folder = (at: string): string => at.slice(0, at.lastIndexOf('/'))

/** Before a page is left: when a row of it is opened, its rows become the trail. */
export function keepTrail(next: string): void {
  const to = next.split('?')[0]!
  const links = document.querySelectorAll<HTMLAnchorElement>('a[data-row]')
  const rows = [...new Set([...links].map((link) => link.pathname))]
  if (!rows.includes(to)) return
  const alike = rows.filter((row) => folder(row) === folder(to))
  sessionStorage.setItem(stored, JSON.stringify(alike))
}

const trail = (): string[] => {
  try {
    return JSON.parse(sessionStorage.getItem(stored) ?? '[]') as string[]
  } catch {
    return []
  }
}

/**
 * To the next item of the list or the one before. It takes this one's place in the history: going
 * back leads to the list. Says false when there is none.
 */
export function along(step: 1 | -1): boolean {
  const rows = trail()
  const here = rows.indexOf(path.value)
  const next = here < 0 ? undefined : rows[here + step]
  if (next) go(next, 'replace')
  return next !== undefined
}
