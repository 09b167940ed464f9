// What the console's server answers: one type a route. The server's side is console/api/, and
// console/openapi.yaml describes the same for strangers; a test holds the three together.
//
// Moments are whole milliseconds since 1970-01-01T00:00:00Z, 0 means never. Ids are text, also
// where the log counts them. What a session may not see is not there: no row, no count, no hit.

import type {
  AssignmentKind, CasePaper, CaseState, CaseTrack, DemandKind, Figure, Level, Measure, Part, Role, ServedHow, Severity, Slip,
} from './domain/codes'
import type { AssignmentRow, CaseRow, DemandRow, Evidence, FindingRow, RectificationRow, TaskRow, TodoRow } from './domain/rows'

// One row of each kind: made from console/api/rows.h, where each field is explained.
export type { AssignmentRow, CaseRow, DemandRow, Evidence, FindingRow, RectificationRow, TaskRow, TodoRow }

export type Moment = number
export type { Figure, Role, Severity, Slip }

/** Every error: HTTP status 4xx or 5xx and this body. `why` is a word for programs. */
export interface Problem {
  why: string // signed_out, forbidden, not_found, bad_input, refused, busy, too_many, gone, broken
  what: string // in the language of the request (Accept-Language: zh or en)
  mend: string // what would be right; may be empty
  possible?: string[] // commands that the state allows, after a refusal
}

/** POST /api/v1/login {name, password, code?} sets the session cookie. 401 signed_out, 429 too_many. */
export interface Me {
  person: string
  name: string
  en: string // the name in English, may be empty
  post: string // title, may be empty
  unit: string
  roles: Role[]
  group: string // supervision group, or empty
  concerned: boolean // a case was filed about this person: /own-cases has it
  csrf: string // sent back in X-Dudao-Csrf with every POST
  demo: boolean
  jurisdiction: { id: string; zh: string; en: string; time_zone?: string /* IANA; Asia/Shanghai without */ }
}
/** GET /api/v1/demo: accounts to try, of a demo county only (404 elsewhere). No session needed. */
export interface DemoAccount { name: string; password: string; role: Role; person: string; says: string }

/** GET /api/v1/sessions: one's own, the latest used first. POST /api/v1/sessions/{id} ends one. */
export interface Session {
  id: string
  own: boolean // the one that asks
  address: string
  software: string // what the browser calls itself
  began_ms_ago: number
  used_ms_ago: number
}

/**
 * GET /api/v1/account: one's own. POST /api/v1/account changes it, and ends one's other sessions:
 * {password, code?, fresh} another password; {password, code?, secret, shown} another second factor.
 */
export interface Account {
  name: string // to sign in with
  second_factor: boolean
  shared: boolean // of a demo: it cannot be changed
}

/** Every snapshot: where it stands in the log, and by which clock. */
export interface Snapshot<T> {
  seq: number
  now: Moment
  data: T
  next?: string // of a list: `after` of the question for the next page; empty: nothing is left
  again?: { id: string }[] // rows that changed since the first page and stand before this one
}

/** GET /api/v1/names: for showing ids. Fetched once, again when `registry` changed. */
export interface Names {
  units: { id: string; parent: string; level: Level; zh: string; en: string }[]
  groups: { id: string; zh: string; en: string }[]
  people: { id: string; name: string; en: string /* in English, or empty */; unit: string; post: string }[] // those whose names the session may see
}

/**
 * GET /api/v1/overview: the seven questions of the morning. `figures` are counted by the server, each defined once
 * (common/domain/figures.h; its word is `figure.<name>`, what it counts `figure.<name>.text`); null: not the session's
 * to know.
 */
