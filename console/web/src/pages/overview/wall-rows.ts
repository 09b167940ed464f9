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
const zone_px = 372
const group_px = { far: 104, close: 66 }
const way_px = 42

/** How many rows of those on the way fit below so many groups in the villages. */
export function wayRoom(groups: number): number {
  const used = groups * (groups > few ? group_px.close : group_px.far)
  return Math.max(1, Math.floor((zone_px - used) / way_px))
}
