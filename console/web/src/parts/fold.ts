// Notices are no deeds, and come in crowds that say little each: those that follow one another fold
// into one line.

import type { Entry } from '../contract'

export const isNotice = (entry: Entry): boolean => entry.type.startsWith('notice.')

/** Runs of entries in the order given: notices together, everything else alone. */
export function fold<T extends { entry: Entry }>(lines: T[]): T[][] {
  const out: T[][] = []
  for (const line of lines) {
    const run = out.at(-1)
    if (run && isNotice(run[0]!.entry) && isNotice(line.entry)) run.push(line)
    else out.push([line])
  }
  return out
}

/** How many notices a run speaks of: queued and sent is one. */
export const noticesIn = (run: { entry: Entry }[]): number =>
  new Set(run.map(({ entry }) => String(entry.fields.id ?? entry.index))).size

/** An outcome names its notice; whom that was for stands where it was queued. */
export function addressees(entries: Entry[]): Map<string, string> {
  const queued = entries.filter((entry) => entry.type === 'notice.queued')
  return new Map(queued.map((entry) => [String(entry.fields.id), String(entry.fields.to ?? '')]))
}
