import { href } from '../../app/router'
import type { RectificationRow } from '../../contract'
import { DueChip } from '../../parts/chip'
import { Badge, Grade } from '../../parts/slip'
import { paper } from '../../words/format'
import { word } from '../../words/words'

export function Rest({ rows }: { rows: RectificationRow[] }) {
  return (
    <ul class="ours-rest">
      {rows.map((row) => (
        <li key={row.id} class="panel">
          <div>
            <a class="row-link" data-row href={href(`/ours/${row.id}`)}>
              {row.problem}
            </a>
            <p class="quiet">
              {paper('rectification', row.number)} · <Grade severity={row.severity} /> ·{' '}
              {word('state.rectification', row.state)}
            </p>
          </div>
          <div class="ours-rest-due">
            <Badge slip={row.slip} />
            <DueChip row={row} />
          </div>
        </li>
      ))}
    </ul>
  )
}
