import type { Overview } from '../contract'
import { rowDay } from '../words/format'
import { t } from '../words/words'
import { slips } from './slip'
import './figure.css'

export type Age = Overview['ageing'][number]
export const ageParts = ['none', ...slips] as const

export const ageTotal = (age: Age): number => ageParts.reduce((sum, part) => sum + age[part], 0)

/** The server's classes as people read them: "0-3" is ≤ 3, "30+" is > 30. */
export const ageLabel = (label: string): string =>
  label
    .replace(/^0-(\d+)$/, '≤ $1')
    .replace(/^(\d+)\+$/, '> $1')
    .replace('-', '–')

/** One bar a class of age, those without a slip first, then by slip. Width by the largest. */
export function Stack({ age, max }: { age: Age; max: number }) {
  return (
    <span class="stack" style={{ width: `${(100 * ageTotal(age)) / Math.max(max, 1)}%` }}>
      {ageParts.map(
        (part) =>
          age[part] > 0 && <i key={part} class={`seg-${part}`} style={{ flex: age[part] }} />,
      )}
    </span>
  )
}

export function AgeLegend() {
  return (
    <p class="legend">
      {ageParts.map((part) => (
        <span key={part}>
          <i class={`seg-${part}`} />
          {t(`age.${part}`)}
        </span>
      ))}
    </p>
  )
}

const width = 340
const height = 190
const left = 22
const right = 62
const top = 8
const bottom = 18

interface Series {
  key: 1 | 2 | 3
  label: string
  values: number[]
}

/** Three lines, twelve weeks, each named at its end; labels step aside for each other. */
export function Trend({ starts, series }: { starts: number[]; series: Series[] }) {
  const most = Math.max(4, ...series.flatMap((s) => s.values))
  const ceiling = Math.ceil(most / 10) * 10
  const x = (i: number) => left + (i * (width - left - right)) / Math.max(1, starts.length - 1)
  const y = (v: number) => height - bottom - (v * (height - top - bottom)) / ceiling
  const path = (values: number[]) =>
    values.map((v, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join('')
  const ends = spread(
    series.map((s) => y(s.values.at(-1) ?? 0)),
    height - bottom - 6,
  )
  return (
    <svg class="trend" viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      {[0, ceiling / 2, ceiling].map((v) => (
        <g key={v}>
          <path class="trend-grid" d={`M${left} ${y(v)}H${width - right}`} />
          <text x={left - 6} y={y(v) + 4} text-anchor="end">
            {v}
          </text>
        </g>
      ))}
      {[...series].reverse().map((s) => (
        <path key={s.key} class={`trend-line trend-${s.key}`} d={path(s.values)} />
      ))}
      {series.map((s, i) => (
        <text key={s.key} class={`end-${s.key}`} x={width - right + 8} y={ends[i]! + 4}>
          {s.label} {s.values.at(-1) ?? 0}
        </text>
      ))}
      {starts.map(
        (start, i) =>
          (i % 4 === 0 || i === starts.length - 1) && (
            <text key={start} x={x(i)} y={height - 3} text-anchor="middle">
              {rowDay(start)}
            </text>
          ),
      )}
    </svg>
  )
}

const apart = 14

/** Moves labels apart that would stand on each other, keeping their order; none goes below the floor. */
export function spread(ys: number[], floor = Number.POSITIVE_INFINITY): number[] {
  const order = ys.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  for (let k = 1; k < order.length; ++k) {
    const above = order[k - 1]!
    const here = order[k]!
    if (here.y - above.y < apart) here.y = above.y + apart
  }
  let limit = floor
  for (const here of [...order].reverse()) {
    here.y = Math.min(here.y, limit)
    limit = here.y - apart
  }
  const out = [...ys]
  for (const { y, i } of order) out[i] = y
  return out
}

/** A share as it is: dot and the 95 % range (Wilson), so that small counts look small. */
export function Share({ part, whole }: { part: number; whole: number }) {
  if (whole === 0) return <span class="none">—</span>
  const [low, high] = wilson(part, whole)
  const at = (share: number) => 4 + share * 172
  return (
    <svg class="share" width="180" height="14" viewBox="0 0 180 14" aria-hidden="true">
      {[0, 0.5, 1].map((v) => (
        <path key={v} class="trend-grid" d={`M${at(v)} 1v12`} />
      ))}
      <path class="share-range" d={`M${at(low)} 7H${at(high)}`} />
      <circle class="share-dot" cx={at(part / whole)} cy="7" r="4" />
    </svg>
  )
}

function wilson(k: number, n: number): [number, number] {
  const z = 1.96
  const p = k / n
  const d = 1 + (z * z) / n
  const mid = (p + (z * z) / (2 * n)) / d
  const half = (z / d) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [Math.max(0, mid - half), Math.min(1, mid + half)]
}
