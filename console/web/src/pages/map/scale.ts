// How long ago becomes one of five shades; the slips' hues are never used for it.

const bounds = [7, 20, 40, 60]

/** 1..5; never seen is the darkest. */
export function shade(days: number | null): number {
  if (days === null) return 5
  const i = bounds.findIndex((bound) => days <= bound)
  return i < 0 ? 5 : i + 1
}

/** For counts: none is the lightest, the most the darkest. */
export function shadeOf(n: number, most: number): number {
  if (n === 0 || most === 0) return 1
  return Math.min(5, 1 + Math.ceil((4 * n) / most))
}

/** Of nothing there is none: where nobody has been it is not nought days ago. */
export function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle]!
  return sorted.length % 2 ? high : Math.round((sorted[middle - 1]! + high) / 2)
}
