// Two loops, each with one wait: one hears the device, one hands over what waits. Both end a wait
// early when the phone is on line again, is looked at, or has something new to say.

import { effect } from '@preact/signals'
import { backoff, nextSteps, piece_bytes, type Step } from '../core/sending'
import { hearTime } from './clock'
import {
  agent,
  answered,
  blobOf,
  commands,
  heard,
  keepPhoto,
  lostAt,
  person,
  photos,
  reached,
  turnedAway,
  whenThereIsWork,
} from './store'
import { askState, haveOf, putPiece, say } from './talk'

/** A wait that can be ended from outside; an end that comes before the wait is not lost. */
class Bell {
  private end: (() => void) | null = null
  private rung = false
  ring(): void {
    this.rung = true
    this.end?.()
  }
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.end = null
    this.rung = false
  }
}

const hearing = new Bell()
const sending = new Bell()
const never_ms = 2 ** 31 - 1
let asking = new AbortController()

function lost(): void {
  if (reached.value !== false) lostAt.value = Date.now()
  reached.value = false
}

async function hear(): Promise<void> {
  let failures = 0
  for (;;) {
    if (!person.value) {
      await hearing.wait(never_ms)
      continue
    }
    const asked_at = Date.now()
    asking = new AbortController()
    const fresh = reached.value !== true
    const answer = await askState(fresh ? null : (agent.value?.version ?? null), asking.signal)
    if (!person.value) continue
    if (answer?.status === 200 && answer.body.device) {
      failures = 0
      await heard(answer.body, asked_at, hearTime(answer.body.now))
      reached.value = true
      turnedAway.value = false
      sending.ring()
      continue
    }
    if (answer?.status === 401) turnedAway.value = true
    else lost()
    failures += 1
    await hearing.wait(backoff(failures, Math.random()))
  }
}

async function send(): Promise<void> {
  let failures = 0
  for (;;) {
    const steps = turnedAway.value ? [] : nextSteps(commands.value, photos.value, person.value)
    if (steps.length === 0 || !person.value) {
      failures = 0
      await sending.wait(never_ms)
      continue
    }
    const went = await first(steps)
    if (went) {
      failures = 0
      continue
    }
    failures += 1
    await sending.wait(backoff(failures, Math.random()))
  }
}

/** A step of each task in turn; whether any of them got on. */
async function first(steps: Step[]): Promise<boolean> {
  let went = false
  for (const step of steps) {
    const outcome = await (step.kind === 'piece' ? sendPiece(step) : sendCommand(step))
    if (outcome === 'silence') {
      lost()
      asking.abort()
      return went
    }
    went ||= outcome === 'done'
  }
  return went
}

type Outcome = 'done' | 'later' | 'silence'

async function sendCommand({ command }: Step): Promise<Outcome> {
  const answer = await say(command.key, command.body)
  if (!answer) return 'silence'
  if (answer.status === 200) {
    await answered(command.key, null)
    return 'done'
  }
  if (answer.status === 401) {
    turnedAway.value = true
    return 'later'
  }
  if (answer.status === 422 && command.body.do === 'attach') {
    const photo = photos.value.get(command.body.hash)
    const here = photo && (await haveOf(photo.hash))
    if (photo && here?.status === 200 && !here.body.complete) {
      // The device has lost the bytes: they are still here.
      await keepPhoto({ ...photo, sent: here.body.have ?? 0, complete: false })
      return 'done'
    }
  }
  if (answer.status === 422 || answer.status === 400 || answer.status === 413) {
    const { error, what, mend } = answer.body
    await answered(command.key, { error: error ?? what ?? String(answer.status), mend: mend ?? '' })
    return 'done'
  }
  return 'later'
}

async function sendPiece(step: Step): Promise<Outcome> {
  if (step.kind !== 'piece') return 'later'
  const { photo } = step
  const blob = await blobOf(photo.hash)
  if (!blob) {
    await keepPhoto({ ...photo, complete: true }) // gone from here: the device may have it
    return 'done'
  }
  const piece = blob.slice(photo.sent, photo.sent + piece_bytes)
  const answer = await putPiece(photo.hash, photo.sent, blob.size, piece)
  if (!answer) return 'silence'
  if (answer.status === 401) turnedAway.value = true
  if (answer.status === 200 || answer.status === 409) {
    const { have = 0, complete = false } = answer.body
    const got_on = complete || have !== photo.sent
    await keepPhoto({ ...photo, sent: have, complete })
    return got_on ? 'done' : 'later'
  }
  if (answer.status === 422) {
    // Dropped there for a wrong hash: from the beginning, after a pause.
    if (photo.sent > 0) await keepPhoto({ ...photo, sent: 0 })
  }
  return 'later'
}

export function wake(): void {
  hearing.ring()
  sending.ring()
}

export function startSync(): void {
  whenThereIsWork(() => sending.ring())
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  addEventListener('offline', () => {
    // Perhaps the device is reached all the same: it stands in the same room.
    asking.abort()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
  effect(() => {
    if (person.value) wake()
  })
  void hear()
  void send()
}
