// What came to this phone since it was last told: work that asks somebody to accept it.

import type { AgentState } from '../contract'

export interface News {
  tag: string // one notification each; the same one is replaced
  path: string // of its page
  kind: 'task' | 'assignment'
  year: number
  number: number
  due: number // to accept it; 0: none
}

/** Nothing at the first answer after pairing: who paired it looks at the page. */
export function newsOf(before: AgentState | null, after: AgentState): News[] {
  if (!before || before.device.incarnation !== after.device.incarnation) return []
  const old = new Set(before.tasks.map((each) => each.task))
  const tasks = after.tasks
    .filter((each) => each.state === 'released' && !old.has(each.task))
    .map(
      (each): News => ({
        tag: `task-${each.task}`,
        path: `/tasks/${each.task}`,
        kind: 'task',
        year: each.year,
        number: each.number,
        due: each.accept_due,
      }),
    )
  const known = new Set((before.assignments ?? []).map((each) => each.assignment))
  const assignments = (after.assignments ?? [])
    .filter((each) => each.state === 'issued' && !known.has(each.assignment))
    .map(
      (each): News => ({
        tag: `assignment-${each.assignment}`,
        path: `/assignments/${each.assignment}`,
        kind: 'assignment',
        year: each.year,
        number: each.number,
        due: each.due,
      }),
    )
  return [...tasks, ...assignments]
}
