// The form of one command: label, hint, error above the box; what was typed is never lost.

import type { Signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { command, Refusal } from '../base/api'
import { me } from '../base/session'
import { ulid } from '../base/ulid'
import type { Done, Evidence } from '../contract'
import { freshness } from '../live/freshness'
import { namesById, personName, unitName } from '../words/names'
import { type Key, t, title, word } from '../words/words'
import {
  argsOf,
  asked,
  type Choice,
  type CommandSpec,
  commands,
  type Field,
  lacking,
  type Values,
} from './commands'
import { type Draft, dropDraft, keepDraft, openDraft } from './draft'
import { dropFiles, filesOf, sendFiles } from './files'
import { Follows, question, useForeseen } from './foreseen'
import type { Picked } from './held'
import { hold } from './hold'
import { Icon } from './icon'
import { Proofs } from './proofs'
import { RefusalBox } from './refusal'
import { toast } from './toast'
import type { Matter } from './upload'
import { Verifiers } from './verifiers'

/** Options of a field; some hang on what else was chosen. */
export type Choices = Record<string, Choice[] | ((values: Values) => Choice[])>

interface Props {
  name: string
  id: string
  about: string // the matter, as the toast names it
  evidence?: Evidence[] // on file already, to choose proofs from
  matter?: Matter // what files may be attached to; without it none can be sent
  preset?: Record<string, string>
  choices?: Choices // of fields whose options the matter decides
  says?: string // what follows, where the matter decides it
  done: () => void
  cancel?: () => void
}

export function CommandForm(props: Props) {
  const { name, id, about, evidence = [], matter, preset, choices, done, cancel } = props
  const spec = commands[name]!
  const says = props.says ?? (spec.says && t(spec.says))
  const form = `${name}:${id}`
  const [draft, setDraft] = useState(() => {
    const kept: Draft = spec.secret ? { key: ulid(), values: {} } : openDraft(form)
    return { ...kept, values: { ...given(spec, name, choices), ...preset, ...kept.values } }
  })
  const [wrong, setWrong] = useState<string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const left = useRef(new AbortController())
  useEffect(() => () => left.current.abort(), [])

  const foreseen = useForeseen(
    spec.sends ?? name,
    question(spec, argsOf(spec, id, draft.values), draft.values),
  )
  const proofs = spec.fields.find((field) => field.kind === 'proofs')?.name
  const files = proofs && matter ? filesOf(form) : null

  const keep = (next: Draft): Draft => {
    setDraft(next)
    if (!spec.secret) keepDraft(form, next)
    return next
  }
  const put = (field: string, value: string) => {
    keep({ ...draft, values: { ...draft.values, [field]: value } })
    setWrong(wrong.filter((w) => w !== field))
  }

  /** The files first; their hashes stand in the draft from then on, also when the rest fails. */
  const sendProofs = async (): Promise<Draft> => {
    if (!files?.value.length || !matter) return keep(draft)
    let next = draft
    try {
      await sendFiles(files, matter, left.current.signal)
    } finally {
      next = withSent(draft, proofs!, files.value)
      if (!left.current.signal.aborted) keep(next)
    }
    return next
  }

  const send = async (event: Event) => {
    event.preventDefault()
    const missing = lacking(spec, draft.values).filter(
      (field) => !(field === proofs && files?.value.length),
    )
    setWrong(missing)
    if (missing.length) {
      document.getElementById(`${form}.${missing[0]}`)?.focus()
      return
    }
    setBusy(true)
    setRefusal(null)
    try {
      const ready = await sendProofs()
      const args = argsOf(spec, id, ready.values)
      if (spec.held) {
        await hold(
          {
            person: me.value?.person ?? '',
            name: spec.sends ?? name,
            deeds: [{ key: ready.key, args }],
            says: t('hold.says', { what: title(spec.verb), about }),
          },
          ([outcome]) => whenSent(form, spec, about, outcome!, done),
        )
        done()
        return
      }
      const answer = await command(spec.sends ?? name, ready.key, args)
      dropDraft(form)
      dropFiles(form)
      toast(whatBecame(spec, about, answer))
      done()
    } catch (error) {
      if (left.current.signal.aborted) return
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
      if (definite(error)) {
        setDraft((now) => {
          const next = { ...now, key: ulid() }
          if (!spec.secret) keepDraft(form, next)
          return next
        })
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={send} noValidate>
      {refusal && <Refused refusal={refusal} />}
      {says && <p class="dialog-says">{says}</p>}
      {spec.fields
        .filter((field) => field.kind !== 'salt' && asked(field, draft.values))
        .map((field) => (
          <FieldBox
            key={field.name}
            form={form}
            matterId={id}
            field={field}
            options={
              optionsOf(name, field.name, choices, draft.values) ?? field.options?.map(told) ?? []
            }
            value={draft.values[field.name] ?? ''}
            wrong={wrong.includes(field.name)}
            evidence={[...evidence, ...unlisted(draft, evidence)]}
            files={files}
            busy={busy}
            put={(value) => put(field.name, value)}
          />
        ))}
      <Follows told={foreseen} />
      {freshness.value === 'cut' && <p class="field note">{t('form.cut')}</p>}
      <footer class="dialog-foot">
        {cancel && (
          <button type="button" class="button bare" onClick={cancel}>
            {t('cancel')}
          </button>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {title(refusal ? 'state.again' : spec.verb)}
        </button>
        {busy && files && <UnderWay files={files.value} />}
      </footer>
    </form>
  )
}

/** By the command's own name first: two commands of a matter may ask for a field of one name. */
function optionsOf(name: string, field: string, choices: Choices | undefined, values: Values) {
  const some = choices?.[`${name}.${field}`] ?? choices?.[field]
  return typeof some === 'function' ? some(values) : some
}

/** What needs no choice: the one option there is, and a salt. */
function given(spec: CommandSpec, name: string, choices: Choices | undefined): Values {
  const values: Values = {}
  for (const field of spec.fields) {
    if (field.kind === 'salt') values[field.name] = salt()
    const options = optionsOf(name, field.name, choices, values)
    if (options?.length === 1) values[field.name] = options[0]!.value
  }
  return values
}

const salt = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** What was held has gone: the form is done with, or opens again with what was typed. */
function whenSent(
  form: string,
  spec: CommandSpec,
  about: string,
  outcome: Done | Refusal,
  done: () => void,
): void {
  if (!(outcome instanceof Refusal)) {
    dropDraft(form)
    toast(whatBecame(spec, about, outcome))
    done()
    return
  }
  const { what, mend } = outcome.problem
  toast(t('hold.refused', { what: title(spec.verb), about, why: what, mend }), true)
  if (definite(outcome)) keepDraft(form, { ...openDraft(form), key: ulid() })
}

/** What a second person must confirm is not done yet. */
const whatBecame = (spec: CommandSpec, about: string, answer: Done): string => {
  if (!answer.proposal) return t('done', { what: title(spec.verb), about })
  const key = spec.id === 'proposal' ? 'done.confirmed' : 'done.proposed'
  return t(key, { n: answer.number })
}

const unitOption = ({ id }: { id: string }): Choice => ({ value: id, text: unitName(id) })

const told = (option: { value: string; label: Key }): Choice => ({
  value: option.value,
  text: title(option.label),
})

/** What was stored counts as chosen, whatever becomes of the rest. */
function withSent(draft: Draft, field: string, files: Picked[]): Draft {
  const stored = files.filter((p) => p.state === 'stored')
  const chosen = (draft.values[field] ?? '').split(' ').filter(Boolean)
  const hashes = new Set([...chosen, ...stored.map((p) => p.hash)])
  const sent = stored.map((p) => ({
    hash: p.hash,
    mime: p.file.type,
    size: p.file.size,
    stored: true,
  }))
  return {
    ...draft,
    values: { ...draft.values, [field]: [...hashes].join(' ') },
    sent: [...unlisted(draft, sent), ...sent],
  }
}

/** What this form has sent and the matter does not list yet. */
const unlisted = (draft: Draft, listed: Evidence[]): Evidence[] =>
  (draft.sent ?? []).filter((e) => !listed.some((other) => other.hash === e.hash))

function UnderWay({ files }: { files: Picked[] }) {
  const at = files.findIndex((p) => p.state === 'reading' || p.state === 'sending')
  return (
    <span class="note" role="status">
      {at >= 0 && t('upload.say', { i: at + 1, n: files.length })}
    </span>
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
    <RefusalBox what={problem.what} mend={problem.mend}>
      {!!problem.possible?.length && (
        <p>{t('form.possible', { list: problem.possible.map(verbOf).join(t('and')) })}</p>
      )}
      <p class="note">{t('form.kept')}</p>
    </RefusalBox>
  )
}

export const verbOf = (name: string): string => {
  const spec = commands[name]
  return spec ? title(spec.verb) : word('verb', name)
}

interface BoxProps {
  form: string
  matterId: string
  field: Field
  options: Choice[]
  value: string
  wrong: boolean
  evidence: Evidence[]
  files: Signal<Picked[]> | null
  busy: boolean
  put: (value: string) => void
}

function FieldBox(props: BoxProps) {
  const { form, field, value, wrong, put } = props
  const id = `${form}.${field.name}`
  const described = [field.hint && `${id}.hint`, wrong && `${id}.wrong`].filter(Boolean).join(' ')
  const common = {
    id,
    'aria-invalid': wrong,
    'aria-describedby': described || undefined,
    'aria-required': field.optional !== true,
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
          {title(field.label)}
        </label>
      </div>
    )
  }
  return (
    <div class="field">
      {field.kind === 'choice' || field.kind === 'choices' || field.kind === 'proofs' ? (
        <b id={`${id}.label`}>{title(field.label)}</b>
      ) : (
        <label for={id}>{title(field.label)}</label>
      )}
      {field.hint && (
        <span class="hint" id={`${id}.hint`}>
          {t(field.hint)}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}.wrong`}>
          <Icon name="warn" size={14} />
          {t('form.missing')}
        </span>
      )}
      <Control {...props} common={common} />
    </div>
  )
}

interface ControlProps extends BoxProps {
  common: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }
}

function Control(props: ControlProps) {
  const { field, options, value, put, common, evidence, files, busy } = props
  const change = (e: { currentTarget: { value: string } }) => put(e.currentTarget.value)
  switch (field.kind) {
    case 'text':
      return <textarea class="input" {...common} value={value} onInput={change} maxLength={4000} />
    case 'choice':
      return (
        <div class="choices" role="radiogroup" aria-labelledby={`${common.id}.label`}>
          {options.map((option, i) => (
            <label class="check" key={option.value}>
              <input
                type="radio"
                id={i === 0 ? common.id : undefined}
                name={common.id}
                value={option.value}
                checked={value === option.value}
                onChange={change}
              />
              {option.text}
            </label>
          ))}
        </div>
      )
    case 'choices': {
      const chosen = value.split(' ').filter(Boolean)
      const turn = (one: string) =>
        put((chosen.includes(one) ? chosen.filter((c) => c !== one) : [...chosen, one]).join(' '))
      return (
        <div class="choices" role="group" aria-labelledby={`${common.id}.label`}>
          {options.map((option, i) => (
            <label class="check" key={option.value}>
              <input
                type="checkbox"
                id={i === 0 ? common.id : undefined}
                checked={chosen.includes(option.value)}
                onChange={() => turn(option.value)}
              />
              {option.text}
            </label>
          ))}
        </div>
      )
    }
    case 'proofs':
      return <Proofs id={common.id} {...{ value, put, evidence, files, busy }} />
    case 'unit':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('form.choose')}</option>
          {(options.length ? options : namesById.value.units.map(unitOption)).map((o) => (
            <option key={o.value} value={o.value}>
              {o.text}
            </option>
          ))}
        </select>
      )
    case 'person':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('form.choose')}</option>
          {namesById.value.people.map((p) => (
            <option key={p.id} value={p.id}>
              {`${personName(p.id)} · ${p.post || unitName(p.unit)}`}
            </option>
          ))}
        </select>
      )
    case 'verifier':
      return (
        <Verifiers {...common} matters={[props.matterId]} value={value} put={put} first={options} />
      )
    case 'budget':
      return (
        <select class="input" {...common} value={value} onChange={change}>
          <option value="">{t('form.choose')}</option>
          {['3wd', '5wd', '10wd', '15wd', '20wd'].map((b) => (
            <option key={b} value={b}>
              {t('budget.wd', { n: Number.parseInt(b, 10) })}
            </option>
          ))}
        </select>
      )
    case 'day':
      return <input class="input" type="date" {...common} value={value} onInput={change} />
    default:
      return <input class="input" {...common} value={value} onInput={change} maxLength={200} />
  }
}
