// A plan is written here, with what it would come to beside it; a leader approves it.

import { useState } from 'preact/hooks'
import { command, Refusal } from '../../base/api'
import { go } from '../../base/router'
import { ulid } from '../../base/ulid'
import type { PlanRow } from '../../contract'
import { touches, useSnapshot } from '../../live/snapshot'
import { Refused } from '../../parts/form'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { toast } from '../../parts/toast'
import { paper } from '../../words/format'
import { namesById, unitName } from '../../words/names'
import { codesOf, type Key, t, word } from '../../words/words'
import { ForecastPanel } from './figures'
import {
  argsOf,
  blank,
  figuresOf,
  type Hours,
  lacking,
  type Writing,
  wrongHours,
  wrongOrder,
} from './writing'
import './page.css'

const kept = 'dudao.draft.plan.draft'

interface Sheet {
  key: string // of the command: the same until the server has answered
  writing: Writing
}

function open(): Sheet {
  try {
    const sheet = JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Sheet | null
    if (sheet?.key) return { key: sheet.key, writing: { ...blank, ...sheet.writing } }
  } catch {
    // A draft that cannot be read is none.
  }
  return { key: ulid(), writing: blank }
}

export default function DraftPage() {
  const [sheet, setSheet] = useState(open)
  const [said, setSaid] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const plans = useSnapshot<PlanRow[]>('/plans', { concerns: touches('plan') })
  const { writing } = sheet
  const keep = (next: Sheet) => {
    setSheet(next)
    sessionStorage.setItem(kept, JSON.stringify(next))
  }
  const put = (changes: Partial<Writing>) => keep({ ...sheet, writing: { ...writing, ...changes } })

  const fault = (): string => {
    const missing = lacking(writing)
    if (missing.length) {
      const names = missing.map((name) => t(`draft.${name}` as Key))
      return t('draft.missing', { list: names.join(t('comma.list')) })
    }
    if (wrongOrder(writing)) return t('draft.order')
    return wrongHours(writing) ? t('draft.hours') : ''
  }
  const send = async () => {
    setRefusal(null)
    const wrong = fault()
    setSaid(wrong)
    if (wrong) return
    setBusy(true)
    try {
      const answer = await command('plan.draft', sheet.key, argsOf(writing))
      sessionStorage.removeItem(kept)
      toast(t('draft.sent', { no: paper('plan', answer.number) }))
      go('/plans')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
      // It has answered under this key: mended words go under another.
      if (error.status >= 400 && error.status < 500) keep({ ...sheet, key: ulid() })
    } finally {
      setBusy(false)
    }
  }

  const line = (
    name: keyof Writing & string,
    label: Key,
    type: 'text' | 'date' | 'number' = 'text',
    hint?: Key,
  ) => (
    <div class="field">
      <label for={`plan.${name}`}>{t(label)}</label>
      {hint && (
        <span class="hint" id={`plan.${name}.hint`}>
          {t(hint)}
        </span>
      )}
      <input
        id={`plan.${name}`}
        class="input"
        type={type as 'text'}
        min={type === 'number' ? 0 : undefined}
        maxLength={type === 'text' ? 64 : undefined}
        aria-describedby={hint ? `plan.${name}.hint` : undefined}
        value={writing[name] as string}
        onInput={(e) => put({ [name]: e.currentTarget.value } as Partial<Writing>)}
      />
    </div>
  )
  const old = (plans.data ?? []).filter((p) => ['adopted', 'running'].includes(p.state))
  return (
    <div class="plan-draft">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
        noValidate
      >
        <Panel title={t('draft.mandate')}>
          <div class="panel-body plan-fields">
            <p class="note">{t('draft.mandate.text')}</p>
            {line('decided_by', 'draft.decided_by')}
            {line('number', 'draft.number')}
            {line('mandate_scope', 'draft.mandate_scope')}
            {line('until', 'draft.until', 'date')}
          </div>
        </Panel>
        <Panel title={t('draft.title')}>
          <div class="panel-body plan-fields">
            {line('title', 'draft.name')}
            <div class="field">
              <label for="plan.scope">{t('draft.scope')}</label>
              <select
                id="plan.scope"
                class="input"
                value={writing.scope}
                onChange={(e) => put({ scope: e.currentTarget.value })}
              >
                <option value="">{t('form.choose')}</option>
                {namesById.value.units
                  .filter((u) => u.level === 'city' || u.level === 'township')
                  .map((u) => (
                    <option key={u.id} value={u.id}>
                      {unitName(u.id)}
                    </option>
                  ))}
              </select>
            </div>
            {line('start', 'draft.start', 'date')}
            {line('end', 'draft.end', 'date')}
            <fieldset class="field">
              <legend>{t('draft.themes')}</legend>
              <div class="choices">
                {codesOf('theme').map((theme) => (
                  <label key={theme} class="check">
                    <input
                      type="checkbox"
                      checked={writing.themes.includes(theme)}
                      onChange={(e) =>
                        put({
                          themes: e.currentTarget.checked
                            ? [...writing.themes, theme]
                            : writing.themes.filter((other) => other !== theme),
                        })
                      }
                    />
                    {word('theme', theme)}
                  </label>
                ))}
              </div>
            </fieldset>
            {line('themes_a_task', 'draft.themes_a_task', 'number')}
            <Windows rows={writing.windows} put={(windows) => put({ windows })} />
            {line('tick_minutes', 'draft.tick', 'number')}
            {line('visits', 'draft.visits', 'number')}
            {line('gap', 'draft.gap', 'number', 'draft.gap.hint')}
            {line('ceiling', 'draft.ceiling', 'number')}
            <div class="field">
              <label for="plan.supersedes">{t('draft.supersedes')}</label>
              <select
                id="plan.supersedes"
                class="input"
                value={writing.supersedes}
                onChange={(e) => put({ supersedes: e.currentTarget.value })}
              >
                <option value="">{t('draft.supersedes.none')}</option>
                {old.map((p) => (
                  <option key={p.id} value={p.id}>
                    {p.title}
                  </option>
                ))}
              </select>
            </div>
          </div>
        </Panel>
        {refusal && <Refused refusal={refusal} />}
        {said && (
          <div class="refused" role="alert">
            <Icon name="warn" />
            <b>{said}</b>
          </div>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {t('draft.send')}
        </button>
      </form>
      <ForecastPanel plan={figuresOf(writing)} />
    </div>
  )
}

const windows_max = 8

function Windows({ rows, put }: { rows: Hours[]; put: (rows: Hours[]) => void }) {
  const change = (at: number, changes: Partial<Hours>) =>
    put(rows.map((row, i) => (i === at ? { ...row, ...changes } : row)))
  return (
    <fieldset class="field">
      <legend>{t('draft.windows')}</legend>
      {rows.map((row, i) => (
        <div class="plan-window" key={i}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {t(`draft.${end}`)}{' '}
              <input
                class="input"
                type="time"
                value={row[end]}
                onInput={(e) => change(i, { [end]: e.currentTarget.value })}
              />
            </label>
          ))}
          <label class="check">
            <input
              type="checkbox"
              checked={row.working_days_only}
              onChange={(e) => change(i, { working_days_only: e.currentTarget.checked })}
            />
            {t('draft.working_days')}
          </label>
          {rows.length > 1 && (
            <button
              type="button"
              class="icon-button"
              aria-label={t('draft.window_less')}
              onClick={() => put(rows.filter((_, at) => at !== i))}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      {rows.length < windows_max && (
        <button
          type="button"
          class="button small"
          onClick={() => put([...rows, { from: '08:00', to: '18:00', working_days_only: true }])}
        >
          {t('draft.window_more')}
        </button>
      )}
    </fieldset>
  )
}
