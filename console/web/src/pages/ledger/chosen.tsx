// What is done with several rows at once. Each is a command of its own with an answer of its own:
// what was refused is named with its reason, and stays chosen.

import { useState } from 'preact/hooks'
import { command, Refusal } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { RectificationRow } from '../../contract'
import { Dialog } from '../../parts/dialog'
import { Icon } from '../../parts/icon'
import { paper } from '../../words/format'
import { unitName } from '../../words/names'
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
  const [asking, ask] = useState(false)
  const [answers, setAnswers] = useState<Answer[] | null>(null)
  if (rows.length === 0 && !answers) return null
  return (
    <div class="chosen no-print" role="region" aria-label={t('chosen.title')}>
      {rows.length > 0 && (
        <>
          <b>{t('chosen.n', { n: rows.length })}</b>
          <button type="button" class="button" onClick={() => ask(true)}>
            <Icon name="bell" />
            {t('chosen.remind')}
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
      {asking && (
        <Remind
          rows={rows}
          close={() => ask(false)}
          done={(all) => {
            ask(false)
            setAnswers(all)
          }}
        />
      )}
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

function Outcome({ answers }: { answers: Answer[] }) {
  const refused = answers.filter(({ why }) => why !== '')
  return (
    <>
      <p class="dialog-about">
        {t('chosen.done', { n: answers.length - refused.length })}
        {refused.length > 0 && t('chosen.refused', { n: refused.length })}
      </p>
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