export interface Overview {
  figures: Record<Figure, number | null>
  on_the_way: { task: string; group: string; state: TaskRow['state']; until: Moment }[] // the next limit first, twenty at most
  in_field: { task: string; number: string; group: string; target: string; since: Moment; findings: number }[]
  found_yesterday: Partial<Record<Severity, number>>
  found_today: Partial<Record<Severity, number>>
  overdue: RectificationRow[] // the latest first, fifty at most
  slips_in_time: { unit: string; slip: Slip; state: RectificationRow['state'] }[] // yellow or higher and not overdue; fifty at most
  due_days: { n: number; days_left: number }[] // today and the seven days after it
  townships: Township[]
  unseen: { unit: string; last: Moment }[]
  ageing: { label: string; none: number; blue: number; yellow: number; orange: number; red: number }[] // open ones
  struck_off_30d: { on_time: number; late: number; median_days: number }
  notices: { failed: number; uncertain: number; oldest: Moment }
  record: { commits: number; events: number; head: string; whole: boolean; checked: Moment }
  weeks: { start: Moment; opened: number; closed: number; overdue: number }[] // twelve; overdue at the week's end
  without_group: string[] // villages that no group may visit, all in conflict or without a device; to the office only
}
/** With every unit in it; '': of the city itself. `own`: of no village, and its highest slip among the overdue. */
export interface Township { unit: string; open: number; overdue: number; own_open: number; own_overdue: number; own_slip: Slip }

/** GET /api/v1/todo: what waits for the reader's own act, the earliest limit first; at most 500 rows of `total`. */
export interface Todo { total: number; rows: TodoRow[] }

/**
 * GET /api/v1/foresee/{command}?args={…}: what follows of it, before it is given. Args as the command takes them;
 * words may be empty. `second`: who may confirm it, for each confirmation that it takes.
 */
export interface Foreseen { refused: { what: string; mend: string } | null; second: string[][]; effects: Effect[] }
/** deadline {at, was, days_left}, stands {used}, step {step, slip}, told {to, at}, limit {what, at} … */
export interface Effect {
  kind: string
  at?: Moment; was?: Moment; days_left?: number; used?: number; step?: number; slip?: Slip
  demand?: string; person?: string; unit?: string; days?: number; severity?: string; budget?: string; text?: string
  what?: string; to?: string; role?: string; number?: string
}

/** GET /api/v1/tasks?state=&group=&days=: newest first, at most 500; /api/v1/tasks/{id}. */
export interface TaskPage extends TaskRow {
  plan: string
  draw: string
  replaces: string
  replaced_by: string
  commitment: string // hex
  single_witness: boolean
  people: string[]
  checklists: { theme: string; zh: string; en: string; items: { id: string; zh: string; en: string; answer: string; by: string; at: Moment }[] }[]
  found: FindingRow[]
  evidence: Evidence[]
  timeline: Entry[]
  pauses: Pause[] // oldest first
  may: string[] // commands that state and role allow
}

/** A stretch in which nothing came of a task, and what the log knows of why. */
export interface Pause {
  from: Moment
  to: Moment // 0: it lasts
  why: 'not_delivered' | 'delivered_late' | 'kept' | 'quiet' | 'review' | 'recused'
  records: number // of `kept`: so many came together at its end
  group: string // of `recused`: who had the task before, under which number and as what task
  number: string
  task: string
  text: string // their reason, where the session may read it
}

/**
 * GET /api/v1/evidence/{hash}: the bytes, once they are stored. POST /api/v1/evidence/{hash}?offset=&size= with
 * raw bytes (application/octet-stream, at most 192 KiB) appends a piece to what `evidence.attach` announced, by who
 * attached it; pieces of 64 KiB or more, but the last; 409 on GET: the bytes are not those attached. An empty
 * body asks how much is there. 503 busy: wait and ask again.
 */
export interface Piece { have: number /* bytes in order so far */; stored: boolean }

/** GET /api/v1/findings?state=&unit=&category=&severity=; /api/v1/findings/{id}. */
export interface FindingPage extends FindingRow { evidence: Evidence[]; timeline: Entry[]; may: string[] }

