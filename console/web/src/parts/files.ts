// The files that a form's writer has picked. They stay picked when the form is closed and opened
// again, until its command was done; a browser does not give them back after a reload.

import { type Signal, signal } from '@preact/signals'
import { Refusal } from '../base/api'
import { ulid } from '../base/ulid'
import type { Evidence } from '../contract'
import { byForm, type Picked } from './held'
import { attach, file_bytes_max, files_max, hashOf, type Matter, sender, upload } from './upload'

export function filesOf(form: string): Signal<Picked[]> {
  const files = byForm.get(form) ?? signal<Picked[]>([])
  byForm.set(form, files)
  return files
}

export const dropFiles = (form: string): boolean => byForm.delete(form)

const same = (a: File, b: File): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified

export interface Passed {
  big: string[] // names
  empty: string[]
  many: number
}

/** Adds what may be added, each once, and says what was left out and why. */
export function pick(files: Signal<Picked[]>, more: File[]): Passed {
  const out: Passed = { big: [], empty: [], many: 0 }
  const next = [...files.value]
  for (const file of more) {
    if (file.size > file_bytes_max) out.big.push(file.name)
    else if (file.size === 0) out.empty.push(file.name)
    else if (next.some((p) => same(p.file, file))) continue
    else if (next.length === files_max) ++out.many
    else next.push({ key: ulid(), file, hash: '', have: 0, state: 'picked' })
  }
  files.value = next
  return out
}

export const unpick = (files: Signal<Picked[]>, key: string): void => {
  files.value = files.value.filter((p) => p.key !== key)
}

function put(files: Signal<Picked[]>, key: string, change: Partial<Picked>): void {
  files.value = files.value.map((p) => (p.key === key ? { ...p, ...change } : p))
}

/** One after the other, so that a narrow line finishes some; returns what the office now holds. */
export async function sendFiles(
  files: Signal<Picked[]>,
  matter: Matter,
  signal?: AbortSignal,
): Promise<Evidence[]> {
  for (const { key, file, state, hash: known } of files.value) {
    if (state === 'stored') continue
    try {
      put(files, key, { state: 'reading' })
      const hash = known || (await hashOf(file))
      put(files, key, { hash, state: 'sending' })
      await attach(matter, key, hash, file)
      const heard = (have: number) => put(files, key, { have })
      await upload(file, sender(hash, file.size), { heard, signal })
      put(files, key, { state: 'stored' })
    } catch (error) {
      // A refused announcement has used its key up.
      const refused = error instanceof Refusal && error.status >= 400 && error.status < 500
      put(files, key, refused ? { state: 'failed', key: ulid() } : { state: 'failed' })
      throw error
    }
  }
  return files.value.map((p) => ({
    hash: p.hash,
    mime: p.file.type,
    size: p.file.size,
    stored: true,
  }))
}
