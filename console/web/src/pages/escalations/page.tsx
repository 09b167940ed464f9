import { href } from '../../base/router'
import type { Escalations } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Panel } from '../../parts/panel'
import { Badge } from '../../parts/slip'
import { Say, Shown } from '../../parts/state'
import { dayOf, hourOf } from '../../time/civil'
import { headDay, lately, shortNumber, span, weekdayShort } from '../../words/format'
import { unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { Notices, Unreachable } from './notices'
import './page.css'

const late_shown_ms = 60_000

export default function EscalationsPage() {
  const view = useSnapshot<Escalations>('/escalations', {
    concerns: (change) =>
      !!change.rectifications?.length || touches('notice', 'policy', 'calendar')(change),
  })
  return (
    <Shown view={view} rows={12}>
      {(e) => (
        <>
          <p class="lead">{sentence(e)}</p>
          <div class="escalations">
            <Panel title={t('esc.coming')} note={t('esc.coming.note', { n: e.coming.length })}>
              <Coming rows={e.coming} />
            </Panel>
            <div class="escalations-side">
              <Notices />
              <Unreachable rows={e.unreachable} />
              <Panel title={t('esc.acted')} note={t('esc.acted.note', { n: e.acted.length })}>
                <Acted rows={e.acted} />
              </Panel>
            </div>
          </div>
        </>
      )}
    </Shown>
  )
}

function sentence(e: Escalations): string {
  const today = dayOf(minute.value)
  const now = e.coming.filter((c) => dayOf(c.at) === today).length
  const { failed, uncertain: unsure } = e.untold
  return (
    t('esc.say', { n: e.coming.length, today: now }) +
    (failed ? t('esc.say.failed', { n: failed }) : '') +
    (unsure ? t('esc.say.uncertain', { n: unsure }) : '') +
    (failed || unsure ? '' : t('esc.say.sent'))
  )
}

/** By day: what will be acted on, unless somebody moves first. */
function Coming({ rows }: { rows: Escalations['coming'] }) {
  if (rows.length === 0) return <Say icon="check" title={t('esc.none')} text={t('esc.none.text')} />
  const days = new Map<string, Escalations['coming']>()
  for (const row of rows) {
    const day = dayOf(row.at)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
      <table class="table plain">
        <caption class="unseen">{t('esc.coming')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('col.slip')}</th>
            <th scope="col">{t('col.number')}</th>
            <th scope="col">{t('col.unit')}</th>
            <th scope="col">{t('col.step')}</th>
            <th scope="col" class="num w0">
              {t('col.at')}
            </th>
          </tr>
        </thead>
        {[...days].map(([day, list]) => (
          <tbody key={day}>
            <tr class="day-head">
              <th colSpan={5} scope="colgroup">
                {day === dayOf(minute.value) ? `${t('today')} ${weekdayShort(day)}` : headDay(day)}
                <span class="quiet"> · {t('n.matters', { n: list.length })}</span>
              </th>
            </tr>
            {list.map((row) => (
              <tr key={`${row.rectification}.${row.step}`} class="opens">
                <td>
                  <Badge slip={row.slip} />
                </td>
                <td class="code">
                  <a class="row-link" data-row href={href(`/rectifications/${row.rectification}`)}>
                    {shortNumber(row.number, minute.value)}
                  </a>
                </td>
                <td class="nowrap">{unitName(row.unit)}</td>
                <td class="quiet">{word('step', String(row.step))}</td>
                <td class="num nowrap w0">{hourOf(row.at)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Acted({ rows }: { rows: Escalations['acted'] }) {
  return (
    <ul class="lines acted">
      {rows.map((row) => (
        <li key={`${row.rectification}.${row.step}`}>
          <Badge slip={row.slip} />
          <span class="grow clip">
            <a href={href(`/rectifications/${row.rectification}`)}>{unitName(row.unit)}</a>{' '}
            <span class="quiet">
              {word('step', String(row.step))}
              {row.overtaken && ` · ${t('ladder.overtaken')}`}
              {row.late > late_shown_ms && ` · ${t('esc.late', { t: span(row.late) })}`}
            </span>
          </span>
          {row.paper && (
            <a class="nowrap" href={href(`/papers/${row.paper}`)}>
              {t('nav.paper')}
            </a>
          )}
          <span class="quiet nowrap">{lately(row.at, minute.value)}</span>
        </li>
      ))}
    </ul>
  )
}