/**
 * GET /api/v1/rectifications?state=all|FIGURE|STATE&mark=contested|extension_asked|returned|listed
 *   &unit=&township=&severity=&slip=&category=
 *   &responsible=&q=&age=&ids=7,12&sort=-days_left&after=&limit=100; csv=1 gives the same rows as text/csv.
 *   state: a figure of rectifications (open, overdue, due_in_week, clock_stands …) or a state by its word; without it open.
 *   age: the label of one class of `ageing`, which the bars above the ledger are pressed for.
 */
export interface Ledger {
  rows: RectificationRow[]
  total: number
  ageing: Overview['ageing']
  by_slip: Record<Slip, number> // of those that are open: together all of them
  clock_stands: number // among these
  verifiers: string[] // who was asked to verify something, whatever the filter; to the office only
}

/** GET /api/v1/verifiers?ids=7,12: {people}, each with those of the matters that they could be asked to verify. */
export interface Verifier { person: string; ids: string[] }

/** GET /api/v1/rectifications/{id}. */
export interface RectificationPage extends RectificationRow {
  task: string // whose finding it is of: what is attached to the finding is attached to it too
  demand: string // what must be put right
  test: string // done when
  supporting: string[]
  finding_row: FindingRow | null
  clock: {
    budget: string // 10wd
    consumed: number // units of the budget, by now or by when the clock stands
    generation: number
    served_how: '' | ServedHow
    served_at: Moment // 0: not served
    derivation: Derivation | null
  }
  ladder: Step[]
  demands: DemandRow[]
  extension: { open: boolean; budget: string; reason: string }
  measures: string // of the last submission
  evidence: Evidence[]
  timeline: Entry[]
  reopened_from: string
  lead: string
  may: string[]
}
/** How a deadline came about; GET /api/v1/due?start=&budget=10wd gives one too. */
export interface Derivation {
  start: Moment
  budget: string
  consumed: number
  due: Moment
  skipped: { day: string; why: string }[] // 2026-10-01
  skipped_count: number
  calendar_revision: string
  provisional: boolean
}
export interface Step {
  step: number
  slip: Slip
  offset: number // working days from the deadline
  at: Moment
  to: string[] // unit, upper_unit, officer, township_leader, leading_group, group_head
  demand: DemandKind
  opens_lead: boolean
  state: 'taken' | 'overtaken' | 'next' | 'later' | 'fallen'
  taken_at: Moment
}

/** One line of a timeline, made from one event. Words are the page's: it has `type` and `fields`. */
export interface Entry {
  seq: number
  index: number // of the event = leaf of the record
  at: Moment
  matter: string // rectification:7
  unit: string // it is about, or empty
  number: string // of the matter, 2026-12, or empty
  type: string // event type, task.accepted
  actor: string // person, or empty
  second: string // who confirmed what `actor` proposed, or empty
  via: string // kind of key: person, device, worker, engine, gateway, broker
  text: string // words handed in, where the session may read them
  fields: Record<string, unknown> // the rest of the event's body that the session may see
}

