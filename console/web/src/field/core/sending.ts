// In which order what waits on the phone goes to the device: per task or assignment in the order in
// which it was said, a photo's bytes before the command that names it. One never waits for another.

import { type Command, findingOf, type Photo } from './command'

export type Step =
  | { kind: 'command'; command: Command }
  | { kind: 'piece'; command: Command; photo: Photo }

export const piece_bytes = 256 * 1024

const byOrder = (a: Command, b: Command) => a.order - b.order || (a.key < b.key ? -1 : 1)

/**
 * A finding that the device would not record: what was said of it later waits until it is mended,
 * the rest of the visit does not.
 */
const unrecorded = (commands: Command[]): Set<string> =>
  new Set(
    commands
      .filter((c) => c.state === 'refused' && c.body.do === 'record')
      .map((c) => findingOf(c.body)),
  )

/** The next step of each task; `person` is who this phone speaks for now. */
export function nextSteps(
  commands: Command[],
  photos: ReadonlyMap<string, Photo>,
  person: string,
): Step[] {
  const without = unrecorded(commands)
  const first = new Map<number, Step>()
  for (const command of [...commands].sort(byOrder)) {
    if (command.state !== 'waiting' || command.person !== person) continue
    if (first.has(command.task) || without.has(findingOf(command.body))) continue
    first.set(command.task, stepOf(command, photos))
  }
  return [...first.values()].sort((a, b) => byOrder(a.command, b.command))
}

function stepOf(command: Command, photos: ReadonlyMap<string, Photo>): Step {
  const photo = command.body.do === 'attach' ? photos.get(command.body.hash) : undefined
  return photo && !photo.complete ? { kind: 'piece', command, photo } : { kind: 'command', command }
}

const least_ms = 1_000
const most_ms = 30_000

/** How long to wait after so many failures on end; `chance` in [0, 1) keeps phones apart. */
export function backoff(failures: number, chance: number): number {
  const wait = Math.min(most_ms, least_ms * 2 ** Math.max(0, failures - 1))
  return Math.round(wait * (0.75 + chance / 2))
}

/**
 * After the device has begun anew from an older copy of itself, or this phone was paired afresh,
 * everything that the office has not got is offered again: the keys make it once.
 */
export const toOfferAgain = (commands: Command[]): Command[] =>
  commands
    .filter((c) => c.state === 'kept' && !c.received)
    .map((c) => ({ ...c, state: 'waiting', settled: false, kept_at: 0 }))
