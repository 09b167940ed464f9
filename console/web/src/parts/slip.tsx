// A slip is a shape and a word before it is a colour.

import type { Severity, Slip } from '../contract'
import { type Key, t } from '../words/words'
import './slip.css'

export const slips = ['blue', 'yellow', 'orange', 'red'] as const
export type Colour = (typeof slips)[number]

/** What its paper is called. */
const titles: Record<Colour, Key> = {
  blue: 'slip.d1.title',
  yellow: 'slip.d2.title',
  orange: 'slip.d3.title',
  red: 'slip.d4.title',
}

export const paperName = (slip: Colour): string => t(titles[slip])

const shapes: Record<Colour, string> = {
  blue: 'M6 1.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2z',
  yellow: 'M6 .9 11.4 10.6H.6z',
  orange: 'M6 .3 11.7 6 6 11.7.3 6z',
  red: 'M1 1h10v10H1z',
}

export function Mark({ slip, size = 12 }: { slip: Colour; size?: number }) {
  return (
    <svg
      class={`mark mark-${slip}`}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <path d={shapes[slip]} />
      {slip === 'red' && <path class="mark-bar" d="M3.4 6h5.2" />}
    </svg>
  )
}

/** In a table none is a dash; beside a title, where it is `long`, it is nothing. */
export function Badge({ slip, long = false }: { slip: Slip; long?: boolean }) {
  if (slip === 'none') return long ? null : <span class="none">—</span>
  return (
    <span class={`badge badge-${slip}`}>
      <Mark slip={slip} />
      {long ? paperName(slip) : t(`colour.${slip}`)}
    </span>
  )
}

/** Grave and serious weigh more; a colour they do not have. */
export function Grade({ severity }: { severity: Severity }) {
  const heavy = severity === 'grave' || severity === 'serious'
  return <span class={heavy ? 'strong' : ''}>{t(`severity.${severity}`)}</span>
}