/** GET /api/v1/cases?state=&track=&late=1&after=&limit=500 (403 without the right), /api/v1/cases/{id}. */
export interface CasePage extends CaseFacts {
  rectification_row: RectificationRow | null
  finding_row: FindingRow | null
  teams: { id: string; zh: string; en: string; head: string; members: string[]; devices: number }[]
  assignments: AssignmentRow[]
  waiting: ProposalRow[] // what is proposed about it and waits for a second person
  ways: CaseWay[] // the steps of the table from here, on its track
  asks: { kind: AssignmentKind; paper: CasePaper; team: string }[] // what could be issued to which team now
  team_choices: { part: Part; team: string }[] // which team could be given which part now
  timeline: Entry[]
  may: string[]
}
/** What is known of a case, without what could be done about it. */
export interface CaseFacts extends CaseRow {
  clock: CaseClock | null // of the limit that pends
  simple: boolean
  named: boolean // the person concerned was named; who it is nobody is told
  filed_at: Moment
  served_at: Moment // the paper that the person's present right runs from
  hands: { person: string; part: Part }[]
  parts: { part: Part; team: string }[]
  recused: string[] // officials kept out by a decision
  measures: Measure[]
  said: OwnWords[]
}
/** What the person concerned said: their defence, that they waive it, an appeal. */
export interface OwnWords { kind: 'defence' | 'waiver' | 'appeal'; at: Moment; text: string }
export interface CaseClock {
  budget: string
  source: string // the article, or local
  extension: string // a budget; empty: there is none
  extended_to: Moment // if it were extended now; 0: it cannot be
  approver: 'none' | 'authority' | 'superior'
  beyond_year: boolean // that would also extend the year from the filing to the decision
}
export interface CaseWay {
  verb: string
  command: string // that takes it
  to: CaseState
  agrees: '' | 'officer' | 'authority' // whose own key it also takes
  refused: { what: string; mend: string } | null // what it waits for
}
/** GET /api/v1/case-figures: counts, for leaders too, who see no row. `mean_ms`: of the stages that were left. */
export interface CaseFigures {
  total: number; open: number; late: number
  by: { track: CaseTrack; state: CaseState; n: number; late: number }[]
  stages: { state: CaseState; n: number; mean_ms: number }[]
}
/**
 * GET /api/v1/own-cases: filed cases about the person who asks; nobody else is answered with any. `case.waive` in `may`
 * is case.defend with waived: true.
 */
export interface OwnCase {
  id: string; number: string; track: CaseTrack; filed_at: Moment
  state: CaseState // as they may know it: a review is the investigation, an exemption a decision
  papers: OwnPaper[] // served on them
  said: OwnWords[]
  decisions: { verb: string; at: Moment; organ: string; measures: Measure[]; answer: string; reason: string }[] // that were served
  defend_until: Moment // 0: not now
  appeal_until: Moment // 0: without limit, where case.appeal is in `may`
  may: string[]
}

/** Its serial is that of GET /api/v1/own-papers/{serial}, a Paper; empty: it is not printed here. */
export interface OwnPaper { paper: CasePaper; at: Moment; serial: string }

/** GET /api/v1/map: numbers by village, and the townships with what is of no village. */
export interface MapPage { villages: MapVillage[]; townships: Township[] }
export interface MapVillage {
  unit: string; township: string; last_seen: Moment; visits: number; open: number; overdue: number
  slip: Slip; in_field: string /* group, or empty */; since: Moment
}

/** GET /api/v1/plans, /api/v1/draws?plan=&after=&limit=500: the newest draw first. */
export interface PlanRow {
  id: string; number: string; state: string; title: string; mandate: { decided_by: string; number: string; scope: string; until: Moment }
  scope: string; start: Moment; end: Moment; themes: string[]; windows: { from: number; to: number; working_days_only: boolean }[]
  expected_visits: number; longest_gap_days: number /* 0: no promise */; visits_a_year_max: number; author: string; approver: string; released: number; may: string[]
}
export interface DrawRow { id: string; plan: string; at: Moment; manifest_root: string; params_hash: string; result_commitment: string; tasks: number }

/** GET /api/v1/escalations: steps of the next seven days, those acted on lately, and how many notices of thirty days nobody got, as far as is known. */
export interface Escalations {
  coming: { rectification: string; number: string; unit: string; step: number; slip: Slip; at: Moment }[]
  acted: { rectification: string; number: string; unit: string; step: number; slip: Slip; at: Moment; late: number /* ms */; overtaken: boolean; paper: string /* the slip's, or empty */ }[]
  untold: { failed: number; uncertain: number }
  unreachable: { unit: string; role: string; at: Moment; passed_to: string }[]
}

