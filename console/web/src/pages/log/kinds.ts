/** First words of the record's events, such as of task.released; the server refuses unknown ones. */
export const kinds = [
  'task',
  'finding',
  'rectification',
  'clock',
  'step',
  'demand',
  'extension',
  'notice',
  'lead',
  'case',
  'assignment',
  'team',
  'evidence',
  'plan',
  'draw',
  'key',
  'grant',
  'proposal',
  'policy',
  'calendar',
  'timer',
] as const

/** Of these nothing is a deed: who asks for one of them is shown all of it. */
const machines = ['timer', 'notice']

/** Whether timers, notices and what machines report are left out, as they are unless asked for. */
export const deedsAlone = (type: string, all: string): boolean =>
  all !== '1' && !machines.includes(type.split('.')[0]!)
