// Only for limits counted in hours, and always beside the figure.

import { minute } from '../live/freshness'
import { clock, lately } from '../words/format'
import { t } from '../words/words'
import './ring.css'

const r = 11
const round = 2 * Math.PI * r

export function Limit({ from, until, after }: { from: number; until: number; after: string }) {
  const now = minute.value
  const used = Math.min(1, Math.max(0, (now - from) / Math.max(1, until - from)))
  const over = now >= until
  const hue = over ? 'yellow' : used > 0.75 ? 'blue' : 'accent'
  return (
    <div class="limit">
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <circle class="ring-track" cx="14" cy="14" r={r} />
        <circle
          class={`ring-arc ring-${hue}`}
          cx="14"
          cy="14"
          r={r}
          stroke-dasharray={`${used * round} ${round}`}
          transform="rotate(-90 14 14)"
        />
      </svg>
      <div>
        <b class={hue === 'accent' ? '' : `ink-${hue}`}>
          {over
            ? t('limit.over', { t: clock(now - until) })
            : t('limit.left', { t: clock(until - now) })}
        </b>
        <span class="note">
          {lately(from, now)} {after}
        </span>
      </div>
    </div>
  )
}