/** GET /api/v1/notices?after=&limit=200: what waits, the next first; then what became of the others, the newest first. A message to one person; `at`: of its outcome, 0 while it waits. `text`: a key of the catalogue, under `notice.` */
export interface Notice {
  id: string; state: string; to: string; send_at: Moment; at: Moment
  detail: string // what became of it by each channel: "file, mail: no address"
  items: {
    matter: string
    id: string
    number: string
    step: number
    text: string
    due: Moment
    left_out: boolean // no longer held when the notice went out, and was not in it
  }[]
}

/** GET /api/v1/contact: where one's own notices go; with ?person= somebody else's, for who may set it. */
export interface Contact {
  person: string
  mail: string
  phone: string
  by: string // who set it; empty: the founding, or nobody yet
  at: Moment
  by_others: boolean // others changed it since the person's own word
  test: { state: string; at: Moment; detail: string } | null // one's own last test notice
}

/** GET /api/v1/proposals: what waits for a second person; what waits for the session comes first. */
export interface ProposalRow {
  id: string
  number: string // 2026-3
  command: string // post.set
  proposer: string
  at: Moment
  lapses: Moment // void from then on
  confirmed: string[] // people
  missing: string[][] // for each confirmation still missing, the people who may give it
  waits_for_me: boolean
  fields: Record<string, unknown> // of the command, as the record shows them
  stands: Record<string, unknown> // of the row that it changes, as it is today; empty: it makes a new one
  text: string // words in it, where the session may read them
  case: CaseFacts | null // that it is about
  decision: { organ: string; answer: string; reason: string } | null // of case.decide, its words apart
  may: string[]
}

/** GET /api/v1/checklists: those in force, by theme; /api/v1/checklists/file gives them as checklists.toml. */
export interface ChecklistRow { theme: string; zh: string; en: string; hash: string /* hex */; items: ChecklistItem[] }
export interface ChecklistItem {
  id: string; zh: string; en: string
  how: string // how it is answered, then the type of the answer: AY
  rule: string // when an answer is a finding: n:1o RES-2
  note: string
}
/** POST /api/v1/checklists/check {files: [{name, text}]}: what checklist.adopt {files, theme} would change, for each theme. */
export interface ChecklistChanges {
  lists: {
    theme: string; zh: string; en: string
    items: number
    was: { zh: string; en: string } | null // null: the theme has no list yet
    changes: { before: ChecklistItem | null; after: ChecklistItem | null }[]
  }[]
}

/** GET /api/v1/conflicts: who may not inspect what; to a group its own people's. */
export interface ConflictRow {
  person: string
  group: string // of the person, or empty
  unit: string
  reason: string // words, where the session may read them
  may: string[]
}

/** GET /api/v1/papers?matter=rectification:7, task:12 or case:3: its papers, oldest first. */
export interface PaperRow { serial: string; kind: string; title: string; at: Moment }
/** GET /api/v1/papers/{serial}: ready to be laid out, in the language of the request; what is empty is left out. */
export interface Paper {
  serial: string; kind: string; at: Moment; red_head: boolean; issuer: string; number: string; demo: string
  title: string; mark: string; to: string; body: string[]
  facts: PaperFact[]
  table: { caption: string; heads: string[]; rows: string[][] }
  after: string[]; contact: string; seal: string; date: string; copy: string
  strip: PaperFact[] // a receipt to be signed on the sheet itself
  receipt_title: string; receipt: PaperFact[]; receipt_note: string // … or on a sheet of its own
  code: string; foot: string[]
}
export interface PaperFact { label: string; value: string }
/** GET /api/v1/papers/check?serial=&code=: the paper, where it is ours and the session's to see. */
export interface PaperCheck { genuine: boolean; paper: Paper | null }

