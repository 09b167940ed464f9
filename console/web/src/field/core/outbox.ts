// The outbox: each thing said, once, and how far it has come. On the phone; one tick, the device has
// it; two, the office has it; or refused, with what to do.

import type { AgentFile, AgentRow, AgentState, Body, Moment } from '../contract'
import { type Command, deedOf, type Photo } from './command'

export type Reach = 'phone' | 'agent' | 'office' | 'refused'

export interface OutboxRow {
  key: string
  deed: string // `answer`, `step.accept`, … or the protocol's name where the phone has no word for it
  task: number // or the assignment
  by: string
  at: Moment
  reach: Reach
  refusedBy: 'agent' | 'office' | ''
  what: string
  mend: string
  body: Body | null // of this phone alone
  person: string // in whose name it waits
  part: { have: number; size: number } | null // of a photo under way
  n: number // the device's, 0 while it has none
}

const deeds: Record<string, string> = {
  'task.accept': 'accept',
  'task.recuse': 'recuse',
  'task.check_in': 'check_in',
  'task.leave': 'leave',
  'task.answer': 'answer',
  'task.pick': 'pick',
  'task.report': 'report',
  'finding.record': 'record',
  'finding.amend': 'amend',
  'finding.correct': 'correct',
  'evidence.attach': 'attach',
  'assignment.attach': 'attach',
}

export function outboxRows(
  state: AgentState | null,
  commands: Command[],
  photos: ReadonlyMap<string, Photo>,
): OutboxRow[] {
  const own = new Map(commands.map((c) => [c.key, c]))
  const files = new Map((state?.files ?? []).map((f) => [f.hash, f]))
  const said = (state?.rows ?? []).filter((row) => row.by !== '')
  const seen = new Set(said.map((row) => row.key))
  const ours = commands.filter((c) => !seen.has(c.key)).map((c) => ofPhone(c, photos))
  const theirs = said.map((row) => ofAgent(row, own.get(row.key), files))
  ours.sort((a, b) => b.at - a.at || (own.get(b.key)?.order ?? 0) - (own.get(a.key)?.order ?? 0))
  theirs.sort((a, b) => b.n - a.n)
  const first = (row: OutboxRow) => row.reach === 'refused'
  const all = [...ours, ...theirs]
  return [...all.filter(first), ...all.filter((row) => !first(row))]
}

function ofPhone(command: Command, photos: ReadonlyMap<string, Photo>): OutboxRow {
  const { body } = command
  const photo = body.do === 'attach' ? photos.get(body.hash) : undefined
  const waiting = command.state === 'waiting'
  return {
    key: command.key,
    deed: deedOf(body),
    task: command.task,
    by: command.person,
    at: command.made_at,
    reach: waiting
      ? 'phone'
      : command.state === 'refused'
        ? 'refused'
        : command.received
          ? 'office'
          : 'agent',
    refusedBy: command.state === 'refused' ? 'agent' : '',
    what: command.error,
    mend: command.mend,
    body,
    person: command.person,
    part: waiting && photo && photo.sent > 0 ? { have: photo.sent, size: photo.size } : null,
    n: 0,
  }
}

function ofAgent(
  row: AgentRow,
  command: Command | undefined,
  files: ReadonlyMap<string, AgentFile>,
): OutboxRow {
  const body = command?.body ?? null
  const file = body?.do === 'attach' ? files.get(body.hash) : undefined
  // A photo's command may be at the office before its bytes are: that is one tick still.
  const under = row.state === 'received' && file !== undefined && !file.stored
  const reach = {
    saved: 'agent',
    received: under ? 'agent' : 'office',
    refused: 'refused',
  } as const
  return {
    key: row.key,
    deed: row.name === 'assignment.step' ? stepIn(row, body) : (deeds[row.name] ?? row.name),
    task: row.task || row.assignment || command?.task || 0,
    by: row.by,
    at: command?.made_at ?? row.kept_at,
    reach: reach[row.state],
    refusedBy: row.state === 'refused' ? 'office' : '',
    what: row.what,
    mend: row.mend,
    body,
    person: row.by,
    part: under ? { have: file.uploaded, size: file.size } : null,
    n: row.n,
  }
}

/** A device before this one does not say which step it was. */
const stepIn = (row: AgentRow, body: Body | null): string =>
  row.step ? `step.${row.step}` : body ? deedOf(body) : 'step'

export const countBy = (rows: OutboxRow[], reach: Reach): number =>
  rows.filter((row) => row.reach === reach).length
