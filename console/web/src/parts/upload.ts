// How a file gets to the office: named by its SHA-256, announced by a command, sent in pieces. What
// the office has already is asked first, so a cut, a retry or a reload sends nothing twice.

import { command, postBytes, Refusal } from '../base/api'
import type { Piece } from '../contract'
import { t } from '../words/words'

export const piece_bytes = 192 * 1024
export const file_bytes_max = 64 * 1024 * 1024
export const files_max = 9

/** Browsers give `crypto.subtle` to pages that came over https (or from this machine) only. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined

const said = (why: string, what: string, mend: string): Refusal =>
  new Refusal({ why, what, mend }, 0, Date.now())

export async function hashOf(file: Blob): Promise<string> {
  if (!canHash()) throw said('insecure', t('upload.insecure'), t('upload.insecure.mend'))
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    throw said('unreadable', t('upload.unreadable'), t('upload.unreadable.mend'))
  }
  return hashOfBytes(bytes)
}

export async function hashOfBytes(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** A unit attaches to a finding of its own, and so to the task that found it. */
export interface Matter {
  task: string
  finding: string
}

export const attach = (matter: Matter, key: string, hash: string, file: Blob): Promise<unknown> =>
  command('evidence.attach', key, {
    ...matter,
    hash,
    size: file.size,
    mime: file.type || 'application/octet-stream',
  })

export type Send = (offset: number, piece: Blob) => Promise<Piece>

export const sender =
  (hash: string, size: number): Send =>
  (offset, piece) =>
    postBytes<Piece>(`/evidence/${hash}?offset=${offset}&size=${size}`, piece)

interface Options {
  heard?: (have: number) => void
  signal?: AbortSignal
  wait?: (ms: number) => Promise<void>
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Rounds in a row that bring nothing before a person is asked: half a minute in all. */
const patience = 6
const wait_ms = 1000
const wait_ms_max = 8000

/** What passes by itself: a busy office, a cut of a moment. */
const passes = (error: unknown): boolean =>
  error instanceof Refusal &&
  (error.problem.why === 'unreachable' || error.status === 429 || error.status === 503)

/** Sends what is missing; returns when the office has the whole and its hash was right. */
export async function upload(file: Blob, send: Send, options: Options = {}): Promise<void> {
  const { heard, signal, wait = pause } = options
  const question = file.slice(0, 0)
  let have = 0
  let piece = question
  let idle = 0
  let restarted = false
  for (;;) {
    signal?.throwIfAborted()
    try {
      const answer = await send(have, piece)
      const asked = piece === question
      const grew = answer.have > have
      // The office throws away what had another hash: once may be an accident.
      const thrown = answer.have === 0 && have + piece.size > 0
      if (thrown && restarted) throw said('changed', t('upload.changed'), t('upload.changed.mend'))
      restarted ||= thrown
      have = answer.stored ? file.size : answer.have
      heard?.(have)
      if (answer.stored) return
      piece = have < file.size ? file.slice(have, have + piece_bytes) : question
      if (grew) idle = 0
      if (piece !== question && (grew || thrown || asked)) continue
    } catch (error) {
      if (!passes(error) || idle === patience) throw error
      piece = question // nobody knows whether that piece arrived
    }
    if (++idle > patience) throw said('busy', t('upload.stalled'), t('upload.stalled.mend'))
    await wait(Math.min(wait_ms * 2 ** (idle - 1), wait_ms_max))
  }
}
