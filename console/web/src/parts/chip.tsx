import type { RectificationRow } from '../contract'
import { freshness, minute } from '../live/freshness'
import { binding } from '../words/format'
import { t } from '../words/words'
import { due, ended } from './due'
import { Icon } from './icon'
import './chip.css'

export function DueChip({ row }: { row: RectificationRow }) {
  const d = due(row, minute.value)
  const colour = d.slip === 'none' ? '' : ` ink-${d.slip}`
  const frozen = freshness.value === 'cut' ? ' frozen' : ''
  return (
    <span
      class={`due${colour}${d.heavy ? ' strong' : ''}${frozen}`}
      title={row.deadline ? binding(row.deadline) : undefined}
    >
      {d.standing && <Icon name="pause" size={12} />}
      {d.text}
      {row.provisional && <span class="tag">{t('due.provisional')}</span>}
    </span>
  )
}

// Six pixels a working day: ten before the deadline, fourteen after; ticks are the steps.
const px = 6
const before = 10
const after = 14
const axis = before * px
const ticks = [3, 7, 12]

/**
 * The axis is the deadline, left is what remains, right is what is over; `late` shows the right side
 * alone. The chip says it all.
 */
export function Ruler({ row, late = false }: { row: RectificationRow; late?: boolean }) {
  const d = due(row, minute.value)
  const left = row.days_left ?? 0
  const over = row.clock_runs && row.deadline > 0 && row.deadline <= minute.value
  const served = row.deadline > 0 && !ended(row)
  const width = Math.min(Math.abs(left), over ? after : before) * px
  return (
    <svg
      class="ruler"
      width={late ? 96 : 146}
      height="16"
      viewBox={late ? `${axis - 8} 0 96 16` : '0 0 146 16'}
      aria-hidden="true"
    >
      <path class="ruler-line" d={`M0 8h${(before + after) * px}`} />
      {ticks.map((tick) => (
        <path key={tick} class="ruler-tick" d={`M${axis + tick * px} 5v6`} />
      ))}
      {served && d.standing && <path class="ruler-rest" d={`M${axis - 36} 8h34`} />}
      {served && row.clock_runs && !over && (
        <rect class={`bar-${d.slip}`} x={axis - width} y="5" width={width} height="6" />
      )}
      {over && (
        <rect class={`bar-${d.slip}`} x={axis} y="4" width={Math.max(width, 4)} height="8" />
      )}
      <path class="ruler-axis" d={`M${axis} 2v12`} />
    </svg>
  )
}
