// What a tile counts.

import type { MapVillage, Moment } from '../../contract'
import { dayOf, daysBetween } from '../../time/civil'
import { shade, shadeOf } from './scale'

export const measures = ['days', 'open', 'overdue', 'visits'] as const
export type Measure = (typeof measures)[number]

/** Whole days since the village was last seen; null: never. */
export const daysSince = (v: MapVillage, now: Moment): number | null =>
  v.last_seen ? daysBetween(dayOf(v.last_seen), dayOf(now)) : null

export function measured(v: MapVillage, by: Measure, now: Moment): number | null {
  return by === 'days' ? daysSince(v, now) : v[by]
}

export function shadeBy(v: MapVillage, by: Measure, now: Moment, most: number): number {
  const value = measured(v, by, now)
  return by === 'days' ? shade(value) : shadeOf(value ?? 0, most)
}
