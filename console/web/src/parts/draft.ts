// What is being written stays written: a form's text and the key of its command outlive a reload, a
// cut and a new login, until the server has said that it was done.

import { ulid } from '../base/ulid'
import type { Evidence } from '../contract'

export interface Draft {
  key: string
  values: Record<string, string>
  sent?: Evidence[] // files that the office holds by now
}

const name = (form: string) => `dudao.draft.${form}`

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
