import { useEffect } from 'preact/hooks'
import { href } from '../../base/router'
import type { RectificationPage } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { nobody } from '../../parts/commands'
import { whenDecided } from '../../parts/extension'
import { Panel } from '../../parts/panel'
import { Papers } from '../../parts/papers'
import { Badge, Grade } from '../../parts/slip'
import { Shown } from '../../parts/state'
import { Timeline } from '../../parts/timeline'
import { budget, paper } from '../../words/format'
import { personName, townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { ClockPanel } from './clock'
import { Demands } from './demands'
import { Basis, Links, People, Proofs } from './side'
import './page.css'

export default function Rectification({ id }: { id: string }) {
  const view = useSnapshot<RectificationPage>(`/rectifications/${encodeURIComponent(id)}`, {
    concerns: (change) =>
      concerns(change, 'rectifications', id) ||
      !!change.demands?.some((d) => d.rectification === id) ||
      change.touched.includes('calendar'),
  })
  return (
    <Shown view={view} rows={14}>
      {(r) => (
        <>
          <Head r={r} reload={view.reload} />
          <div class="matter">
            <div class="matter-left">
              <ClockPanel r={r} />
            </div>
            <div class="matter-middle">
              <Duty r={r} />
              <Demands r={r} reload={view.reload} />
              <Timeline entries={r.timeline} />
            </div>
            <aside class="matter-right">
              <People r={r} />
              <Links r={r} />
              <Papers kind="rectification" id={r.id} file={`/rectifications/${r.id}/file`} />
              <Proofs r={r} />
              <Basis r={r} />
            </aside>
          </div>
        </>
      )}
    </Shown>
  )
}

/** A matter is moved up only: to the rungs above the one it stands on that are its severity's. */
const above = (r: RectificationPage) =>
  r.ladder
    .filter((s) => s.step > r.step && s.state !== 'fallen')
    .map((s) => ({ value: String(s.step), text: word('step', String(s.step)) }))

const takeBack = () => ({ value: nobody, text: t('verifier.nobody') })

function Head({ r, reload }: { r: RectificationPage; reload: () => void }) {
  const number = paper('rectification', r.number)
  useEffect(() => {
    document.title = `${number} · ${t('brand')}`
  }, [number])
  return (
    <header class="matter-head">
      <div>
        <p class="crumbs">
          <a href={href('/rectifications')}>{t('nav.ledger')}</a> / {number}
        </p>
        <h2>
          {r.problem} <Badge slip={r.slip} long />
        </h2>
        <p class="matter-facts">
          <span>{number}</span>
          <span>
            <b>{unitName(r.unit)}</b> <span class="quiet">{unitName(townshipOf(r.unit))}</span>
          </span>
          <span>
            {word('category', r.category)} · <Grade severity={r.severity} />
          </span>
          <span>{word('state.rectification', r.state)}</span>
          {r.listed && <span class="tag">{t('listed')}</span>}
          {r.returns > 0 && <span>{t('returned', { n: r.returns })}</span>}
        </p>
      </div>
      <Actions
        may={r.may.filter((name) => name !== 'rectification.climb' || above(r).length > 0)}
        id={r.id}
        about={number}
        people={t('about.matter', {
          unit: unitName(r.unit),
          person: personName(r.responsible),
          problem: r.problem,
        })}
        evidence={r.evidence}
        matter={{ task: r.task, finding: r.finding }}
        preset={{ unit: r.unit, responsible: r.responsible }}
        choices={{ step: above(r), person: r.verifier ? [takeBack()] : [] }}
        done={reload}
      />
    </header>
  )
}

function Duty({ r }: { r: RectificationPage }) {
  return (
    <Panel title={t('duty.title')}>
      <div class="panel-body duty">
        <dl class="pairs">
          <dt>{t('duty.demand')}</dt>
          <dd>{r.demand || '—'}</dd>
          <dt>{t('duty.test')}</dt>
          <dd>{r.test || '—'}</dd>
          {r.measures && (
            <>
              <dt>{t('duty.measures')}</dt>
              <dd>{r.measures}</dd>
            </>
          )}
          {r.extension.open && (
            <>
              <dt>{t('duty.extension')}</dt>
              <dd>
                {t('duty.extension.asked', {
                  b: budget(r.extension.budget),
                  why: r.extension.reason,
                })}
                <p class="note">{whenDecided(r)}</p>
              </dd>
            </>
          )}
        </dl>
      </div>
    </Panel>
  )
}
