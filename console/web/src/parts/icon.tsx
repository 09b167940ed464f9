// Drawn by ourselves on a grid of 16 with round strokes of 1.5. Always beside a word, except close,
// more and theme.

const paths = {
  overview: 'M2.5 13.5h11M4 11V8M8 11V3M12 11V6',
  task: 'M4 14V2.5M4 3h7.5L9.5 6l2 3H4',
  map: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z',
  ledger: 'M6 3.5h7.5M6 8h7.5M6 12.5h7.5M2.5 3.5h.9M2.5 8h.9M2.5 12.5h.9',
  case: 'M2 4.5c0-.6.4-1 1-1h3l1.5 1.7H13c.6 0 1 .4 1 1V12c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1z',
  slip: 'M4 2h6l2.5 2.5V14H4zM6.2 7h4M6.2 9.5h4',
  draw: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM8 8l5.3-3M8 8v6M8 8 2.7 5',
  group:
    'M6 7.3a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.8 13.5c0-2.6 1.8-4.2 4.2-4.2s4.2 1.6 4.2 4.2M10.5 2.8a2.3 2.3 0 0 1 0 4.2M12 9.8c1.4.6 2.2 1.9 2.2 3.7',
  log: 'M5.2 5.2h-1a2.8 2.8 0 0 0 0 5.6h2M10.8 10.8h1a2.8 2.8 0 0 0 0-5.6h-2M5.5 8h5',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.2V5M10.5 2.2V5',
  report: 'M3.5 2h9v12h-9zM6 10.8V9M8 10.8V6.5M10 10.8V8',
  system: 'M2.5 11.5a5.5 5.5 0 1 1 11 0M8 11.5 10.7 7',
  bell: 'M3.5 11.5h9L11.4 10V7a3.4 3.4 0 0 0-6.8 0v3zM6.7 13.6h2.6',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.3 3.3',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  export: 'M8 9.5V2.5M5.3 5 8 2.3 10.7 5M3 9.5v4h10v-4',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  check: 'M3 8.5 6.5 12 13 4.5',
  checks: 'M1 8.7 4.3 12 10.5 5M7.5 11.2l.8.8L15 5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.7V8l2.3 1.6',
  lock: 'M3.5 7h9v6.5h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2M8 9.5v1.7',
  camera: 'M2 5h2.7l1.1-1.7h4.4L11.3 5H14v8H2zM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  pin: 'M8 14s4.7-4.2 4.7-7.6a4.7 4.7 0 0 0-9.4 0C3.3 9.8 8 14 8 14zM8 8a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 8 8z',
  offline:
    'M2.2 2.2l11.6 11.6M4.6 12.5a2.9 2.9 0 0 1-.5-5.7 4 4 0 0 1 1-2M7.2 3.6a4 4 0 0 1 4.7 3.2 2.9 2.9 0 0 1 1.6 4.9',
  online: 'M4.6 12.5a2.9 2.9 0 0 1-.5-5.7 4 4 0 0 1 7.8 0 2.9 2.9 0 0 1-.4 5.7z',
  chev: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  plus: 'M8 3v10M3 8h10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.4c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.3-1.8 1.4-1.8 2.7M8 11.3h.01',
  theme: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  clip: 'M12.5 7.3 7.7 12a3 3 0 0 1-4.2-4.2l5-5a2 2 0 0 1 2.8 2.8l-5 5a1 1 0 0 1-1.4-1.4l4.5-4.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  refer: 'M3 13V9.5C3 7 4.5 6 7 6h5.5M9.8 3 13 6 9.8 9',
  return: 'M13 13v-2.5C13 7.5 11.5 6 9 6H3.5M6.2 3 3 6l3.2 3',
  warn: 'M8 2.2 14.5 13.5h-13zM8 6.5v3.3M8 11.7h.01',
  phone: 'M4.5 1.8h7v12.4h-7zM7.2 12h1.6',
  user: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.8 14c0-3 2.2-4.5 5.2-4.5s5.2 1.5 5.2 4.5',
  pen: 'M3 13l.7-3L11 2.7 13.3 5 6 12.3zM9.5 4.2l2.3 2.3',
  wall: 'M1.8 3h12.4v8H1.8zM5.5 13.5h5M8 11v2.5',
} as const

export type IconName = keyof typeof paths

const heavy: Partial<Record<IconName, number>> = { more: 2.2, pause: 2 }

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} stroke-width={heavy[name] ?? 1.5} />
    </svg>
  )
}
