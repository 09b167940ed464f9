import type { RectificationPage } from '../../contract'
import { minute } from '../../live/freshness'
import { Derived } from '../../parts/derivation'
import { Icon } from '../../parts/icon'
import { says } from '../../parts/ladder'
import { Panel } from '../../parts/panel'
import { Papers } from '../../parts/papers'
import { dayOf } from '../../time/civil'
import { basis } from '../../words/basis'
import { rowTime, spokenDay } from '../../words/format'
import { capital, t, word } from '../../words/words'

export function Aside({ r }: { r: RectificationPage }) {
  const next = r.ladder.find((s) => s.state === 'next')
  return (
    <aside class="ours-aside">
      <Panel title={t('ours.held')}>
        <ul class="lines">
          {held(r).map(([what, text]) => (
            <li key={what}>
              <span class="quiet held-what">{what}</span>
              <span class="grow">{text}</span>
              <Icon name="check" />
            </li>
          ))}
        </ul>
      </Panel>
      {r.clock.derivation && (
        <Panel title={t('ours.why')}>
          <div class="panel-body">
            <Derived
              derivation={r.clock.derivation}
              now={minute.value}
              runs={r.clock_runs}
              slip={r.slip}
            />
            {next && (
              <p class="note">
                {t('ours.otherwise', {
                  d: spokenDay(dayOf(next.at)),
                  what: says(next),
                })}
              </p>
            )}
          </div>
        </Panel>
      )}
      <Papers kind="rectification" id={r.id} />
      <Panel title={t('ours.rights')}>
        <p class="panel-body">{t('ours.rights.text')}</p>
      </Panel>
    </aside>
  )
}

/** What the office holds already and does not ask again. */
function held(r: RectificationPage): [string, string][] {
  const out: [string, string][] = []
  const f = r.finding_row
  if (f) out.push([t('links.finding'), word('category', f.category)])
  if (f?.rule) out.push([t('col.rule'), basis(f)])
  if (f) out.push([t('col.recorded'), rowTime(f.recorded_at)])
  if (r.evidence.length)
    out.push([t('evidence.title'), t('ours.held.evidence', { n: r.evidence.length })])
  if (r.measures) out.push([t('duty.measures'), r.measures])
  const answered = r.demands.filter((d) => d.state === 'answered' || d.state === 'done')
  for (const d of answered)
    out.push([capital(word('demand', d.kind)), word('state.demand', d.state)])
  const progress = r.timeline.filter((e) => e.fields.verb === 'progress')
  if (progress.length)
    out.push([
      t('verb.progress'),
      t('ours.held.progress', { n: progress.length, d: rowTime(progress.at(-1)!.at) }),
    ])
  if (out.length === 0) out.push([t('links.finding'), r.problem])
  return out
}
