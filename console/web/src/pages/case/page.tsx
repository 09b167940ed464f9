import { href } from '../../base/router'
import type { CasePage } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { Papers } from '../../parts/papers'
import { Shown } from '../../parts/state'
import { Timeline } from '../../parts/timeline'
import { paper, rowTime } from '../../words/format'
import { unitName } from '../../words/names'
import { capital, t, word } from '../../words/words'
import { Assignments } from './assignments'
import { choicesOf, defence } from './choices'
import { Clock, Waits, Ways } from './clock'
import { Hands, Links, Measures, Rights, Said, Teams } from './side'
import '../rectification/page.css'
import './page.css'

/** A machine opens a lead, never a case; what follows is for named people to decide. */
export default function Case({ id }: { id: string }) {
  const view = useSnapshot<CasePage>(`/cases/${encodeURIComponent(id)}`, {
    concerns: (change) => concerns(change, 'cases', id) || change.touched.includes('proposal'),
  })
  return (
    <Shown view={view} rows={8}>
      {(c) => {
        const about = paper('case', c.number)
        const said = defence(c)
        return (
          <>
            <header class="matter-head">
              <div>
                <p class="crumbs">
                  <a href={href('/cases')}>{t('nav.cases')}</a> / {about}
                </p>
                <h2>
                  {t('case.title', { unit: unitName(c.unit), source: word('source', c.source) })}
                </h2>
                <p class="matter-facts">
                  <b>{capital(word('state.case', c.state))}</b>
                  {c.track !== 'none' && <span>{word('track', c.track)}</span>}
                  {c.simple && <span>{t('case.simple')}</span>}
                  <span>{t('case.opened', { d: rowTime(c.opened_at) })}</span>
                  {c.filed_at > 0 && <span>{t('case.filed', { d: rowTime(c.filed_at) })}</span>}
                </p>
              </div>
              <Actions
                may={c.may.filter((name) => !c.waiting.some(({ command }) => command === name))}
                id={c.id}
                about={about}
                preset={said ? { defended: 'true' } : undefined}
                choices={choicesOf(c)}
                says={
                  said ? { 'case.decide': t('says.case_decide', { text: said.text }) } : undefined
                }
                done={view.reload}
                visible={3}
              />
            </header>
            <div class="matter">
              <div class="matter-left">
                <Clock c={c} />
                <Waits c={c} />
                <Ways c={c} />
              </div>
              <div class="matter-middle">
                <Assignments c={c} done={view.reload} />
                <Papers kind="case" id={c.id} optional />
                <Timeline entries={c.timeline} />
              </div>
              <aside class="matter-right">
                <Teams c={c} />
                <Hands c={c} />
                <Measures c={c} />
                <Said said={c.said} />
                <Links c={c} />
                <Rights />
              </aside>
            </div>
          </>
        )
      }}
    </Shown>
  )
}
