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
  'pause.not_delivered': 'Not on the group’s device for {t}: the device was without network',
  'pause.not_delivered.lasts':
    'Not on the group’s device for {t} so far: the device is without network',
  'pause.delivered_late': 'On the group’s device only after {t}: the device was without network',
  'pause.kept':
    'Nothing came for {t}; then {n} records at once, which the device had kept without network',
  'pause.quiet':
    'Nothing for {t}: the task was on the group’s device, and the group recorded nothing',
  'pause.quiet.lasts':
    'Nothing for {t} so far: the task is on the group’s device, and the group has recorded nothing',
  'pause.review': 'Waited {t} for its review',
  'pause.review.lasts': 'Has waited {t} for its review',
  'pause.recused': '{g} had it before ({no}) and recused; drawn again for this group',
  'pause.recused.open': 'Open that task',
}
