// What is done with several rows at once. Each is a command of its own with an answer of its own:
// what was refused is named with its reason, and stays chosen.

import { useEffect, useRef, useState } from 'preact/hooks'
import { command, Refusal } from '../../base/api'
import { me } from '../../base/session'
import { ulid } from '../../base/ulid'
import type { RectificationRow } from '../../contract'
import { nobody } from '../../parts/commands'
import { Dialog } from '../../parts/dialog'
import { hold } from '../../parts/hold'
import { Icon } from '../../parts/icon'
import { toast } from '../../parts/toast'
import { Verifiers } from '../../parts/verifiers'
import { paper } from '../../words/format'
import { personName, unitName } from '../../words/names'
import { t } from '../../words/words'
import { csvOfChosen } from './view'

interface Answer {
  row: RectificationRow
  why: string // empty: done
}

interface Props {
  rows: RectificationRow[]
  clear: () => void
}

export function Chosen({ rows, clear }: Props) {
  const [asking, ask] = useState<'' | 'remind' | 'assign'>('')
  const [answers, setAnswers] = useState<Answer[] | null>(null)
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
    },
    [],
  )
  // What was held may go when this page is no longer there to show each answer.
  const tell = (all: Answer[]) => {
    const refused = all.filter(({ why }) => why !== '')
    if (refused.length > 0 && here.current) setAnswers(all)
    else toast(sum(all), refused.length > 0)
  }
  if (rows.length === 0 && !answers) return null
  return (
    <div class="chosen no-print" role="region" aria-label={t('chosen.title')}>
      {rows.length > 0 && (
        <>
          <b>{t('chosen.n', { n: rows.length })}</b>
          <button type="button" class="button primary" onClick={() => ask('remind')}>
            <Icon name="bell" />
            {t('chosen.remind')}
          </button>
          <button type="button" class="button" onClick={() => ask('assign')}>
            <Icon name="check" />
            {t('chosen.assign')}
          </button>
          <a class="button" href={csvOfChosen(rows.map((row) => row.id))} download>
            <Icon name="export" />
            {t('chosen.export')}
          </a>
          <button type="button" class="button bare" onClick={clear}>
            {t('chosen.clear')}
          </button>
        </>
      )}
      {asking === 'remind' && (
        <Remind
          rows={rows}
          close={() => ask('')}
          done={(all) => {
            ask('')
            setAnswers(all)
          }}
        />
      )}
      {asking === 'assign' && <Assign rows={rows} close={() => ask('')} tell={tell} />}
      {answers && (
        <Dialog title={t('chosen.outcome')} close={() => setAnswers(null)}>
          <Outcome answers={answers} />
          <footer class="dialog-foot">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                setAnswers(null)
                clear()
              }}
            >
              {t('close')}
            </button>
          </footer>
        </Dialog>
      )}
    </div>
  )
}

interface RemindProps {
  rows: RectificationRow[]
  close: () => void
  done: (answers: Answer[]) => void
}

function Remind({ rows, close, done }: RemindProps) {
  const [note, setNote] = useState('')
  const [at, setAt] = useState(-1) // which is under way
  // A repeat after a cut is the same reminder, not a second one.
  const [keys] = useState(() => new Map(rows.map((row) => [row.id, ulid()])))
  const send = async (event: Event) => {
    event.preventDefault()
    const answers: Answer[] = []
    for (const [i, row] of rows.entries()) {
      setAt(i)
      answers.push(await remind(row, keys.get(row.id)!, note.trim()))
    }
    done(answers)
  }
  return (
    <Dialog title={t('ask.remind', { about: t('chosen.n', { n: rows.length }) })} close={close}>
      <form onSubmit={send}>
        <p class="dialog-says">{t('chosen.remind.says')}</p>
        <div class="field">
          <label for="remind.note">{t('label.remind_note')}</label>
          <span class="hint" id="remind.note.hint">
            {t('hint.remind_note')}
          </span>
          <textarea
            class="input"
            id="remind.note"
            aria-describedby="remind.note.hint"
            value={note}
            maxLength={4000}
            onInput={(e) => setNote(e.currentTarget.value)}
          />
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button bare" disabled={at >= 0} onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={at >= 0}>
            {t('chosen.remind')}
          </button>
          {at >= 0 && (
            <span class="note" role="status">
              {t('chosen.under_way', { i: at + 1, n: rows.length })}
            </span>
          )}
        </footer>
      </form>
    </Dialog>
  )
}

async function remind(row: RectificationRow, key: string, note: string): Promise<Answer> {
  try {
    await command('rectification.remind', key, { rectification: row.id, note })
    return { row, why: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { row, why: error.problem.what }
  }
}

interface AssignProps {
  rows: RectificationRow[]
  close: () => void
  tell: (answers: Answer[]) => void
}

/** Waits ten seconds, to be undone, and then goes for each matter. */
function Assign({ rows, close, tell }: AssignProps) {
  const [person, setPerson] = useState('')
  const about = t('chosen.n', { n: rows.length })
  const send = async (event: Event) => {
    event.preventDefault()
    if (person === '') {
      document.getElementById('assign.person')?.focus()
      return
    }
    const to = person === nobody ? '' : person
    const deeds = rows.map((row) => ({
      key: ulid(),
      args: { rectification: row.id, person: to },
    }))
    const what = to ? `${t('chosen.assign')}${t('colon')}${personName(to)}` : t('verifier.nobody')
    const says = t('hold.says', { what, about })
    const by = me.value?.person ?? ''
    await hold({ person: by, name: 'rectification.assign', deeds, says }, (answers) =>
      tell(
        answers.map((answer, i) => ({
          row: rows[i]!,
          why: answer instanceof Refusal ? answer.problem.what : '',
        })),
      ),
    )
    close()
  }
  return (
    <Dialog title={t('ask.assign', { about })} close={close}>
      <form onSubmit={send} noValidate>
        <p class="dialog-says">{t('chosen.assign.says')}</p>
        <div class="field">
          <label for="assign.person">{t('label.verifier')}</label>
          <span class="hint" id="assign.person.hint">
            {t('hint.verifier')}
          </span>
          <Verifiers
            id="assign.person"
            aria-describedby="assign.person.hint"
            matters={rows.map((row) => row.id)}
            value={person}
            put={setPerson}
            first={
              rows.some((row) => row.verifier)
                ? [{ value: nobody, text: t('verifier.nobody') }]
                : []
            }
          />
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button bare" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={person === ''}>
            {t('chosen.assign')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

/** How many were done, and how many were not. */
function sum(answers: Answer[]): string {
  const refused = answers.filter(({ why }) => why !== '').length
  const done = t('chosen.done', { n: answers.length - refused })
  return refused > 0 ? done + t('chosen.refused', { n: refused }) : done
}

function Outcome({ answers }: { answers: Answer[] }) {
  const refused = answers.filter(({ why }) => why !== '')
  return (
    <>
      <p class="dialog-about">{sum(answers)}</p>
      {refused.length > 0 && (
        <ul class="lines">
          {refused.map(({ row, why }) => (
            <li key={row.id}>
              <Icon name="warn" />
              <span class="grow">
                <b>{unitName(row.unit)}</b> {paper('rectification', row.number)}
                <span class="note"> {why}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
