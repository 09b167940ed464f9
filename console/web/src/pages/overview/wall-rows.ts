// A wall has room for few rows and must not scroll: what has the highest slip comes first, and each
// slip that has rows keeps at least one.

/** How many rows each may show; `wanted` with the highest slip first. */
export function share(wanted: number[], room: number): number[] {
  const shown = wanted.map((n) => Math.min(n, 1))
  let left = room - shown.reduce((a, b) => a + b, 0)
  wanted.forEach((n, i) => {
    const more = Math.max(0, Math.min(n - shown[i]!, left))
    shown[i]! += more
    left -= more
  })
  return shown
}

/** More groups in the villages than these stand closer. */
export const few = 2

// Heights in the zone of those who are out; its other parts always have the same.
const zone_px = 386
const group_px = { far: 104, close: 66 }
const way_px = 42
const groups_max = 5

/**
 * How many groups in the villages and how many on the way have a row. Those on the way that have
 * none share one that counts them; where somebody is on the way it is not crowded out.
 */
export function out(inField: number, onTheWay: number): { groups: number; way: number } {
  const groups = Math.min(inField, onTheWay > 0 ? groups_max - 1 : groups_max)
  const used = groups * (groups > few ? group_px.close : group_px.far)
  const room = Math.floor((zone_px - used) / way_px)
  return { groups, way: onTheWay <= room ? onTheWay : room - 1 }
}
