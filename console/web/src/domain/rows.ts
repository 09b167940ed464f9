// Made from common/messages and common/domain by tests/unit/console/vocabulary_test.cpp.
import type {
  AssignmentKind,
  AssignmentState,
  CaseLimit,
  CasePaper,
  CaseState,
  CaseTrack,
  Category,
  DemandKind,
  DemandState,
  FindingState,
  LeadSource,
  Outcome,
  RectificationState,
  Severity,
  Slip,
  TaskKind,
  TaskState,
  TodoKind,
} from './codes'

export interface Evidence {
  hash: string
  mime: string
  size: number
  stored: boolean
}

export interface TaskRow {
  id: string
  number: string
  state: TaskState
  kind: TaskKind
  group: string
  target: string
  delivered: boolean
  released_at: number
  accept_due: number
  check_in_due: number
  checked_in_at: number
  reported_at: number
  left_at: number
  findings: number
  answered: number
  items: number
  members: number
}

export interface FindingRow {
  id: string
  task: string
  state: FindingState
  category: Category
  severity: Severity
  rule: string
  rule_zh: string
  rule_en: string
  unit: string
  text: string
  versions: number
  single_witness: boolean
  recorded_at: number
  contest_until: number
  rectification: string
  lead: string
}

export interface NextStep {
  step: number
  at: number
}

export interface RectificationRow {
  id: string
  number: string
  state: RectificationState | 'fallen_away'
  finding: string
  category: Category
  severity: Severity
  unit: string
  township: string
  responsible: string
  verifier: string
  deadline: number
  provisional: boolean
  clock_runs: boolean
  days_left: number | null
  overdue: boolean
  slip: Slip
  step: number
  next: NextStep | null
  extensions: number
  extension_asked: boolean
  extension_asked_at: number
  extension_until: number
  awaits: DemandKind
  returns: number
  listed: boolean
  problem: string
  issued_at: number
  moved_at: number
  struck_off_at: number
}

export interface DemandRow {
  id: string
  state: DemandState
  kind: DemandKind
  rectification: string
  step: number
  unit: string
  person: string
  due: number
  may: string[]
}

export interface CaseRow {
  id: string
  number: string
  state: CaseState
  track: CaseTrack
  source: LeadSource
  rectification: string
  finding: string
  unit: string
  opened_at: number
  limit: CaseLimit
  due: number
  extended: boolean
  late: boolean
}

export interface AssignmentRow {
  id: string
  number: string
  state: AssignmentState
  kind: AssignmentKind
  paper: CasePaper
  team: string
  delivered: boolean
  hands: string[]
  outcome: Outcome
  report: string
  evidence: Evidence[]
  issued_at: number
  reported_at: number
  due: number
  late: boolean
  reviews: string[]
}

export interface TodoRow {
  kind: TodoKind
  matter: string
  id: string
  number: string
  of: string
  unit: string
  verifier: string
  problem: string
  limit: number
}
