import { href } from '../../base/router'
import type { CasePage } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { DueChip } from '../../parts/chip'
import { Panel } from '../../parts/panel'
import { Badge, Grade } from '../../parts/slip'
import { Shown } from '../../parts/state'
import { Timeline } from '../../parts/timeline'
import { binding, paper, rowTime } from '../../words/format'
import { unitName } from '../../words/names'
import { t, word } from '../../words/words'
import '../rectification/page.css'
import '../task/page.css'

/** A machine opens a lead, never a case; what follows is for named people to decide. */
export default function Case({ id }: { id: string }) {
  const view = useSnapshot<CasePage>(`/cases/${encodeURIComponent(id)}`, {
    concerns: (change) => concerns(change, 'cases', id),
  })
  return (
    <Shown view={view} rows={8}>
      {(c) => (
        <>
          <header class="matter-head">
            <div>
              <p class="crumbs">
                <a href={href('/cases')}>{t('nav.cases')}</a> / {paper('case', c.number)}
              </p>
              <h2>
                {t('case.title', { unit: unitName(c.unit), source: word('source', c.source) })}
              </h2>
              <p class="matter-facts">
                <span>{word('state.case', c.state)}</span>
                <span>{t('case.opened', { d: rowTime(c.opened_at) })}</span>
                {c.due > 0 && <span>{t('case.due', { d: binding(c.due) })}</span>}
              </p>
            </div>
            <Actions may={c.may} id={c.id} about={paper('case', c.number)} done={view.reload} />
          </header>
          <div class="task-two">
            <Timeline entries={c.timeline} />
            <aside class="matter-right">
              {c.rectification_row && (
                <Panel title={t('col.rectification')}>
                  <div class="panel-body">
                    <p>
                      <a href={href(`/rectifications/${c.rectification}`)}>
                        {c.rectification_row.problem}
                      </a>
                    </p>
                    <p class="bar">
                      <Badge slip={c.rectification_row.slip} />{' '}
                      <DueChip row={c.rectification_row} />
                    </p>
                  </div>
                </Panel>
              )}
              {c.finding_row && (
                <Panel title={t('links.finding')}>
                  <div class="panel-body">
                    <p>
                      <a href={href(`/findings/${c.finding}`)}>{c.finding_row.text}</a>
                    </p>
                    <p class="note">
                      {word('category', c.finding_row.category)} ·{' '}
                      <Grade severity={c.finding_row.severity} />
                    </p>
                  </div>
                </Panel>
              )}
              <Panel title={t('case.rights')}>
                <p class="panel-body">{t('case.rights.text')}</p>
              </Panel>
            </aside>
          </div>
        </>
      )}
    </Shown>
  )
}
