// Rows that are valid by default; a test states only what matters to it.

import type {
  CalendarYear,
  Change,
  Derivation,
  Entry,
  ProposalRow,
  RectificationRow,
} from '../src/contract'

export const at = (text: string): number => Date.parse(`${text}+08:00`)
export const now = at('2026-10-21T09:42:00')

export const aRectification = (over: Partial<RectificationRow> = {}): RectificationRow => ({
  id: '1',
  number: '2026-1',
  state: 'in_progress',
  finding: '1',
  category: 'funds',
  severity: 'ordinary',
  unit: 'v01',
  township: 't1',
  responsible: 'p',
  deadline: at('2026-10-30T00:00:00'),
  provisional: false,
  clock_runs: true,
  days_left: 6,
  slip: 'none',
  step: 0,
  next: null,
  extensions: 0,
  extension_asked: false,
  extension_asked_at: 0,
  extension_until: 0,
  returns: 0,
  listed: false,
  problem: '',
  issued_at: 0,
  moved_at: 0,
  struck_off_at: 0,
  ...over,
})

export const aProposal = (over: Partial<ProposalRow> = {}): ProposalRow => ({
  id: '48',
  number: '2026-3',
  command: '',
  proposer: 'p-maker',
  at: now,
  lapses: at('2026-10-29T00:00:00'),
  confirmed: [],
  missing: [],
  waits_for_me: false,
  fields: {},
  stands: {},
  text: '',
  may: [],
  ...over,
})

export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  seq: 1,
  index: 1,
  at: now,
  type: '',
  actor: '',
  second: '',
  via: 'worker',
  text: '',
  fields: {},
  ...over,
})

export const aChange = (over: Partial<Change> = {}): Change => ({
  seq: 10,
  now,
  touched: [],
  feed: [],
  ...over,
})

export const national2026: CalendarYear = {
  year: 2026,
  official: true,
  revision: '国办发明电〔2025〕7号',
  off: [1, 2, 3, 4, 5, 6, 7].map((d) => ({ day: `2026-10-0${d}`, name: '国庆节' })),
  work: ['2026-09-20', '2026-10-10'],
  open_tail: '',
  years: [2026],
}

/** Ten working days from 9-27, past the holiday, to 10-15: the example of the reference. */
export const aDerivation: Derivation = {
  start: at('2026-09-27T09:16:00'),
  budget: '10wd',
  consumed: 0,
  due: at('2026-10-16T00:00:00'),
  skipped: [
    ...[1, 2, 3, 4, 5, 6, 7].map((d) => ({ day: `2026-10-0${d}`, why: '国庆节' })),
    { day: '2026-10-11', why: 'Sunday' },
  ],
  skipped_count: 8,
  calendar_revision: '国办发明电〔2025〕7号',
  provisional: false,
}
