// What a phone shows: what the device knows, and on top of it what is this phone's own and not yet
// in that. The device's answers decide; nothing here is ever sent.

import type {
  AgentAssignment,
  AgentFinding,
  AgentState,
  AgentTask,
  AssignmentState,
  Facts,
  GivenAnswer,
  Moment,
  Step,
  TaskState,
} from '../contract'
import type { Command } from './command'

export interface Given extends GivenAnswer {
  own: boolean // said on this phone
  index: number // as `pick` counts; -1 while the device has not counted it
}

export interface ShownFinding extends AgentFinding {
  photos: string[] // hashes attached on this phone
  corrected: boolean
}

export interface ShownTask extends Omit<AgentTask, 'answers' | 'findings' | 'picked'> {
  answers: Given[]
  picked: Record<string, number>
  findings: ShownFinding[]
  unsent: number // of this task, on this phone alone
}

/** What the lifecycle allows, so that a late repeat does not move a task back. */
const leads: Partial<Record<string, [from: TaskState[], to: TaskState]>> = {
  accept: [['released'], 'accepted'],
  recuse: [['released', 'accepted'], 'recused'],
  check_in: [['accepted'], 'on_site'],
  report: [['on_site'], 'reported'],
}

export function shownTasks(state: AgentState, commands: Command[]): ShownTask[] {
  const own = [...commands].sort((a, b) => a.order - b.order)
  return state.tasks.map((task) =>
    shownTask(
      task,
      state,
      own.filter((c) => c.task === task.task),
    ),
  )
}

function shownTask(task: AgentTask, state: AgentState, own: Command[]): ShownTask {
  const shown: ShownTask = {
    ...task,
    members: [...task.members],
    evidence: [...task.evidence],
    picked: { ...task.picked },
    answers: counted(task, own),
    findings: task.findings.map((id) => recorded(id, task.task, state)),
    unsent: own.filter((c) => c.state !== 'kept').length,
  }
  for (const command of own) {
    remember(shown, command)
    if (command.state === 'waiting' || (command.state === 'kept' && !command.settled)) {
      apply(shown, command)
    }
  }
  return shown
}

const nothing_said: Facts = {
  category: '',
  severity: '',
  unit: '',
  text: '',
  suspected_breach: false,
  rule: '',
}

const recorded = (id: string, task: number, state: AgentState): ShownFinding => ({
  ...(state.findings.find((f) => f.id === id) ?? { id, task, by: '', facts: nothing_said }),
  photos: [],
  corrected: false,
})

/**
 * The device's answers with their index within an item. Where the device does not say who spoke,
 * this phone's own are known by their words, in order.
 */
function counted(task: AgentTask, own: Command[]): Given[] {
  const said = own.filter((c) => c.settled && c.body.do === 'answer')
  const used = new Set<string>()
  const indexes = new Map<string, number>()
  return task.answers.map((answer) => {
    const index = indexes.get(answer.item) ?? 0
    indexes.set(answer.item, index + 1)
    const mine = said.find(
      (c) =>
        !used.has(c.key) &&
        c.body.do === 'answer' &&
        c.body.item === answer.item &&
        c.body.value === answer.value &&
        (!answer.by || answer.by === c.person),
    )
    if (mine?.body.do !== 'answer') return { ...answer, own: false, index }
    used.add(mine.key)
    const text = answer.text ?? mine.body.text
    return {
      ...answer,
      by: mine.person,
      at: answer.at ?? mine.made_at,
      ...(text ? { text } : {}),
      own: true,
      index,
    }
  })
}

/** What only this phone knows, also after the device has the command. */
function remember(task: ShownTask, command: Command): void {
  if (command.state === 'refused') return
  const { body } = command
  const finding = 'finding' in body ? task.findings.find((f) => f.id === body.finding) : undefined
  if (!finding) return
  if (body.do === 'attach' && !finding.photos.includes(body.hash)) finding.photos.push(body.hash)
  if (body.do === 'correct') finding.corrected = true
}

function apply(task: ShownTask, command: Command): void {
  const { body } = command
  const step = leads[body.do]
  if (step && (body.do !== 'report' || body.final) && step[0].includes(task.state)) {
    task.state = step[1]
  }
  switch (body.do) {
    case 'check_in':
      task.members = body.members
      break
    case 'answer':
      task.answers.push({
        item: body.item,
        value: body.value,
        ...(body.text ? { text: body.text } : {}),
        by: command.person,
        at: command.made_at,
        own: true,
        index: -1,
      })
      break
    case 'pick':
      task.picked[body.item] = body.index
      break
    case 'record':
      if (!task.findings.some((f) => f.id === body.finding)) {
        task.findings.push({
          id: body.finding,
          task: task.task,
          by: command.person,
          facts: factsOf(body),
          photos: [],
          corrected: false,
        })
      }
      break
    case 'amend': {
      const finding = task.findings.find((f) => f.id === body.finding)
      if (finding) finding.facts = factsOf(body)
      break
    }
    case 'attach': {
      if (!task.evidence.includes(body.hash)) task.evidence.push(body.hash)
      break
    }
  }
}

