// Rows that are valid by default; a test states only what matters to it.

import type {
  CalendarYear,
  Change,
  Derivation,
  Entry,
  Ledger,
  ProposalRow,
  RectificationRow,
} from '../src/contract'
import { data } from './recorded'

export const at = (text: string): number => Date.parse(`${text}+08:00`)
export const now = at('2026-10-21T09:42:00')

const first = <T>(rows: T[], fits: (row: T) => boolean): T => {
  const row = rows.find(fits)
  if (!row) throw new Error('nothing like it is recorded')
  return row
}

const running = first(
  data<Ledger>('officer', '/rectifications?state=open&sort=days_left').rows,
  (row) => row.clock_runs && row.days_left! > 2,
)
export const aRectification = (over: Partial<RectificationRow> = {}): RectificationRow => ({
  ...running,
  ...over,
})

const [proposed] = data<ProposalRow[]>('leader', '/proposals')
/** Without what it says and who is asked: a test says that itself. */
export const aProposal = (over: Partial<ProposalRow> = {}): ProposalRow => ({
  ...proposed!,
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
  matter: '',
  unit: '',
  number: '',
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

export const national2026 = data<CalendarYear>('officer', '/calendar?year=2026')

/** Ten working days from 9-27, past the holiday, to 10-15: the example of the reference. */
export const aDerivation = data<Derivation>('officer', '/due?start=1790471760000&budget=10wd')
