import { useState } from 'preact/hooks'
import { ask, setQuery } from '../../base/router'
import { has } from '../../base/session'
import type { PolicyPage, Severity, Simulation } from '../../contract'
import { severities } from '../../domain/codes'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Derived } from '../../parts/derivation'
import { Ladder, offset, says } from '../../parts/ladder'
import { Panel } from '../../parts/panel'
import { Badge } from '../../parts/slip'
import { Shown } from '../../parts/state'
import { dayNumber, dayOf, momentOf } from '../../time/civil'
import { binding, budget, hashHead } from '../../words/format'
import { t, word } from '../../words/words'
import { Checklists } from './checklists'
import { Load } from './load'
import './page.css'

const office_opens = 9

export default function PolicyView() {
  const view = useSnapshot<PolicyPage>('/policy', { concerns: touches('policy') })
  const [loading, setLoading] = useState(false)
  return (
    <Shown view={view} rows={10}>
      {(p) => (
        <>
          <p class="policy-head">
            <b>{p.title}</b> <span class="code quiet">{hashHead(p.hash)}</span>
            <span class="note">{t('policy.frozen')}</span>
            <span class="grow" />
            {has('leader', 'officer', 'plan_keeper', 'auditor') && (
              <a class="button no-print" href="/api/v1/policy/file" download>
                {t('policy.load.download')}
              </a>
            )}
            {has('leader') && (
              <button type="button" class="button no-print" onClick={() => setLoading(true)}>
                {t('policy.load')}…
              </button>
            )}
          </p>
          <div class="policy">
            <div class="policy-side">
              <Budgets p={p} />
              <Steps p={p} />
              <Limits p={p} />
            </div>
            <Simulator />
          </div>
          {has('leader', 'officer', 'plan_keeper', 'auditor') && <Checklists />}
          {loading && <Load close={() => setLoading(false)} />}
        </>
      )}
    </Shown>
  )
}

function Budgets({ p }: { p: PolicyPage }) {
  return (
    <Panel title={t('policy.budgets')} note={t('policy.budgets.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{t('policy.budgets')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.severity')}</th>
              <th scope="col">{t('policy.budget')}</th>
              <th scope="col">{t('policy.first')}</th>
            </tr>
          </thead>
          <tbody>
            {p.budgets.map((b) => (
              <tr key={b.severity}>
                <td class="strong">{t(`severity.${b.severity}`)}</td>
                <td>{budget(b.budget)}</td>
                <td>{word('step', String(b.first_overdue_step))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Steps({ p }: { p: PolicyPage }) {
  return (
    <Panel title={t('ladder.title')} note={t('policy.ladder.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{t('ladder.title')}</caption>
          <thead>
            <tr>
              <th scope="col" class="w0">
                {t('col.step')}
              </th>
              <th scope="col">{t('policy.when')}</th>
              <th scope="col">{t('col.slip')}</th>
              <th scope="col">{t('policy.to')}</th>
              <th scope="col">{t('policy.what')}</th>
            </tr>
          </thead>
          <tbody>
            {p.ladder.map((s) => (
              <tr key={s.step}>
                <td class="w0">{s.step}</td>
                <td class="nowrap">
                  {s.offset === 0 ? 'T' : t('policy.offset', { o: offset(s.offset) })}
                </td>
                <td>
                  <Badge slip={s.slip} />
                </td>
                <td>{s.to.map((to) => word('to', to)).join(t('comma.list'))}</td>
                <td>{says(s)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Limits({ p }: { p: PolicyPage }) {
  return (
    <Panel title={t('policy.limits')}>
      <dl class="pairs panel-body limits">
        {Object.entries(p.limits).map(([name, value]) => (
          <>
            <dt>{word('limit', name)}</dt>
            <dd>{budget(value)}</dd>
          </>
        ))}
      </dl>
    </Panel>
  )
}

/** A day and a severity in, the clock and every step out; nothing is recorded. */
function Simulator() {
  const today = dayOf(minute.value)
  const asked = ask('start')
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(dayNumber(asked)) ? asked : today
  const severity = (severities as readonly string[]).includes(ask('severity'))
    ? (ask('severity') as Severity)
    : 'ordinary'
  const start = momentOf(day, office_opens)
  const view = useSnapshot<Simulation>(`/policy/simulate?start=${start}&severity=${severity}`, {
    concerns: () => false,
  })
  return (
    <Panel title={t('sim.title')} note={t('sim.note')}>
      <div class="panel-body">
        <div class="sim-form">
          <div class="field">
            <label for="sim-day">{t('sim.day')}</label>
            <input
              id="sim-day"
              class="input"
              type="date"
              value={day}
              onChange={(e) => setQuery({ start: e.currentTarget.value }, 'replace')}
            />
          </div>
          <div class="field">
            <label for="sim-severity">{t('col.severity')}</label>
            <select
              id="sim-severity"
              class="input"
              value={severity}
              onChange={(e) => setQuery({ severity: e.currentTarget.value }, 'replace')}
            >
              {severities.map((s) => (
                <option key={s} value={s}>
                  {t(`severity.${s}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <Shown view={view} rows={6}>
          {(sim) => (
            <>
              <p class="sim-due">
                {t('sim.due')} <b>{binding(sim.derivation.due)}</b>
              </p>
              <Derived derivation={sim.derivation} now={minute.value} runs={false} slip="none" />
              <h3 class="sim-steps">{t('sim.steps')}</h3>
              <Ladder steps={sim.ladder} />
            </>
          )}
        </Shown>
      </div>
    </Panel>
  )
}
