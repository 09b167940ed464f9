import type { DemandRow, RectificationPage } from '../../contract'
import { Actions } from '../../parts/actions'
import { ofDemand } from '../../parts/commands'
import { Panel } from '../../parts/panel'
import { binding } from '../../words/format'
import { personName, unitName } from '../../words/names'
import { capital, t, word } from '../../words/words'

/** What the steps of the ladder have asked for, and what became of it. */
export function Demands({ r, reload }: { r: RectificationPage; reload: () => void }) {
  if (r.demands.length === 0) return null
  return (
    <Panel title={t('demands.title')} note={t('demands.note')}>
      <ul class="demands">
        {r.demands.map((d) => (
          <Demand key={d.id} d={d} reload={reload} />
        ))}
      </ul>
    </Panel>
  )
}

function Demand({ d, reload }: { d: DemandRow; reload: () => void }) {
  const kind = word('demand', d.kind)
  return (
    <li>
      <div class="grow">
        <b>{capital(kind)}</b> {unitName(d.unit)} <span class="quiet">{personName(d.person)}</span>
        <p class="note">
          {word('state.demand', d.state)}
          {d.due > 0 && ` · ${t('entry.due', { due: binding(d.due) })}`}
          {' · '}
          {word('step', String(d.step))}
        </p>
      </div>
      <Actions may={ofDemand(d.may, d.kind)} id={d.id} about={kind} done={reload} quiet />
    </li>
  )
}
