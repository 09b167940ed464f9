// A form as it stands half filled, kept at every stroke: a reload, a call or a dead battery takes
// nothing of it.

import { useEffect, useState } from 'preact/hooks'
import { ulid } from '../../base/ulid'
import { read, write } from './db'

export interface Draft {
  form: string
  key: string // for the command that will come of it
  values: Record<string, string>
}

export interface Drafted {
  values: Record<string, string>
  put: (field: string, value: string) => void
  key: string
  fresh: boolean // nothing was typed yet
}

/** null while it is being read. */
export function useDraft(form: string, preset: Record<string, string> = {}): Drafted | null {
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => {
    let here = true
    setDraft(null)
    void read<Draft>('drafts', form).then((kept) => {
      if (here) setDraft(kept ?? { form, key: ulid(), values: {} })
    })
    return () => {
      here = false
    }
  }, [form])
  if (!draft || draft.form !== form) return null
  return {
    values: { ...preset, ...draft.values },
    key: draft.key,
    fresh: Object.keys(draft.values).length === 0,
    put: (field, value) =>
      setDraft((before) => {
        const next = { ...before!, values: { ...before!.values, [field]: value } }
        void write([{ put: 'drafts', value: next }])
        return next
      }),
  }
}

export const keepDraft = (draft: Draft): Promise<void> => write([{ put: 'drafts', value: draft }])
export const dropDraft = (form: string): Promise<void> => write([{ drop: 'drafts', key: form }])
