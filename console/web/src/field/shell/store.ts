// What the pages show, as signals, each a copy of what lies in IndexedDB. Written there first, then
// shown, then sent; other windows of this phone are told.

import { computed, signal } from '@preact/signals'
import { ulid } from '../../base/ulid'
import type { AgentState, Body } from '../contract'
import { type Arrival, arrivalsOf } from '../core/arrivals'
import { aCommand, type Command, type Photo } from '../core/command'
import { standing } from '../core/may'
import { forgettable, settle, shownAssignments, shownTasks } from '../core/merge'
import { outboxRows } from '../core/outbox'
import { toOfferAgain } from '../core/sending'
import { moment, setAhead } from './clock'
import { type Change, nextOrder, read, readAll, write } from './db'

export const agent = signal<AgentState | null>(null)
export const commands = signal<Command[]>([])
export const photos = signal<ReadonlyMap<string, Photo>>(new Map())
/** Who this phone speaks for; empty: not paired. */
export const person = signal('')
/** The device has said that this pairing is no more. */
export const turnedAway = signal(false)
/** Heard just now, not heard, or not known yet. */
export const reached = signal<boolean | null>(null)
/** Since when the device has not been heard, by the phone's clock. */
export const lostAt = signal(0)
/** What people call each other; stays on this phone. */
export const nicknames = signal<Record<string, string>>({})

export const tasks = computed(() => (agent.value ? shownTasks(agent.value, commands.value) : []))
export const assignments = computed(() =>
  agent.value ? shownAssignments(agent.value, commands.value) : [],
)
export const rows = computed(() => outboxRows(agent.value, commands.value, photos.value))
export const waiting = computed(() => commands.value.filter((c) => c.state !== 'kept').length)
/** Kept by the device, not yet by the office. */
export const forOffice = computed(() => rows.value.filter((r) => r.reach === 'agent').length)
export const office = computed(() => reached.value === true && !!agent.value?.device.welcomed)
export const myStanding = computed(() => standing(agent.value?.members ?? [], person.value))

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('dudao-field') : null
let onWork: () => void = () => {}
let onArrival: (arrivals: Arrival[]) => void = () => {}
export function whenWorkArrives(f: (arrivals: Arrival[]) => void): void {
  onArrival = f
}
export function whenThereIsWork(f: () => void): void {
  onWork = f
}

interface Kept {
  name: 'agent'
  value: AgentState
  ahead: number
}

const byOrder = (a: Command, b: Command) => a.order - b.order

async function load(): Promise<void> {
  const [own, pictures, kept, who, names] = await Promise.all([
    readAll<Command>('commands'),
    readAll<Photo>('photos'),
    read<Kept>('state', 'agent'),
    read<{ value: string }>('state', 'person'),
    read<{ value: Record<string, string> }>('state', 'nicknames'),
  ])
  commands.value = own.sort(byOrder)
  photos.value = new Map(pictures.map((p) => [p.hash, p]))
  agent.value = kept?.value ?? null
  if (kept) setAhead(kept.ahead)
  person.value = who?.value ?? ''
  nicknames.value = names?.value ?? {}
}

export async function openStore(): Promise<void> {
  await load()
  channel?.addEventListener('message', () => void load().then(onWork))
}

const tell = () => channel?.postMessage('changed')

let persistent = false
/** Asks the browser not to clear what lies here when room is short. */
function askToKeep(): void {
  if (persistent) return
  persistent = true
  void navigator.storage?.persist?.()
}

const replaced = (changed: Command[]): Command[] => {
  const news = new Map(changed.map((c) => [c.key, c]))
  const old = commands.value.map((c) => news.get(c.key) ?? c)
  const known = new Set(old.map((c) => c.key))
  return [...old, ...changed.filter((c) => !known.has(c.key))].sort(byOrder)
}

/** Writes commands as they are now; nothing is shown before it is on the disk. */
async function keep(changed: Command[], more: Change[] = []): Promise<void> {
  if (changed.length === 0 && more.length === 0) return
  await write([...changed.map((value): Change => ({ put: 'commands', value })), ...more])
  commands.value = replaced(changed)
  tell()
}

export interface Saying {
  task: number
  body: Body
}

/**
 * Says something, or several things in this order, and lets go of the draft they came from: one
 * transaction. `photos_of` are pictures that now belong to what was said.
 */
export async function sayAll(
  said: Saying[],
  from: { draft?: string; keys?: string[] } = {},
): Promise<void> {
  askToKeep()
  const made: Command[] = []
  for (const [i, { task, body }] of said.entries()) {
    const command = aCommand({
      key: from.keys?.[i] ?? ulid(),
      task,
      person: person.value,
      body,
      made_at: moment(),
    })
    made.push({ ...command, order: await nextOrder() })
  }
  const changes: Change[] = from.draft ? [{ drop: 'drafts', key: from.draft }] : []
  const owned: Photo[] = []
  for (const { body } of said) {
    const photo = body.do === 'attach' ? photos.value.get(body.hash) : undefined
    if (photo?.draft) owned.push({ ...photo, draft: '' })
  }
  changes.push(...owned.map((value): Change => ({ put: 'photos', value })))
  await keep(made, changes)
  if (owned.length)
    photos.value = new Map([...photos.value, ...owned.map((p) => [p.hash, p] as const)])
  onWork()
}

