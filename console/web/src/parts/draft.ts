// What is being written stays written: a form's text and the key of its command outlive a reload, a
// cut, another page and a new login of the same person, until the server has said that it was done.
// They are kept in this tab alone, and go when the person signs out or another one signs in.

import { ulid } from '../base/ulid'
import type { Evidence } from '../contract'

export interface Draft {
  key: string
  values: Record<string, string>
  sent?: Evidence[] // files that the office holds by now
}

const prefix = 'dudao.draft.'
const owner = 'dudao.drafts.of'
const name = (form: string) => prefix + form

export function openDraft(form: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name(form)) ?? 'null') as Draft | null
    if (kept?.key && kept.values) return kept
  } catch {
    // A draft that cannot be read is none.
  }
  return { key: ulid(), values: {} }
}

export function keepDraft(form: string, draft: Draft): void {
  sessionStorage.setItem(name(form), JSON.stringify(draft))
}

export function dropDraft(form: string): void {
  sessionStorage.removeItem(name(form))
}

export function dropDrafts(): void {
  const drafts = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))
  for (const key of [...drafts, owner]) sessionStorage.removeItem(key)
}

/** Whoever signs in after a session that ended by itself finds only what they wrote themselves. */
export function dropDraftsOfOthers(person: string): void {
  if (sessionStorage.getItem(owner) !== person) dropDrafts()
  sessionStorage.setItem(owner, person)
}