export interface ShownAssignment extends AgentAssignment {
  evidence: string[]
  returned: boolean // reported, and back again
  reason: string // why; empty while the device has not got it
  unsent: number
}

const steps: Record<Step['how'], [from: AssignmentState[], to: AssignmentState]> = {
  accept: [['issued'], 'accepted'],
  begin: [['accepted'], 'under_way'],
  report: [['under_way'], 'reported'],
  recuse: [['issued', 'accepted'], 'recused'],
}

/** Once begun, an assignment is for its hands alone. */
export function shownAssignments(state: AgentState, commands: Command[]): ShownAssignment[] {
  const own = [...commands].sort((a, b) => a.order - b.order)
  return (state.assignments ?? [])
    .map((each) =>
      shownAssignment(
        each,
        state,
        own.filter((c) => c.task === each.assignment),
      ),
    )
    .filter(({ hands }) => hands.length === 0 || hands.includes(state.me.person))
}

function shownAssignment(
  assignment: AgentAssignment,
  state: AgentState,
  own: Command[],
): ShownAssignment {
  const shown: ShownAssignment = {
    ...assignment,
    evidence: [...(assignment.evidence ?? [])],
    returned: assignment.returned || wasReported(assignment.assignment, state, own),
    reason: assignment.reason ?? '',
    unsent: own.filter((c) => c.state !== 'kept').length,
  }
  for (const { body, state: at, settled } of own) {
    if (at === 'refused' || settled) continue
    if (body.do === 'attach' && !shown.evidence.includes(body.hash)) shown.evidence.push(body.hash)
    if (body.do !== 'step') continue
    const [from, to] = steps[body.how]
    if (!from.includes(shown.state)) continue
    shown.state = to
    if (body.how === 'begin') shown.hands = body.hands
  }
  shown.returned &&= shown.state === 'under_way'
  return shown
}

/** Hashes that this phone attached to the assignment, and that were not refused. */
export const attachedHere = (id: number, commands: Command[]): string[] =>
  commands.flatMap(({ task, body, state }) =>
    task === id && body.do === 'attach' && state !== 'refused' ? [body.hash] : [],
  )

/** The office had a report of it, by any phone of the team. */
const wasReported = (id: number, state: AgentState, own: Command[]): boolean =>
  state.rows.some((r) => r.assignment === id && r.step === 'report' && r.state === 'received') ||
  own.some((c) => c.received && c.body.do === 'step' && c.body.how === 'report')

/** This phone's last report, to be added to when it comes back. */
export function lastReport(id: number, commands: Command[]): Report | undefined {
  const reports = commands.flatMap(({ body }) =>
    body.do === 'step' && body.how === 'report' && body.assignment === id ? [body] : [],
  )
  return reports.at(-1)
}
type Report = Extract<Step, { how: 'report' }>

export const factsOf = (from: Facts): Facts => ({
  category: from.category,
  severity: from.severity,
  unit: from.unit,
  text: from.text,
  suspected_breach: from.suspected_breach,
  rule: from.rule,
})

/**
 * This phone's commands after the device was heard: what its rows show, or what it had answered for
 * before it was asked, is in its state by now. Nothing is dropped for being old alone.
 */
export function settle(commands: Command[], state: AgentState, asked_at: Moment): Command[] {
  const rows = new Map(state.rows.filter((r) => r.key).map((r) => [r.key, r]))
  return commands.map((command) => {
    const row = rows.get(command.key)
    if (row) {
      const received = row.state === 'received'
      const same = command.state === 'kept' && command.settled && command.received === received
      if (same) return command
      return {
        ...command,
        state: 'kept',
        settled: true,
        received,
        kept_at: command.kept_at || row.kept_at,
      }
    }
    const heard = command.state === 'kept' && !command.settled && command.kept_at < asked_at
    return heard ? { ...command, settled: true } : command
  })
}

export const kept_for_ms = 14 * 86_400_000

/** What the office has had for a fortnight is remembered no longer. */
export const forgettable = (commands: Command[], now: Moment): Command[] =>
  commands.filter(
    (c) => c.state === 'kept' && c.settled && c.received && now - c.made_at > kept_for_ms,
  )
