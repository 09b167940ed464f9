// The address is the view: path and query say everything that is shown, so that any view can be
// sent to somebody, printed, and reached again by going back.

import { computed, signal } from '@preact/signals'

export interface Place {
  path: string
  query: URLSearchParams
}

const read = (): Place => ({
  path: location.pathname.replace(/\/+$/, '') || '/',
  query: new URLSearchParams(location.search),
})

export const place = signal<Place>(read())
export const path = computed(() => place.value.path)

/** Query keys that are the session's way of looking and go along from page to page. */
const carried = ['lang', 'theme']

export function href(to: string): string {
  const [before = '', search = ''] = to.split('?')
  const query = new URLSearchParams(search)
  for (const key of carried) {
    const value = place.value.query.get(key)
    if (value !== null && !query.has(key)) query.set(key, value)
  }
  const text = query.toString()
  return text ? `${before}?${text}` : before
}

type How = 'push' | 'replace'

export const go = (to: string, how: How = 'push'): void => visit(href(to), how)

let onLeave: (next: string) => void = () => {}

/** What a page wants to remember while its rows still stand. */
export function whenLeaving(f: (next: string) => void): void {
  onLeave = f
}

export function visit(next: string, how: How): void {
  if (how === 'push' && next === location.pathname + location.search) return
  if (how === 'push') onLeave(next)
  remember()
  if (how === 'push') history.pushState(null, '', next)
  else history.replaceState(history.state, '', next)
  const before = place.value.path
  place.value = read()
  if (place.value.path !== before) {
    scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }
}

/** Changes parts of the query; an empty value takes the key away. */
export function setQuery(changes: Record<string, string>, how: How = 'push'): void {
  const query = new URLSearchParams(place.value.query)
  for (const [key, value] of Object.entries(changes)) {
    if (value === '') query.delete(key)
    else query.set(key, value)
  }
  const text = query.toString()
  visit(text ? `${place.value.path}?${text}` : place.value.path, how)
}

export const ask = (key: string): string => place.value.query.get(key) ?? ''

/** `/tasks/:id` against `/tasks/12` gives {id: "12"}; null where it does not fit. */
export function match(pattern: string, actual: string): Record<string, string> | null {
  const want = pattern.split('/')
  const have = actual.split('/')
  if (want.length !== have.length) return null
  const out: Record<string, string> = {}
  for (let i = 0; i < want.length; ++i) {
    const piece = want[i]!
    if (piece.startsWith(':')) out[piece.slice(1)] = decodeURIComponent(have[i]!)
    else if (piece !== have[i]) return null
  }
  return out
}

/** Where the reader had scrolled to stays with the entry, and comes back with it. */
function remember(): void {
  history.replaceState({ y: scrollY }, '')
}

export function startRouter(): void {
  history.scrollRestoration = 'manual'
  addEventListener('popstate', (event) => {
    place.value = read()
    const y = (event.state as { y?: number } | null)?.y ?? 0
    // Rows come after the first frame; the second knows the height.
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, y)))
  })
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element).closest('a')
    if (!link || link.target || link.hasAttribute('download')) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}
