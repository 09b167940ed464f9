// The public half of a key, in what somebody pasted or chose: 64 hex digits alone, or all that `dudao
// key make` printed. The file that it wrote has the secret half, and is told apart.

export type Read = { key: string } | { wrong: 'none' | 'several' | 'secret' }

const secret_file = /^[0-9a-zA-Z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/ // 32 bytes in Z85
const digits = /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/gi

export function publicKeyIn(text: string): Read {
  if (secret_file.test(text.trim())) return { wrong: 'secret' }
  const found = new Set((text.match(digits) ?? []).map((each) => each.toLowerCase()))
  const [key, another] = found
  if (key === undefined) return { wrong: 'none' }
  return another === undefined ? { key } : { wrong: 'several' }
}

export const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array((hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)))
