// Fields for thumbs: 48 px, the word above, what is wrong above the box.

import type { ComponentChildren } from 'preact'
import { Icon } from '../../parts/icon'

interface Around {
  id: string
  label: string
  hint?: string | undefined
  wrong?: string | undefined
}

const described = ({ id, hint, wrong }: Around) =>
  [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined

function Notes({ id, hint, wrong }: Around) {
  return (
    <>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          <Icon name="warn" size={14} />
          {wrong}
        </span>
      )}
    </>
  )
}

interface TextProps extends Around {
  value: string
  put: (value: string) => void
  lines?: number
  max?: number
  mode?: 'text' | 'numeric'
  autocomplete?: string
}

/** Words of people take 4,000 bytes at the device; a sign of Chinese is three. */
const signs_max = 1300

export function TextField({
  lines,
  max = signs_max,
  mode,
  autocomplete = 'off',
  put,
  ...p
}: TextProps) {
  const common = {
    id: p.id,
    class: 'input',
    value: p.value,
    maxLength: max,
    'aria-describedby': described(p),
    'aria-invalid': p.wrong ? true : undefined,
    onInput: (e: { currentTarget: { value: string } }) => put(e.currentTarget.value),
  }
  return (
    <div class="field">
      <label for={p.id}>{p.label}</label>
      <Notes {...p} />
      {lines ? (
        <textarea {...common} rows={lines} />
      ) : (
        <input {...common} type="text" inputMode={mode} autocomplete={autocomplete} />
      )}
    </div>
  )
}

export interface Option {
  value: string
  label: ComponentChildren
}

interface ChoiceProps extends Around {
  value: string
  put: (value: string) => void
  options: Option[]
  columns?: number
  bare?: boolean // the label is said elsewhere on the page
}

/** One of a few, each as large as a thumb. */
export function Choice({ value, put, options, columns = 2, bare, ...p }: ChoiceProps) {
  return (
    <fieldset class="field" aria-describedby={described(p)}>
      <legend class={bare ? 'unseen' : undefined}>{p.label}</legend>
      <Notes {...p} />
      <div class={`choices choices-${columns}`}>
        {options.map((option) => (
          <label class="big" key={option.value}>
            <input
              type="radio"
              name={p.id}
              value={option.value}
              checked={value === option.value}
              onChange={() => put(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Check({
  id,
  label,
  hint,
  checked,
  put,
}: {
  id: string
  label: string
  hint?: string
  checked: boolean
  put: (checked: boolean) => void
}) {
  return (
    <label class="check" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(e) => put(e.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}

export function SelectField({
  value,
  put,
  options,
  first,
  ...p
}: Around & {
  value: string
  put: (value: string) => void
  options: { value: string; label: string }[]
  first: string
}) {
  return (
    <div class="field">
      <label for={p.id}>{p.label}</label>
      <Notes {...p} />
      <select
        id={p.id}
        class="input"
        value={value}
        aria-describedby={described(p)}
        aria-invalid={p.wrong ? true : undefined}
        onChange={(e) => put(e.currentTarget.value)}
      >
        <option value="">{first}</option>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  )
}
