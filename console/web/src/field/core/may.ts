// What a group may do with a task as it stands: the lifecycle's table, from the phone's side.

import type { Do, TaskState } from '../contract'

const table: Partial<Record<TaskState, Do[]>> = {
  released: ['accept', 'recuse'],
  accepted: ['check_in', 'recuse'],
  on_site: ['answer', 'pick', 'record', 'amend', 'correct', 'attach', 'report', 'leave'],
}

export const may = (state: TaskState): readonly Do[] => table[state] ?? []

/** Said by the head of the group; the office refuses them from anybody else. */
const heads: readonly Do[] = ['accept', 'recuse', 'pick', 'report']

export type Standing = 'head' | 'member' | 'unknown'

/** A device that does not say who is the head leaves it to the office to refuse. */
export function standing(
  members: { id: string; head?: boolean | undefined }[],
  me: string,
): Standing {
  const head = members.find((m) => m.head)
  if (!head) return 'unknown'
  return head.id === me ? 'head' : 'member'
}

export const mayI = (state: TaskState, what: Do, as: Standing): boolean =>
  may(state).includes(what) && (as !== 'member' || !heads.includes(what))

/** The limit that runs: to accept, then to check in; none once the group is on site. */
export function limitOf(task: {
  state: TaskState
  accept_due: number
  check_in_due: number
}): { what: 'accept' | 'check_in'; due: number } | null {
  if (task.state === 'released') return { what: 'accept', due: task.accept_due }
  if (task.state === 'accepted') return { what: 'check_in', due: task.check_in_due }
  return null
}

/** What asks for a hand first: on site, then by its limit; done ones last. */
export function byUrgency<
  T extends { state: TaskState; accept_due: number; check_in_due: number; task: number },
>(tasks: T[]): T[] {
  const weight = (t: T) =>
    t.state === 'on_site' ? 0 : limitOf(t) ? 1 : t.state === 'reported' ? 2 : 3
  return [...tasks].sort(
    (a, b) =>
      weight(a) - weight(b) || (limitOf(a)?.due ?? 0) - (limitOf(b)?.due ?? 0) || b.task - a.task,
  )
}
