// Views that somebody saved: the address is the view, so a name for its query is all there is to
// keep. On this machine, for each account by itself.

import { me } from '../base/session'

export interface SavedView {
  name: string
  query: string
}

export const views_max = 20
export const name_max = 30

/** How one looks is no part of a view. */
const passing = ['lang', 'theme']

export function viewOf(query: URLSearchParams): string {
  const kept = [...query].filter(([key, value]) => value !== '' && !passing.includes(key))
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString()
}

const stored = (page: string): string => `dudao.views.${me.value?.person ?? ''}.${page}`

const isView = (x: unknown): x is SavedView =>
  typeof (x as SavedView | null)?.name === 'string' && typeof (x as SavedView).query === 'string'

export function savedViews(page: string): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(stored(page)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isView).slice(0, views_max) : []
  } catch {
    return []
  }
}

const keep = (page: string, views: SavedView[]): SavedView[] => {
  localStorage.setItem(stored(page), JSON.stringify(views))
  return views
}

/** A name stands for one view: saved again it stands for the newer. Nothing is kept beyond the bound. */
export function saveView(page: string, view: SavedView): SavedView[] {
  const others = savedViews(page).filter((other) => other.name !== view.name)
  return keep(page, [...others, view].slice(0, views_max))
}

export const removeView = (page: string, name: string): SavedView[] =>
  keep(
    page,
    savedViews(page).filter((view) => view.name !== name),
  )
