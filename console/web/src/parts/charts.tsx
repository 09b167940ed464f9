import type { Overview, Rate } from '../contract'
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
  const right = 16 + Math.max(...series.map((s) => wide(`${s.label} ${s.values.at(-1) ?? 0}`)))
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

/** About how wide a label of 11 px stands: 汉字 are square, Latin is half of it and a little. */
const wide = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 11 : 6.2), 0)

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

const shareAt = (percent: number): number => 10 + percent * 1.6

/** The scale over a column of shares. */
export function ShareScale() {
  return (
    <svg class="share" width="180" height="14" viewBox="0 0 180 14" aria-hidden="true">
      {[0, 50, 100].map((v) => (
        <text key={v} x={shareAt(v)} y="11" text-anchor="middle">
          {v}
        </text>
      ))}
    </svg>
  )
}

/**
 * A share in per cent as the server says it: dot and 95 % range, so that small counts look small; a
 * ring for the period before, a line for all together.
 */
export function Share({
  rate,
  before,
  all,
}: {
  rate: Rate
  before: Rate | null
  all: Rate | null
}) {
  return (
    <svg class="share" width="180" height="14" viewBox="0 0 180 14" aria-hidden="true">
      {[0, 50, 100].map((v) => (
        <path key={v} class="trend-grid" d={`M${shareAt(v)} 1v12`} />
      ))}
      {all && <path class="share-all" d={`M${shareAt(all.share)} 0v14`} />}
      <path class="share-range" d={`M${shareAt(rate.low)} 7H${shareAt(rate.high)}`} />
      {before && <circle class="share-before" cx={shareAt(before.share)} cy="7" r="3.5" />}
      <circle class="share-dot" cx={shareAt(rate.share)} cy="7" r="4" />
    </svg>
  )
}

/** One line on a scale that others share: its shape is what is compared. */
export function Small({ values, most, says }: { values: number[]; most: number; says: string }) {
  const x = (i: number) => 3 + (i * 172) / Math.max(1, values.length - 1)
  const y = (n: number) => 46 - (n * 40) / most
  const line = values
    .map((n, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(n).toFixed(1)}`)
    .join('')
  const last = values.length - 1
  return (
    <svg class="small-line" viewBox="0 0 180 50" role="img" aria-label={says}>
      <path class="trend-grid" d="M0 6H180M0 26H180M0 46H180" />
      <path class="small-area" d={`${line}V46H${x(0)}Z`} />
      <path class="small-path" d={line} />
      <circle class="small-end" cx={x(last)} cy={y(values[last] ?? 0)} r="3" />
    </svg>
  )
}
