// Talks to the server. What fails comes back as a Problem in the reader's language, also when no
// server answered at all.

import type { Done, Problem, Snapshot } from '../contract'
import { lang } from '../words/lang'
import { t } from '../words/words'

export const base = '/api/v1'
const call_ms_max = 60_000 // a piece of a file over a village's network

export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
    readonly at: number,
  ) {
    super(problem.what)
  }
}

let csrf = ''
let onSignedOut: () => void = () => {}

export function setCsrf(value: string): void {
  csrf = value
}
export function whenSignedOut(f: () => void): void {
  onSignedOut = f
}

const silence = (): Problem => ({
  why: 'unreachable',
  what: t('error.unreachable'),
  mend: t('error.unreachable.mend'),
})

interface Body {
  mime: string
  bytes: BodyInit
}

/** Who asks: a person, or the page by itself, following the stream. The latter keeps no session alive. */
export type Asker = 'person' | 'page'

async function call(
  method: string,
  path: string,
  body?: Body,
  asker: Asker = 'person',
  leaving = false, // the page goes; the request does not
): Promise<unknown> {
  const headers: Record<string, string> = { 'Accept-Language': lang.value }
  if (asker === 'page') headers['X-Dudao-Live'] = '1'
  if (body) headers['Content-Type'] = body.mime
  if (method === 'POST' && csrf) headers['X-Dudao-Csrf'] = csrf
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), call_ms_max)
  let answer: Response
  let text: string
  try {
    answer = await fetch(base + path, {
      method,
      headers,
      body: body?.bytes,
      credentials: 'same-origin',
      signal: patience.signal,
      keepalive: leaving,
    })
    text = await answer.text()
  } catch {
    throw new Refusal(silence(), 0, Date.now())
  } finally {
    clearTimeout(timer)
  }
  let parsed: unknown = null
  try {
    parsed = text === '' ? null : JSON.parse(text)
  } catch {
    throw new Refusal(silence(), answer.status, Date.now())
  }
  if (answer.ok) return parsed
  const problem = (parsed as Problem | null)?.what ? (parsed as Problem) : silence()
  if (answer.status === 401 && problem.why === 'signed_out' && path !== '/login') onSignedOut()
  throw new Refusal(problem, answer.status, Date.now())
}

export const get = <T>(path: string, asker?: Asker): Promise<T> =>
  call('GET', path, undefined, asker) as Promise<T>

const at_once_ms = 1000
const underWay = new Map<string, { answer: Promise<unknown>; at: number }>()

/** What several parts of a page ask for at once is asked once. */
export function snapshot<T>(path: string, asker?: Asker): Promise<Snapshot<T>> {
  const question = `${lang.value} ${path}`
  const now = performance.now()
  const asked = underWay.get(question)
  if (asked && Math.abs(now - asked.at) < at_once_ms) return asked.answer as Promise<Snapshot<T>>
  const answer = get<Snapshot<T>>(path, asker).finally(() => {
    if (underWay.get(question)?.answer === answer) underWay.delete(question)
  })
  underWay.set(question, { answer, at: now })
  return answer
}
export async function post<T>(path: string, body: unknown): Promise<T> {
  try {
    return (await call('POST', path, {
      mime: 'application/json',
      bytes: JSON.stringify(body),
    })) as T
  } finally {
    // Whoever has done something sees what came of it, not what was asked for before.
    underWay.clear()
  }
}
export const postBytes = <T>(path: string, bytes: Blob): Promise<T> =>
  call('POST', path, { mime: 'application/octet-stream', bytes }) as Promise<T>

/** A command under a key of the page's own: sent twice it is done once and answered twice. */
export const command = (
  name: string,
  key: string,
  args: Record<string, unknown>,
  leaving = false,
): Promise<Done> =>
  call(
    'POST',
    `/commands/${name}`,
    { mime: 'application/json', bytes: JSON.stringify({ key, args }) },
    'person',
    leaving,
  ) as Promise<Done>