/** The device has answered for it, or said that it never will. */
export async function answered(
  key: string,
  fault: { error: string; mend: string } | null,
): Promise<void> {
  const command = commands.value.find((c) => c.key === key)
  if (!command) return
  await keep([
    fault
      ? { ...command, state: 'refused', ...fault }
      : { ...command, state: 'kept', kept_at: Date.now(), error: '', mend: '' },
  ])
}

/** A refused one is taken back: its words have gone into a form, or are not wanted any more. */
export async function takeBack(key: string): Promise<void> {
  await write([{ drop: 'commands', key }])
  commands.value = commands.value.filter((c) => c.key !== key)
  tell()
  onWork()
}

/** The device's answer, and what it means for what is kept here. */
export async function heard(state: AgentState, asked_at: number, ahead: number): Promise<void> {
  const before = agent.value
  const begun_anew = before !== null && before.device.incarnation !== state.device.incarnation
  const base = begun_anew ? replaced(toOfferAgain(commands.value)) : commands.value
  const settled = settle(base, state, asked_at)
  const old = new Map(commands.value.map((c) => [c.key, c]))
  const changed = settled.filter((c) => old.get(c.key) !== c)
  const gone = forgettable(settled, moment())
  const stored = new Set(state.files.filter((f) => f.stored).map((f) => f.hash))
  const at_office = [...photos.value.values()].filter((p) => !p.stored && stored.has(p.hash))
  const pictures = at_office.map((p): Photo => ({ ...p, complete: true, stored: true }))
  const forgotten = unwanted(gone)
  await write([
    { put: 'state', value: { name: 'agent', value: state, ahead } satisfies Kept },
    ...changed.map((value): Change => ({ put: 'commands', value })),
    ...gone.map((c): Change => ({ drop: 'commands', key: c.key })),
    ...pictures.map((value): Change => ({ put: 'photos', value })),
    ...forgotten.flatMap((hash): Change[] => [
      { drop: 'photos', key: hash },
      { drop: 'blobs', key: hash },
    ]),
  ])
  if (changed.length || gone.length) {
    // Others may have spoken while this was being written: only what changed here is replaced.
    const news = new Map(changed.map((c) => [c.key, c]))
    const without = new Set(gone.map((c) => c.key))
    commands.value = commands.value
      .filter((c) => !without.has(c.key))
      .map((c) => news.get(c.key) ?? c)
  }
  if (pictures.length || forgotten.length) {
    const map = new Map([...photos.value, ...pictures.map((p) => [p.hash, p] as const)])
    for (const hash of forgotten) map.delete(hash)
    photos.value = map
  }
  agent.value = state
  onArrival(arrivalsOf(before, state))
}

/** Pictures of what is remembered no longer; only those that the office has whole. */
function unwanted(gone: Command[]): string[] {
  return gone.flatMap((c) =>
    c.body.do === 'attach' && photos.value.get(c.body.hash)?.stored ? [c.body.hash] : [],
  )
}

export async function paired(who: string): Promise<void> {
  const again = toOfferAgain(commands.value)
  await keep(again, [{ put: 'state', value: { name: 'person', value: who } }])
  person.value = who
  turnedAway.value = false
  askToKeep()
}

/**
 * This phone speaks for nobody any more. What it had been told goes; what was said and not yet
 * handed over stays, for whoever said it.
 */
export async function forget(): Promise<void> {
  const over = commands.value.filter((c) => c.state === 'kept')
  const drafts = await readAll<{ form: string }>('drafts')
  const kept_hashes = new Set(
    commands.value.flatMap((c) =>
      c.state !== 'kept' && c.body.do === 'attach' ? [c.body.hash] : [],
    ),
  )
  const gone = [...photos.value.keys()].filter((hash) => !kept_hashes.has(hash))
  await write([
    { drop: 'state', key: 'agent' },
    { drop: 'state', key: 'person' },
    ...over.map((c): Change => ({ drop: 'commands', key: c.key })),
    ...drafts.map((d): Change => ({ drop: 'drafts', key: d.form })),
    ...gone.flatMap((hash): Change[] => [
      { drop: 'photos', key: hash },
      { drop: 'blobs', key: hash },
    ]),
  ])
  await load()
  reached.value = null
  tell()
}

export async function callThem(names: Record<string, string>): Promise<void> {
  nicknames.value = names // first, for the box that is typed in
  await write([{ put: 'state', value: { name: 'nicknames', value: names } }])
  tell()
}

/** A photo's own row; its bytes lie beside it. */
export async function keepPhoto(photo: Photo, blob?: Blob, instead_of?: string): Promise<void> {
  const changes: Change[] = [{ put: 'photos', value: photo }]
  if (blob) changes.push({ put: 'blobs', value: { hash: photo.hash, blob } })
  if (instead_of) {
    changes.push({ drop: 'photos', key: instead_of }, { drop: 'blobs', key: instead_of })
  }
  await write(changes)
  const map = new Map(photos.value)
  if (instead_of) map.delete(instead_of)
  map.set(photo.hash, photo)
  photos.value = map
}

export async function dropPhoto(hash: string): Promise<void> {
  await write([
    { drop: 'photos', key: hash },
    { drop: 'blobs', key: hash },
  ])
  const map = new Map(photos.value)
  map.delete(hash)
  photos.value = map
}

export async function blobOf(hash: string): Promise<Blob | null> {
  return (await read<{ blob: Blob }>('blobs', hash))?.blob ?? null
}

export const draftPhotos = (form: string): Photo[] =>
  [...photos.value.values()].filter((p) => p.draft === form).sort((a, b) => a.made_at - b.made_at)
