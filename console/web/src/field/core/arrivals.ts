// What came to this phone since it was last told: work that asks somebody to accept it.

import type { AgentState } from '../contract'

export interface Arrival {
  tag: string // one notification each; the same one is replaced
  path: string // of its page
  kind: 'task' | 'assignment'
  year: number
  number: number
  due: number // to accept it; 0: none
}

function arrival(
  kind: Arrival['kind'],
  id: number,
  { year, number }: { year: number; number: number },
  due: number,
): Arrival {
  return { tag: `${kind}-${id}`, path: `/${kind}s/${id}`, kind, year, number, due }
}

/** Nothing at the first answer after pairing: who paired it looks at the page. */
export function arrivalsOf(before: AgentState | null, after: AgentState): Arrival[] {
  if (!before || before.device.incarnation !== after.device.incarnation) return []
  const tasks = new Set(before.tasks.map((each) => each.task))
  const works = new Set((before.assignments ?? []).map((each) => each.assignment))
  return [
    ...after.tasks
      .filter((each) => each.state === 'released' && !tasks.has(each.task))
      .map((each) => arrival('task', each.task, each, each.accept_due)),
    ...(after.assignments ?? [])
      .filter((each) => each.state === 'issued' && !works.has(each.assignment))
      .map((each) => arrival('assignment', each.assignment, each, each.due)),
  ]
}
