// Ten seconds to take back: what an officer or a leader decides about another's matter waits here
// before it goes to the server, and can be undone as long as it waits. Nothing has left the house
// then, since nothing was sent.
//
// What is held is not lost: it lies in the tab's storage under the key of its command, goes at once
// when the page is left, when the person signs out or when another deed follows, and after a reload
// it goes first of all. A key is done once, however often it comes.

import { signal } from '@preact/signals'
import { command, Refusal } from '../base/api'
import { logout } from '../base/session'
import type { Done } from '../contract'

export interface Deed {
  key: string
  args: Record<string, unknown>
}

export interface Held {
  person: string
  name: string // of the command
  deeds: Deed[] // one, or the same for several matters
  says: string // what will be done: sign off 2026-3
  until: number // by the machine's clock
}

export const hold_ms = 10_000
const store = 'dudao.held'

/** What waits, for the bar that counts down; null: nothing. */
export const held = signal<Held | null>(null)

export type Answer = Done | Refusal
/** Called once, with the answers in the order of the deeds. */
type Outcome = (answers: Answer[]) => void
let outcome: Outcome = () => {}
let timer = 0
let under_way: Held | null = null // what is being sent
let sent: Promise<void> = Promise.resolve()

function keep(what: Held | null): void {
  held.value = what
  if (what) sessionStorage.setItem(store, JSON.stringify(what))
  else sessionStorage.removeItem(store)
}

/** Sends what is held, or waits for what is under way. `leaving`: the page will not be there for the answer. */
export function sendHeld(leaving = false): Promise<void> {
  window.clearTimeout(timer)
  const now = held.value ?? (leaving ? under_way : null)
  if (!now) return sent
  const tell = outcome
  // While it is under way it stays in the storage: a page that dies now sends it again.
  held.value = null
  under_way = now
  sent = send(now, leaving).then((answers) => {
    if (under_way === now) under_way = null
    const open = now.deeds.filter((_, i) => !definite(answers[i]!))
    if (stored()?.deeds[0]?.key === now.deeds[0]?.key) {
      keep(null)
      if (open.length) sessionStorage.setItem(store, JSON.stringify({ ...now, deeds: open }))
    }
    tell(answers)
  })
  return sent
}

/** One after the other; a page that is left waits for none. */
async function send({ name, deeds }: Held, leaving: boolean): Promise<Answer[]> {
  if (leaving) return Promise.all(deeds.map((deed) => say(name, deed, true)))
  const answers: Answer[] = []
  for (const deed of deeds) answers.push(await say(name, deed, false))
  return answers
}

async function say(name: string, { key, args }: Deed, leaving: boolean): Promise<Answer> {
  try {
    return await command(name, key, args, leaving)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error
  }
}

/** The server has decided; without an answer nobody knows, and it goes again. */
const definite = (answer: Answer): boolean =>
  !(answer instanceof Refusal) ||
  (answer.status >= 400 && answer.status < 500 && answer.status !== 401)

export async function hold(what: Omit<Held, 'until'>, tell: Outcome): Promise<void> {
  await sendHeld()
  outcome = tell
  keep({ ...what, until: Date.now() + hold_ms })
  timer = window.setTimeout(() => sendHeld(), hold_ms)
}

export function undo(): void {
  window.clearTimeout(timer)
  keep(null)
}

function stored(): Held | null {
  try {
    const left = JSON.parse(sessionStorage.getItem(store) ?? 'null') as Held | null
    return left?.deeds ? left : null
  } catch {
    return null // what cannot be read was never held
  }
}

/** After a reload: what this person had held goes first. */
export async function sendLeftOver(person: string, tell: Outcome): Promise<void> {
  const left = stored()
  if (!left || left.person !== person || held.value) return
  outcome = tell
  held.value = left
  await sendHeld()
}

/** What is held goes in the name of who said it, while there is a session. */
export async function signOut(): Promise<void> {
  await sendHeld()
  await logout()
}

window.addEventListener('pagehide', () => {
  sendHeld(true)
})