/** GET /api/v1/reports?kind=week|month|quarter&day=2026-10-21; csv=rows|trend gives text/csv. */
export interface Report {
  kind: 'week' | 'month' | 'quarter'
  period: string // 2026年第43周
  from: string // first and last day
  to: string
  before: string
  before_day: string // a day of the period before
  next_day: string // … after; empty while it runs
  until: Moment
  running: boolean
  ends: Moment[] // of the trend
  rows: ReportRow[] // by township in administrative order; '': units of the city itself
  total: ReportRow
}
export interface ReportCounts {
  unit: string; visits: number; findings: number; opened: number; closed: number; on_time: number
  returned: number; open: number; overdue: number
}
export interface Rate { share: number; low: number; high: number } // per cent; null under five
export interface ReportRow {
  now: ReportCounts
  before: ReportCounts
  rate: Rate | null // on time of struck off
  rate_before: Rate | null
  // Of twelve periods, this one last.
  trend: number[] // overdue at the end
  opened: number[]
  closed: number[]
}

/** GET /api/v1/groups: people in the field and their devices. */
export interface GroupRow {
  id: string; head: string; members: string[]; skills: string[]
  task: string; task_state: string; since: Moment
  tasks_open: number | null; tasks_done: number | null; missed: number | null // null: not the session's to know
  devices: { key: string; revoked: boolean; waiting: number /* tasks not fetched yet */; last_heard: Moment /* last command's event */ }[]
}

/** GET /api/v1/devices: what only the broker hears is 0, empty or null where it did not answer. */
export interface DeviceRow {
  key: string; group: string; team: string; revoked: boolean
  waiting: number; last_heard: Moment; heard: Moment; connected: boolean | null
  software: string; unsent: number; disk_free: number /* bytes; 0: not told */; certificate_until: Moment
}

/** GET /api/v1/devices/waiting?code=: a device that wants in. */
export interface WaitingDevice {
  code: string; public_key: string; sealing_key: string; address: string; since_ms_ago: number
}

/** GET /api/v1/people: everybody whose name the session may know. */
export interface PersonRow {
  id: string; unit: string
  posts: { id: string; unit: string; role: Role; holder: string; deputy: string; stands_in: boolean /* as its deputy */ }[]
  grants: { role: Role; scope: string; until: Moment }[]
  group: string; head: boolean
  access: boolean // can speak: through the pages or by an own key
  keys: string[] // ids of their own keys that are let in
  invited_until: Moment // 0: no code is out
  may: string[]
}

/** POST /api/v1/invitation {code}: whom it invites. POST …/accept {code, name, password, secret?, shown?} answers as /login does. */
export interface Invited {
  name: string; en: string; post: string; unit: string
  until: Moment; account: string // the name they signed in with before; empty: none
  second_factor: boolean // their post needs one
}

/**
 * GET /api/v1/log?before=SEQ&actor=&type=&matter=task:12&news=1&deeds=1&limit=100: newest first. news: what everybody who
 * follows the work wants to hear. deeds: all but timers, notices and what machines report; `left_out` counts these.
 */
export interface LogPage { entries: Entry[]; left_out: number; before: number /* for the next page; 0: that was the start */ }

/** GET /api/v1/calendar?year=2026. */
export interface CalendarYear { year: number; official: boolean; revision: string; off: { day: string; name: string }[]; work: string[]; open_tail: string; years: number[] }

/** POST /api/v1/calendar/check {files: [{name, text}]}: the days that these files would change. */
export interface CalendarChanges { revision: string; days: { day: string; before: string /* why it is off; empty: a working day */; after: string }[] }

/** GET /api/v1/policy. */
export interface PolicyPage {
  title: string; hash: string
  budgets: { severity: Severity; budget: string; first_overdue_step: number }[]
  ladder: Omit<Step, 'at' | 'state' | 'taken_at'>[]
  limits: Record<string, string> // task_accept: 2h …
}
/**
 * POST /api/v1/policy/check {files: [{name, text}]}, one file: the values that it would change, as policy.toml has them;
 * empty: there is none. path: task/accept, budgets/grave/budget, ladder/3/slip, case_limits/none/appeal/budget. GET
 * /api/v1/policy/file is the policy in force as such a file.
 */
