// Talks to the device. An answer comes back with its status; no answer, for whatever cause and within
// a time limit, is null and never an exception.

import { lang } from '../../words/lang'
import type { AgentState, Body } from '../contract'

const root = '/api/field/v1'
const answer_ms = 20_000

export interface Answer<T> {
  status: number
  body: T
}

export interface Fault {
  ok?: false
  error?: string
  what?: string
  mend?: string
}

async function call<T>(
  method: string,
  path: string,
  body?: BodyInit,
  patience_ms = answer_ms,
  stop?: AbortSignal,
): Promise<Answer<T> | null> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), patience_ms)
  const give_up = () => limit.abort()
  stop?.addEventListener('abort', give_up)
  try {
    const answer = await fetch(root + path, {
      method,
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: limit.signal,
      headers: {
        'Accept-Language': lang.value,
        ...(method === 'GET' ? {} : { 'X-Dudao-Field': '1' }),
        ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
      },
    })
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as T }
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', give_up)
  }
}

export const pair = (code: string, device: string) =>
  call<{ person: string } & Fault>('POST', '/pair', JSON.stringify({ code, device }))

export const unpair = () => call<Fault>('POST', '/unpair', '{}')

/** `since` null: at once. */
export const askState = (since: number | null, stop: AbortSignal) =>
  call<AgentState & Fault>(
    'GET',
    since === null ? '/state' : `/state?since=${since}&wait=25`,
    undefined,
    since === null ? answer_ms : 40_000,
    stop,
  )

export interface Said extends Fault {
  key?: string
  n?: number
  state?: string
}

export const say = (key: string, body: Body) =>
  call<Said>('POST', '/commands', JSON.stringify({ key, ...body }))

export interface Have extends Fault {
  have?: number
  complete?: boolean
}

export const haveOf = (hash: string) => call<Have>('GET', `/files/${hash}`)

export const putPiece = (hash: string, offset: number, size: number, piece: Blob) =>
  call<Have>('PUT', `/files/${hash}?offset=${offset}&size=${size}`, piece, 60_000)
