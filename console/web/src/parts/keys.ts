// Keys for those who work here all day. Single letters can be switched off (WCAG 2.1.4).

import { signal } from '@preact/signals'
import { go, whenLeaving } from '../base/router'
import { togglePause } from '../live/stream'
import { type Key, t } from '../words/words'
import { toast } from './toast'
import { along, keepTrail } from './trail'

const stored = 'dudao.keys'

export const keysOn = signal(localStorage.getItem(stored) !== 'off')

export function switchKeys(): void {
  keysOn.value = !keysOn.value
  localStorage.setItem(stored, keysOn.value ? 'on' : 'off')
}

/** After g: the letter, where it leads, and what the page is called. */
export const jumps: Record<string, { to: string; page: Key }> = {
  o: { to: '/overview', page: 'nav.overview' },
  t: { to: '/tasks', page: 'nav.tasks' },
  m: { to: '/map', page: 'nav.map' },
  r: { to: '/rectifications', page: 'nav.ledger' },
  e: { to: '/escalations', page: 'nav.escalations' },
  l: { to: '/log', page: 'nav.log' },
}

const leader_ms = 1200
let leaderAt = 0

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

/** Rows are links with data-row; j and k walk them, Enter is the link's own. */
function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const here = rows.indexOf(document.activeElement as HTMLElement)
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus()
}

/** On a phone the field has a page of its own. */
function seek(): void {
  const field = document.getElementById('search')
  if (field?.offsetParent) field.focus()
  else go('/search')
}

function press(key: string): boolean {
  if (performance.now() - leaderAt < leader_ms) {
    leaderAt = 0
    const jump = jumps[key]
    if (jump) go(jump.to)
    return jump !== undefined
  }
  switch (key) {
    case 'g':
      leaderAt = performance.now()
      return true
    case '?':
      go('/help')
      return true
    case '/':
      seek()
      return true
    case 'j':
      walk(1)
      return true
    case 'k':
      walk(-1)
      return true
    case '[':
    case '【': // the same key where Chinese is typed
      if (!along(-1)) toast(t('trail.first'))
      return true
    case ']':
    case '】':
      if (!along(1)) toast(t('trail.last'))
      return true
    case 'p':
      togglePause()
      return true
    case 'e':
      document.querySelector<HTMLElement>('[data-export]')?.click()
      return true
    default:
      return false
  }
}

export function startKeys(): void {
  whenLeaving(keepTrail)
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && typing(event.target)) (event.target as HTMLElement).blur()
    if (!keysOn.value || typing(event.target) || document.querySelector('dialog[open]')) return
    if (press(event.key)) event.preventDefault()
  })
}
