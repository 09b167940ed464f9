// Whether a finding may be contested now: confirmed, and within the time that its page states.

import type { FindingRow, Moment } from '../../contract'

const contestable = ['confirmed', 'opened']

export const mayContest = (f: FindingRow, now: Moment): boolean =>
  contestable.includes(f.state) && f.contest_until > now
