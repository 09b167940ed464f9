// What waits for whoever is signed in: fetched once for the badge beside the menu, on every page,
// and shown by the page of it. One answer, so that badge and list cannot differ.

import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Todo } from '../contract'
import { touches, useSnapshot, type View } from '../live/snapshot'
import { dayOf, deadline } from '../time/civil'

const nothing_yet: View<Todo> = {
  data: null,
  next: '',
  error: null,
  loading: true,
  reload: () => {},
}

export const todos = signal<View<Todo>>(nothing_yet)

const moved = touches(
  'task',
  'finding',
  'rectification',
  'demand',
  'case',
  'plan',
  'proposal',
  'registry',
)

/** By the shell. */
export function useTodos(): void {
  const view = useSnapshot<Todo>('/todo', { concerns: moved })
  useEffect(() => {
    todos.value = view
    // Its functions are new at each drawing; what it shows is not.
  }, [view.data, view.error, view.loading])
}

export const parts = ['passed', 'today', 'week', 'later', 'open'] as const
export type Part = (typeof parts)[number]

const week_ms = 7 * 86_400_000

/** Where a limit lies from now: 24:00 belongs to the day that it ends. */
export function partOf(limit: number, now: number): Part {
  if (limit === 0) return 'open'
  if (limit <= now) return 'passed'
  if (deadline(limit).day === dayOf(now)) return 'today'
  return limit <= now + week_ms ? 'week' : 'later'
}
