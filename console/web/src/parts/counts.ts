import type { Overview } from '../contract'

export const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((a, b) => a + (b ?? 0), 0)

/** What falls due from today until a week from now. */
export const dueSoon = (o: Overview): number => o.due_days.reduce((all, { n }) => all + n, 0)
