// A text as a QR code, for a camera. Loaded where a new second factor is shown, and nowhere else.

import { encode } from 'uqr'

const quiet_modules = 4 // ISO/IEC 18004: without this margin cameras miss it

/** Dark modules as one path, a square each. */
export function pathOf(data: boolean[][]): string {
  return data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
}

/** Black on white in either theme: authenticators read no other. */
export default function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quiet_modules })
  return (
    <svg
      class="account-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="white" />
      <path d={pathOf(data)} fill="black" />
    </svg>
  )
}
