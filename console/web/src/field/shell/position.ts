// Where the phone stands, with how sure it is. A position supports what is said and refuses nothing:
// where there is none, that is what is sent.

import type { Position } from '../contract'

export type Fix = { position: Position } | { why: 'denied' | 'none' | 'late' }

const patience_ms = 20_000

export const nowhere: Position = { latitude_e6: 0, longitude_e6: 0, accuracy_m: 0, source: 'none' }

export function locate(): Promise<Fix> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ why: 'none' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          position: {
            latitude_e6: Math.round(coords.latitude * 1e6),
            longitude_e6: Math.round(coords.longitude * 1e6),
            accuracy_m: Math.min(1_000_000, Math.ceil(coords.accuracy)),
            source: 'gps',
          },
        }),
      (error) =>
        resolve({
          why:
            error.code === error.PERMISSION_DENIED
              ? 'denied'
              : error.code === error.TIMEOUT
                ? 'late'
                : 'none',
        }),
      { enableHighAccuracy: true, timeout: patience_ms, maximumAge: 0 },
    )
  })
}

const degrees = (e6: number) => (e6 / 1e6).toFixed(5)

export const coordinates = (p: Position): string =>
  `${degrees(p.latitude_e6)}, ${degrees(p.longitude_e6)}`
