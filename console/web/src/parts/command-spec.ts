// What a command asks for: its fields, its questions, what follows of it.

import type { Key } from '../words/words'

export type FieldKind =
  | 'line'
  | 'text'
  | 'choice'
  | 'choices' // any of them
  | 'salt' // 64 random hex digits, not shown
  | 'check'
  | 'budget'
  | 'day' // sent as its end
  | 'unit'
  | 'person'
  | 'verifier'
  | 'proofs'

export interface Field {
  name: string
  kind: FieldKind
  label: Key
  hint?: Key
  optional?: boolean | ((values: Values) => boolean)
  asked?: (values: Values) => boolean // always, without
  options?: { value: string; label: Key }[] // none: the matter decides them
}

export type Values = Record<string, string>

export interface Choice {
  value: string
  text: string
}

export interface CommandSpec {
  verb: Key
  ask: Key // the dialog's title, a question
  id:
    | 'rectification'
    | 'finding'
    | 'task'
    | 'plan'
    | 'demand'
    | 'lead'
    | 'proposal'
    | 'person'
    | 'assignment'
    | 'key'
    | 'id' // a row of the register
  fields: Field[]
  fixed?: Record<string, unknown>
  main?: true // may be the page's one primary deed
  says?: Key // what follows of it, before it is done, where the rules do not tell it
  held?: true // ten seconds to undo it; what a person says of an own matter goes at once
  secret?: true // what is typed stays in the form: no draft keeps it, no address names it
  sends?: string // the command itself, where this is one of two names for it
}

export const reason: Field = {
  name: 'reason',
  kind: 'text',
  label: 'field.reason',
  hint: 'hint.reason',
}
export const text = (name: string, label: Key, hint?: Key): Field => ({
  name,
  kind: 'text',
  label,
  hint,
})
export const check = (name: string, label: Key): Field => ({
  name,
  kind: 'check',
  label,
  optional: true,
})
