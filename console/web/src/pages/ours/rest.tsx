import { href } from '../../base/router'
import { me } from '../../base/session'
import type { RectificationRow } from '../../contract'
import { DueChip } from '../../parts/chip'
import { Badge, Grade } from '../../parts/slip'
import { paper, spokenDue } from '../../words/format'
import { unitName } from '../../words/names'
import { t, word } from '../../words/words'

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
              {row.unit !== me.value?.unit && `${unitName(row.unit)} · `}
              {paper('rectification', row.number)} · <Grade severity={row.severity} /> ·{' '}
              {word('state.rectification', row.state)}
              {row.extension_until > 0 &&
                ` · ${t('extension.waits', { d: spokenDue(row.extension_until) })}`}
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
