// What a group may do with a task, and a case team with an assignment, as it stands: the lifecycles'
// tables, from the phone's side.

import type {
  AgentAssignment,
  AssignmentKind,
  AssignmentState,
  Do,
  Outcome,
  Step,
  TaskState,
} from '../contract'

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

const steps: Partial<Record<AssignmentState, Step['how'][]>> = {
  issued: ['accept', 'recuse'],
  accepted: ['begin', 'recuse'],
  under_way: ['report'],
}

export const maySteps = (state: AssignmentState): readonly Step['how'][] => steps[state] ?? []

/** Evidence is of an assignment under way. */
export const mayAttach = (state: AssignmentState): boolean => state === 'under_way'

/** Two or more begin. */
export const hands_min = 2

/** What may come of an assignment of this kind. */
export function outcomesOf(kind: AssignmentKind): readonly Outcome[] {
  switch (kind) {
    case 'talk':
      return ['done', 'not_answered']
    case 'show_facts':
    case 'hear':
      return ['signed', 'refusal_noted', 'waived']
    case 'serve':
      return ['signed', 'refusal_noted']
    default:
      return ['done']
  }
}

const limitIn = (state: AssignmentState): 'accept' | 'report' | null =>
  state === 'issued' ? 'accept' : state === 'accepted' || state === 'under_way' ? 'report' : null

/** The limit that runs, as the office has set it: none for a step that it has not heard of yet. */
export function assignmentLimit(
  of: Pick<AgentAssignment, 'state' | 'confirmed' | 'due'>,
): { what: 'accept' | 'report'; due: number } | null {
  const what = limitIn(of.state)
  return what && of.due && what === limitIn(of.confirmed) ? { what, due: of.due } : null
}

export const asksForHands = (state: AssignmentState): boolean => limitIn(state) !== null

/** What asks for hands first, by its limit; then what waits for the office; done ones last. */
export function assignmentsByUrgency<T extends AgentAssignment>(all: T[]): T[] {
  const weight = (a: T) => (asksForHands(a.state) ? 0 : a.state === 'reported' ? 1 : 2)
  const due = (a: T) => assignmentLimit(a)?.due ?? Number.MAX_SAFE_INTEGER
  return [...all].sort(
    (a, b) => weight(a) - weight(b) || due(a) - due(b) || b.assignment - a.assignment,
  )
}
