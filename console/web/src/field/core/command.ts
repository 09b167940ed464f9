// What the phone keeps of its own: commands and photos, from the press of the button until the
// device, and for what is shown the office, has them.

import type { Body, Deed, Moment } from '../contract'

/**
 * waiting: on this phone alone. kept: the device has answered for it. refused: the device will never
 * take it as it stands; its words stay, to be mended.
 */
export type CommandState = 'waiting' | 'kept' | 'refused'

export interface Command {
  key: string // ULID, made here, the same at every repeat
  task: number // or the assignment: their ids are never the same
  order: number // in which it was said, on this phone
  person: string // who said it: it is never sent in another name
  body: Body
  made_at: Moment
  state: CommandState
  kept_at: Moment
  settled: boolean // the device's own state shows its effect
  received: boolean // the office has it
  error: string
  mend: string
}

export interface Photo {
  hash: string // SHA-256 of its bytes; `raw:…` until it was made small
  task: number
  size: number
  mime: string
  sent: number // bytes that the device has
  complete: boolean // the device has all of it
  stored: boolean // the office has all of it
  made_at: Moment
  draft: string // the form it was taken for, until that is saved
}

export const isRaw = (photo: Photo): boolean => photo.hash.startsWith('raw:')

export const findingOf = (body: Body): string =>
  'finding' in body && body.finding ? body.finding : ''

export const deedOf = (body: Body): Deed => (body.do === 'step' ? `step.${body.how}` : body.do)

/** A command as it begins. */
export const aCommand = (
  from: Pick<Command, 'key' | 'task' | 'person' | 'body' | 'made_at'>,
): Command => ({
  ...from,
  order: 0,
  state: 'waiting',
  kept_at: 0,
  settled: false,
  received: false,
  error: '',
  mend: '',
})
