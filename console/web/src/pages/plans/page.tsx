import { ask, href } from '../../base/router'
import { has } from '../../base/session'
import type { DrawRow, PlanRow } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { More } from '../../parts/more'
import { usePages } from '../../parts/pages'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { dayOf, daysBetween, deadline } from '../../time/civil'
import { hashHead, lately, paper, percent } from '../../words/format'
import { personName, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { Figures } from './figures'
import { Release } from './release'
import { villagesIn } from './writing'
import './page.css'

export default function PlansPage() {
  const plans = useSnapshot<PlanRow[]>('/plans', { concerns: touches('plan', 'task') })
  useTop(
    null,
    has('plan_keeper') && (
      <a class="button" href={href('/plans/draft')}>
        {t('plans.draft')}
      </a>
    ),
  )
  return (
    <>
      <Shown view={plans}>
        {(rows) =>
          rows.length === 0 ? (
            <div class="panel">
              <Say icon="draw" title={t('plans.none')} text={t('plans.none.text')} />
            </div>
          ) : (
            <div class="plans">
              {rows.map((plan) => (
                <Plan key={plan.id} plan={plan} reload={plans.reload} />
              ))}
            </div>
          )
        }
      </Shown>
      <Drawn path={ask('plan') ? `/draws?plan=${encodeURIComponent(ask('plan'))}` : '/draws'} />
    </>
  )
}

const releases = 'task.release' // with choices of its own

const hour = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function Plan({ plan, reload }: { plan: PlanRow; reload: () => void }) {
  const share = plan.expected_visits
    ? Math.min(100, (100 * plan.released) / plan.expected_visits)
    : 0
  return (
    <Panel
      title={plan.title}
      note={`${paper('plan', plan.number)} · ${word('state.plan', plan.state)}`}
    >
      <div class="panel-body plan">
        <dl class="pairs">
          <dt>{t('plan.mandate')}</dt>
          <dd>
            {plan.mandate.decided_by} <span class="nowrap">{plan.mandate.number}</span>
          </dd>
          <dt>{t('plan.term')}</dt>
          <dd>
            {dayOf(plan.start)} – {deadline(plan.end).day}
          </dd>
          <dt>{t('plan.scope')}</dt>
          <dd>
            {unitName(plan.scope)} · {t('draft.villages', { n: villagesIn(plan.scope) })}
          </dd>
          <dt>{t('plan.themes')}</dt>
          <dd>{plan.themes.map((theme) => word('theme', theme)).join(t('comma.list'))}</dd>
          <dt>{t('plan.windows')}</dt>
          <dd>
            {plan.windows.map((w) => (
              <span key={`${w.from}.${w.to}`} class="window">
                {hour(w.from)}–{hour(w.to)}{' '}
                {t(w.working_days_only ? 'plan.working_days' : 'plan.all_days')}
              </span>
            ))}
          </dd>
          <dt>{t('plan.burden')}</dt>
          <dd>{t('plan.burden.text', { n: plan.visits_a_year_max })}</dd>
          <dt>{t('plan.by')}</dt>
          <dd>
            {personName(plan.author)}
            {plan.approver && ` · ${t('plan.approved', { who: personName(plan.approver) })}`}
          </dd>
        </dl>
        <p class="plan-progress">
          <span>{t('plan.released', { n: plan.released, of: plan.expected_visits })}</span>
          <b>{percent(plan.released, plan.expected_visits)} %</b>
        </p>
        <span class="track" aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </span>
        {['draft', 'proposed', 'adopted', 'running'].includes(plan.state) && (
          <details class="forecast">
            <summary>{t('forecast.title')}</summary>
            <Figures
              plan={{
                villages: villagesIn(plan.scope),
                days: daysBetween(dayOf(plan.start), deadline(plan.end).day) + 1,
                visits: plan.expected_visits,
                longest_gap_days: plan.longest_gap_days,
                visits_a_year_max: plan.visits_a_year_max,
              }}
            />
          </details>
        )}
        <Actions
          may={plan.may.filter((name) => name !== releases)}
          id={plan.id}
          about={paper('plan', plan.number)}
          people={plan.title}
          done={reload}
        />
        {plan.may.includes(releases) && <Release plan={plan} done={reload} />}
      </div>
    </Panel>
  )
}

/** The newest; a year has thousands. */
function Drawn({ path }: { path: string }) {
  const view = useSnapshot<DrawRow[]>(path, { concerns: touches('draw', 'task') })
  const pages = usePages<DrawRow>(path, view, view.data ?? [], null, (rows: DrawRow[]) => rows)
  return (
    <Panel title={t('draws.title')} note={t('draws.note')}>
      <Shown view={view}>{() => <Draws rows={pages.rows} />}</Shown>
      <More pages={pages} />
    </Panel>
  )
}

function Draws({ rows }: { rows: DrawRow[] }) {
  if (rows.length === 0)
    return <Say icon="draw" title={t('draws.none')} text={t('draws.none.text')} />
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
      <table class="table plain">
        <caption class="unseen">{t('draws.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('col.draw')}</th>
            <th scope="col">{t('col.at')}</th>
            <th scope="col" class="num">
              {t('col.tasks')}
            </th>
            <th scope="col">{t('draws.manifest')}</th>
            <th scope="col" class="w0">
              {t('draws.params')}
            </th>
            <th scope="col" class="w0">
              {t('draws.result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((d) => (
            <tr key={d.id}>
              <td class="code">{d.id}</td>
              <td class="nowrap">{lately(d.at, minute.value)}</td>
              <td class="num">{d.tasks}</td>
              <td class="code quiet nowrap">{hashHead(d.manifest_root)}</td>
              <td class="code quiet nowrap w0">{hashHead(d.params_hash)}</td>
              <td class="code quiet nowrap w0">{hashHead(d.result_commitment)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
