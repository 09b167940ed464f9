import { href } from '../../app/router'
import { me } from '../../app/session'
import type { RectificationRow } from '../../contract'
import { DueChip } from '../../parts/chip'
import { Badge, Grade } from '../../parts/slip'
import { paper } from '../../words/format'
import { unitName } from '../../words/names'
import { t, word } from '../../words/words'

interface Props {
  rows: RectificationRow[]
  fell?: Set<string> // findings that were dismissed: their duties fell away
}

export function Rest({ rows, fell }: Props) {
  return (
    <ul class="ours-rest">
      {rows.map((row) => (
        <li key={row.id} class="panel">
          <div>
            <a class="row-link" data-row href={href(`/ours/${row.id}`)}>
              {row.problem}
            </a>
            <p class="quiet">
              {row.unit !== me.value?.unit && `${unitName(row.unit)} · `}
              {paper('rectification', row.number)} · <Grade severity={row.severity} /> ·{' '}
              {fell?.has(row.finding)
                ? t('state.rectification.fell_away')
                : word('state.rectification', row.state)}
            </p>
          </div>
          <div class="ours-rest-due">
            <Badge slip={row.slip} />
            {fell?.has(row.finding) ? t('due.fell_away') : <DueChip row={row} />}
          </div>
        </li>
      ))}
    </ul>
  )
}
