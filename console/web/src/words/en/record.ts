// How the record is told; what happened, and to what, is the domain's to say.

import type { record as zh } from '../zh/record'

export const record: Record<keyof typeof zh, string> = {
  timeline: 'What happened',
  'timeline.note': '{n}',
  'timeline.all': 'All',
  'timeline.proof': 'Evidence',
  'timeline.slip': 'Slips',
  'timeline.clock': 'Clock',
  'timeline.none': 'None of this kind',
  'timeline.notices': '{n} {n#notice|notices}',
  'timeline.idle': '{n} days without a move',
  'timeline.seq': 'commit {n}',
}
