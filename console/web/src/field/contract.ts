// What the group's device answers (docs/field.md). Fields with a question mark are taken where a
// device gives them and done without where it does not.

import type { AssignmentKind, AssignmentState, Outcome, TaskState } from '../domain/codes'

export type { AssignmentKind, AssignmentState, Outcome, TaskState }

export type Moment = number

export interface GivenAnswer {
  item: string
  value: string
  text?: string
  by?: string
  at?: Moment
}

export interface AgentTask {
  task: number
  year: number
  number: number
  state: TaskState
  confirmed: TaskState
  target: string
  target_zh: string
  target_en: string
  themes: string[]
  accept_due: Moment
  check_in_due: Moment
  checklists: string[]
  checklists_known: boolean
  members: string[]
  answers: GivenAnswer[]
  picked?: Record<string, number>
  findings: string[]
  evidence: string[]
}

/** What a case asks of a case team; `whom` and `text` were sealed until this device. */
export interface AgentAssignment {
  assignment: number
  year: number
  number: number
  lead_year: number
  lead_number: number
  kind: AssignmentKind
  paper: string // `none` where there is none
  state: AssignmentState
  confirmed: AssignmentState
  whom: string
  text: string
  due: Moment // of the next step, as of `confirmed`
  hands: string[] // who began it; told to nobody else
  evidence?: string[] // hashes attached on this device
  returned?: boolean // a report of it was returned, and it is open
  reason?: string // why, the last time; empty until the device has it
}

export interface ChecklistItem {
  id: string
  zh: string
  en: string
  how: string
  rule: string
  note: string
}

export interface Checklist {
  hash: string
  theme: string
  zh: string
  en: string
  items: ChecklistItem[]
}

export interface Facts {
  category: string
  severity: string
  unit: string
  text: string
  suspected_breach: boolean
  rule: string
}

export interface AgentFinding {
  id: string
  task: number
  facts: Facts
  by: string
}

/** saved: the device has it; received: the office has it. */
export type RowState = 'saved' | 'received' | 'refused'

export interface AgentRow {
  key: string
  n: number
  name: string
  task: number
  assignment?: number
  step?: string // which step of a lifecycle it takes, or empty
  state: RowState
  kept_at: Moment
  what: string
  mend: string
  by: string
}

export interface AgentFile {
  hash: string
  size: number
  mime: string
  stored: boolean
  uploaded: number
}

export interface AgentState {
  version: number
  now: Moment
  me: { person: string; name: string }
  device: {
    incarnation: number
    group: string
    team?: string // of a case team's device, which has no group
    online: boolean
    welcomed: boolean
    refused?: boolean // the key is revoked, or not known to the office
    head: number
    held?: string
  }
  members: { id: string; name: string; head?: boolean }[]
  tasks: AgentTask[]
  assignments?: AgentAssignment[]
  checklists: Checklist[]
  findings: AgentFinding[]
  units: { id: string; zh: string; en: string }[]
  rows: AgentRow[]
  files: AgentFile[]
}

/** What a person says; the fields are those of the device's local API. */
export type Body =
  | { do: 'accept'; task: number }
  | { do: 'recuse'; task: number; reason: string }
  | ({ do: 'check_in'; task: number; members: string[] } & Partial<Position>)
  | { do: 'leave'; task: number }
  | { do: 'answer'; task: number; item: string; value: string; text?: string }
  | { do: 'pick'; task: number; item: string; index: number }
  | ({ do: 'record'; task: number; finding: string } & Facts)
  | ({ do: 'amend'; finding: string } & Facts)
  | { do: 'correct'; finding: string; how: string; evidence: string[] }
  | { do: 'attach'; task: number; finding?: string; hash: string; mime: string }
  | { do: 'attach'; assignment: number; hash: string; mime: string }
  | {
      do: 'report'
      task: number
      final: boolean
      summary?: string
      gaps: { item: string; reason: string }[]
    }
  | Step

/** A step of an assignment. */
export type Step =
  | { do: 'step'; assignment: number; how: 'accept' }
  | { do: 'step'; assignment: number; how: 'begin'; hands: string[] }
  | { do: 'step'; assignment: number; how: 'report'; outcome: Outcome; text: string }
  | { do: 'step'; assignment: number; how: 'recuse'; text: string }

export type Do = Exclude<Body, Step>['do']
/** What was done, as the words of this page have it. */
export type Deed = Do | `step.${Step['how']}`

export interface Position {
  latitude_e6: number
  longitude_e6: number
  accuracy_m: number
  source: string
}