export interface PolicyChanges { changes: { path: string; before: string; after: string }[] }
/** GET /api/v1/policy/simulate?start=MOMENT&severity=grave: the clock and every step with its date. */
export interface Simulation { derivation: Derivation; ladder: Step[] }

/** GET /api/v1/system. */
export interface System {
  software: string; started: Moment; broker: 'connected' | 'silent'; store: 'connected' | 'silent'; log_seq: number; lag_ms: number
  clients: number; sessions: number; demo_clock: boolean
  processes: { name: string; kind: 'broker' | 'worker' | 'engine' | 'gateway' | 'device'; last_heard: Moment }[] // administrators and officers; else empty
  faults: { at: Moment; where: string; why: string; count: number }[] // what the console could not show lately; for the same
  left_out: { matter: string; why: string }[] // what stands in the log beyond its bounds; for the same
  upkeep?: Upkeep // administrators, where `dudao up` runs the console
}

/** POST /api/v1/upkeep with {work, noted?}: one thing at a time. What comes of it stands in System. */
export type UpkeepWork = 'examine' | 'verify' | 'back_up'
export interface Upkeep {
  number: number; running: UpkeepWork | ''; awaited: boolean // asked for, and not begun
  works: Partial<Record<UpkeepWork, Came>>
  backups: { folder: string; given: boolean /* by dudao.toml */; keep: number; night: number | null /* minute of the day */; rows: { name: string; bytes: number }[] }
}
/** What came of it: what `dudao doctor`, `log verify` and `backup` say with -o json, in the language in which it was asked for. */
export interface Came {
  number: number; by: string /* empty: the clock */; at: Moment; lang: 'zh' | 'en'; ms?: number
  code: number | null /* its exit code; null: it runs, -1: it did not come to its end */
  said: Examined | Verified | BackedUp | null; words: string /* why there is nothing said */
}
export interface Examined { ok: boolean; findings: { health: 'ok' | 'warn' | 'fault'; part: string; says: string; remedy: string }[] }
export interface Verified { ok: boolean; commits: number; events: number; head: string; words: number; evidence: number; faults: string[]; unseen: string[] }
export interface BackedUp { folder: string; files: number; bytes: number; of_one_moment: boolean }

/**
 * POST /api/v1/commands/{name} with {key, args}: `key` is a ULID of the page's own, so that a repeat
 * (also after a reload) is answered and not done twice. 200 Done, else a Problem (409 refused).
 */
export interface Done {
  seq: number; id: string; number: string
  code?: string // of an invitation; told once, and to nobody else
  proposal: string // not empty: not done yet, it waits for a second person under this id, and `number` is its number
}

/**
 * GET /api/v1/events?since=SEQ (Server-Sent Events; Last-Event-ID is taken too).
 *   id: SEQ   event: change   data: Change      coalesced: at most four a second
 *             event: tick     data: Tick        every five seconds
 *             event: resync   data: {}          fetch every snapshot again
 *             event: upkeep   data: {}          to administrators: System.upkeep is another
 *             event: bye      data: {retry: ms}
 * A row that the session no longer sees comes as its id in `gone`.
 */
export interface Change {
  seq: number
  now: Moment
  tasks?: TaskRow[]
  findings?: FindingRow[]
  rectifications?: RectificationRow[]
  demands?: DemandRow[]
  cases?: CaseRow[]
  gone?: string[] // task:12, rectification:7
  touched: string[] // kinds: own_case (their own page changed), registry, proposal, plan, draw, notice, calendar, policy, task, finding …
  feed: Entry[] // the news among it, at most 30, newest last: for the overview's feed
}
export interface Tick { seq: number; now: Moment; log_seq: number /* the record's end; > seq: behind */; fresh_ms: number /* since the record was last heard */ }
