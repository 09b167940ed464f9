// The form of one command: label, hint, error above the box; what was typed is never lost.

import { useState } from 'preact/hooks'
import { command, Refusal } from '../app/api'
import { ulid } from '../app/ulid'
import type { Evidence } from '../contract'
import { freshness } from '../live/freshness'
import { hashHead } from '../words/format'
import { namesById, personName, unitName } from '../words/names'
import { t, word } from '../words/words'
import { argsOf, commands, type Field, lacking } from './commands'
import { dropDraft, keepDraft, openDraft } from './draft'
import { Icon } from './icon'
import { toast } from './toast'

interface Props {
  name: string
  id: string
  about: string // the matter, as the toast names it
  evidence?: Evidence[] // on file already, to choose proofs from
  preset?: Record<string, string>
  done: () => void
  cancel?: () => void
}

export function CommandForm({ name, id, about, evidence = [], preset, done, cancel }: Props) {
  const spec = commands[name]!
  const form = `${name}:${id}`
  const [draft, setDraft] = useState(() => {
    const kept = openDraft(form)
    return { ...kept, values: { ...preset, ...kept.values } }
  })
  const [wrong, setWrong] = useState<string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)

  const put = (field: string, value: string) => {
    const next = { ...draft, values: { ...draft.values, [field]: value } }
    setDraft(next)
    keepDraft(form, next)
    setWrong(wrong.filter((w) => w !== field))
  }

  const send = async (event: Event) => {
    event.preventDefault()
    const missing = lacking(spec, draft.values)
    setWrong(missing)
    if (missing.length) {
      document.getElementById(`${form}.${missing[0]}`)?.focus()
      return
    }
    setBusy(true)
    setRefusal(null)
    keepDraft(form, draft)
    try {
      await command(name, draft.key, argsOf(spec, id, draft.values))
      dropDraft(form)
      toast(t('done', { what: t(spec.verb), about }))
      done()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
      if (definite(error)) {
        const next = { ...draft, key: ulid() }
        setDraft(next)
        keepDraft(form, next)
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={send} noValidate>
      {refusal && <Refused refusal={refusal} />}
      {spec.fields.map((field) => (
        <FieldBox
          key={field.name}
          form={form}
          field={field}
          value={draft.values[field.name] ?? ''}
          wrong={wrong.includes(field.name)}
          evidence={evidence}
          put={(value) => put(field.name, value)}
        />
      ))}
      {freshness.value === 'cut' && <p class="field note">{t('form.cut')}</p>}
      <footer class="dialog-foot">
        {cancel && (
          <button type="button" class="button bare" onClick={cancel}>
            {t('cancel')}
          </button>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {t(refusal ? 'state.again' : spec.verb)}
        </button>
      </footer>
    </form>
  )
}

/**
 * The server has answered under this key and would answer the same again: mended words go under
 * another. After a cut nobody knows, so the key stays.
 */
const definite = (error: Refusal): boolean => error.status >= 400 && error.status < 500

/** What did not happen, that the input is safe, and what is possible instead. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const { problem } = refusal
  return (
    <div class="refused" role="alert">
      <Icon name="warn" />
      <div>
        <b>{problem.what}</b>
        {problem.mend && <p>{problem.mend}</p>}
        {!!problem.possible?.length && (
          <p>{t('form.possible', { list: problem.possible.map(verbOf).join(t('and')) })}</p>
        )}
        <p class="note">{t('form.kept')}</p>
      </div>
    </div>
  )
}

export const verbOf = (name: string): string => {
  const spec = commands[name]
  return spec ? t(spec.verb) : word('verb', name)
}

interface BoxProps {
  form: string
  field: Field
  value: string
  wrong: boolean
  evidence: Evidence[]
  put: (value: string) => void
}

function FieldBox({ form, field, value, wrong, evidence, put }: BoxProps) {
  const id = `${form}.${field.name}`
  const described = [field.hint && `${id}.hint`, wrong && `${id}.wrong`].filter(Boolean).join(' ')
  const common = {
    id,
    'aria-invalid': wrong,
    'aria-describedby': described || undefined,
    'aria-required': !field.optional,
  }
  if (field.kind === 'check') {
    return (
      <div class="field">
        <label class="check" for={id}>
          <input
            id={id}
            type="checkbox"
            checked={value === 'true'}
            onChange={(e) => put(String(e.currentTarget.checked))}
          />
          {t(field.label)}
        </label>
      </div>
    )
  }
  return (
    <div class="field">
      {field.kind === 'choice' || field.kind === 'proofs' ? (
        <b id={`${id}.label`}>{t(field.label)}</b>
      ) : (
        <label for={id}>{t(field.label)}</label>
      )}
      {field.hint && (
        <span class="hint" id={`${id}.hint`}>
          {t(field.hint)}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}.wrong`}>
          <Icon name="warn" size={14} />
          {t('field.missing')}
        </span>
      )}
      <Control field={field} value={value} put={put} common={common} evidence={evidence} />
    </div>
  )
}

interface ControlProps {
  field: Field
  value: string
  put: (value: string) => void
  common: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }
  evidence: Evidence[]
}

function Control({ field, value, put, common, evidence }: ControlProps) {
  const change = (e: { currentTarget: { value: string } }) => put(e.currentTarget.value)
  switch (field.kind) {
    case 'text':
      return <textarea class="input" {...common} value={value} onInput={change} maxLength={4000} />
    case 'choice':
      return (
        <div class="choices" role="radiogroup" aria-labelledby={`${common.id}.label`}>
          {field.options!.map((option, i) => (
            <label class="check" key={option.value}>
              <input
                type="radio"
                id={i === 0 ? common.id : undefined}
                name={common.id}
                value={option.value}
                checked={value === option.value}
                onChange={change}
              />
              {t(option.label)}
            </label>
          ))}
        </div>
      )
    case 'proofs':
      return <Proofs id={common.id} value={value} put={put} evidence={evidence} />
    case 'unit':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('field.choose')}</option>
          {namesById.value.units.map((u) => (
            <option key={u.id} value={u.id}>
              {unitName(u.id)}
            </option>
          ))}
        </select>
      )
    case 'person':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('field.choose')}</option>
          {namesById.value.people.map((p) => (
            <option key={p.id} value={p.id}>
              {`${personName(p.id)} · ${p.post || unitName(p.unit)}`}
            </option>
          ))}
        </select>
      )
    case 'budget':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('field.choose')}</option>
          {['3wd', '5wd', '10wd', '15wd', '20wd'].map((b) => (
            <option key={b} value={b}>
              {t('budget.wd', { n: Number.parseInt(b, 10) })}
            </option>
          ))}
        </select>
      )
    default:
      return <input class="input" {...common} value={value} onInput={change} maxLength={200} />
  }
}

/** Proofs are chosen from what the office holds already; nothing on file is sent twice. */
function Proofs({
  id,
  value,
  put,
  evidence,
}: {
  id: string
  value: string
  put: (value: string) => void
  evidence: Evidence[]
}) {
  const chosen = value === '' ? [] : value.split(' ')
  if (evidence.length === 0) return <p class="note">{t('field.evidence.none')}</p>
  const toggle = (hash: string) =>
    put((chosen.includes(hash) ? chosen.filter((h) => h !== hash) : [...chosen, hash]).join(' '))
  return (
    <fieldset class="choices" aria-labelledby={`${id}.label`}>
      {evidence.map((e) => (
        <label class="check" key={e.hash}>
          <input
            type="checkbox"
            checked={chosen.includes(e.hash)}
            onChange={() => toggle(e.hash)}
          />
          <span>
            {word('mime', e.mime)} <span class="code">{hashHead(e.hash)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
