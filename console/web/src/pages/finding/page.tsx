import { href } from '../../base/router'
import { answersForUnit, me } from '../../base/session'
import type { FindingPage } from '../../contract'
import { minute } from '../../live/freshness'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { EvidenceList } from '../../parts/evidence'
import { Panel } from '../../parts/panel'
import { RuleOf } from '../../parts/rule'
import { Grade } from '../../parts/slip'
import { Shown } from '../../parts/state'
import { Timeline } from '../../parts/timeline'
import { binding, rowTime } from '../../words/format'
import { townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import '../rectification/page.css'
import '../task/page.css'

/** The page may be older than the end of the time to contest. */
const inTime = (f: FindingPage): boolean => f.contest_until > minute.value

export default function Finding({ id }: { id: string }) {
  const view = useSnapshot<FindingPage>(`/findings/${encodeURIComponent(id)}`, {
    concerns: (change) => concerns(change, 'findings', id),
  })
  return (
    <Shown view={view} rows={10}>
      {(f) => (
        <>
          <header class="matter-head">
            <div>
              <p class="crumbs">
                <a href={href('/findings')}>{t('nav.findings')}</a>
              </p>
              <h2>{f.text || t('nav.findings')}</h2>
              <p class="matter-facts">
                <span>
                  <b>{unitName(f.unit)}</b>{' '}
                  <span class="quiet">{unitName(townshipOf(f.unit))}</span>
                </span>
                <span>
                  {word('category', f.category)} · <Grade severity={f.severity} />
                </span>
                <span>{word('state.finding', f.state)}</span>
                {f.single_witness && <span class="tag">{t('state.finding.single_witness')}</span>}
              </p>
            </div>
            <Actions
              may={f.may.filter((name) => name !== 'finding.contest' || inTime(f))}
              id={f.id}
              about={f.text}
              people={t('about.finding', { unit: unitName(f.unit), problem: f.text })}
              evidence={f.evidence}
              matter={{ task: f.task, finding: f.id }}
              preset={{ unit: f.unit, severity: f.severity }}
              done={view.reload}
            />
          </header>
          <div class="task-two">
            <Timeline entries={f.timeline} />
            <aside class="matter-right">
              <Panel title={t('links.title')}>
                <dl class="pairs panel-body">
                  {!(me.value && answersForUnit(me.value)) && (
                    <>
                      <dt>{t('links.task')}</dt>
                      <dd>
                        <a href={href(`/tasks/${f.task}`)}>{t('links.task.open')}</a>
                      </dd>
                    </>
                  )}
                  <dt>{t('col.rule')}</dt>
                  <dd>
                    <RuleOf of={f} />
                  </dd>
                  <dt>{t('col.recorded')}</dt>
                  <dd>{rowTime(f.recorded_at)}</dd>
                  <dt>{t('found.version')}</dt>
                  <dd>{f.versions}</dd>
                  {f.contest_until > 0 && (
                    <>
                      <dt>{t('col.contest')}</dt>
                      <dd>
                        {binding(f.contest_until)}
                        {f.contest_until < minute.value && (
                          <span class="note"> {t('contest.passed')}</span>
                        )}
                      </dd>
                    </>
                  )}
                  {f.rectification && (
                    <>
                      <dt>{t('found.rectification')}</dt>
                      <dd>
                        <a href={href(`/rectifications/${f.rectification}`)}>{t('found.open')}</a>
                      </dd>
                    </>
                  )}
                  {f.lead && (
                    <>
                      <dt>{t('links.lead')}</dt>
                      <dd>
                        <a href={href(`/cases/${f.lead}`)}>{t('links.lead.open')}</a>
                      </dd>
                    </>
                  )}
                </dl>
              </Panel>
              <Panel title={t('evidence.title')}>
                <EvidenceList evidence={f.evidence} />
              </Panel>
            </aside>
          </div>
        </>
      )}
    </Shown>
  )
}
