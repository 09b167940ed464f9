// A device's answer and commands that are valid by default; a test states only what matters to it.

import type {
  AgentAssignment,
  AgentState,
  AgentTask,
  Body,
  ChecklistItem,
  Outcome,
} from '../../src/field/contract'
import { aCommand, type Command, type Photo } from '../../src/field/core/command'

export const now = Date.parse('2026-11-23T09:30:00+08:00')

export const aTask = (over: Partial<AgentTask> = {}): AgentTask => ({
  task: 31,
  year: 2026,
  number: 12,
  state: 'on_site',
  confirmed: 'on_site',
  target: 'v17',
  target_zh: '箬坑村※',
  target_en: 'Ruokeng Village※',
  themes: ['F'],
  accept_due: now + 7_200_000,
  check_in_due: now + 86_400_000,
  checklists: ['f'],
  checklists_known: true,
  members: [],
  answers: [],
  findings: [],
  evidence: [],
  ...over,
})

export const aState = (over: Partial<AgentState> = {}): AgentState => ({
  version: 1,
  now,
  me: { person: 'p-1', name: '' },
  device: { incarnation: 1, group: 'g1', online: true, welcomed: true, head: 1 },
  members: [
    { id: 'p-1', name: '' },
    { id: 'p-2', name: '' },
  ],
  tasks: [aTask()],
  checklists: [],
  findings: [],
  units: [],
  rows: [],
  files: [],
  ...over,
})

let made = 0

export function said(body: Body, over: Partial<Command> = {}): Command {
  made += 1
  const task = 'task' in body ? body.task : 31
  const key = String(made).padStart(26, '0')
  return {
    ...aCommand({ key, task, person: 'p-1', body, made_at: now + made }),
    order: made,
    ...over,
  }
}

export const answer = (item: string, value: string, over: Partial<Command> = {}): Command =>
  said({ do: 'answer', task: 31, item, value }, over)

export const aPhoto = (over: Partial<Photo> = {}): Photo => ({
  hash: 'a'.repeat(64),
  task: 31,
  size: 600_000,
  mime: 'image/jpeg',
  sent: 0,
  complete: false,
  stored: false,
  made_at: now,
  draft: '',
  ...over,
})

export const photosOf = (...all: Photo[]): Map<string, Photo> =>
  new Map(all.map((p) => [p.hash, p]))

export const anItem = (over: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id: 'F1',
  zh: '工作室能开门办公',
  en: 'workroom usable',
  how: 'LY',
  rule: 'n:3o FOR-2',
  note: 'c',
  ...over,
})

export const facts = {
  category: 'help',
  severity: 'minor',
  unit: 'v17',
  text: '上锁',
  suspected_breach: false,
  rule: 'F1',
}

export const anAssignment = (over: Partial<AgentAssignment> = {}): AgentAssignment => ({
  assignment: 70,
  year: 2026,
  number: 3,
  lead_year: 2026,
  lead_number: 5,
  kind: 'serve',
  paper: 'filing',
  state: 'issued',
  confirmed: 'issued',
  whom: '张某※',
  text: '当面送达※',
  due: now + 172_800_000,
  hands: [],
  ...over,
})

export const step = (
  how: { how: 'accept' } | { how: 'begin'; hands: string[] } | ReportWords | RecusalWords,
  over: Partial<Command> = {},
): Command => said({ do: 'step', assignment: 70, ...how } as Body, { task: 70, ...over })
type ReportWords = { how: 'report'; outcome: Outcome; text: string }
type RecusalWords = { how: 'recuse'; text: string }
