// Codes that are chosen from, in the order in which people count them.

export const severities = ['minor', 'ordinary', 'serious', 'grave'] as const
export const categories = [
  'responsibility',
  'policy',
  'help',
  'identification',
  'exit',
  'funds',
  'projects',
  'records',
  'conduct',
  'rectification',
  'petition',
] as const
