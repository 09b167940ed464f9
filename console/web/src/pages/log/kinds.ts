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
  'plan',
  'draw',
  'key',
  'grant',
  'proposal',
  'policy',
  'calendar',
] as const
