// Keys for commands. One is made when a form opens and kept with its text until the server has
// answered, so that a press after a cut, a reload or a doubt repeats the command, not the deed.

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function ulid(at: number = Date.now()): string {
  let time = ''
  for (let i = 0, rest = at; i < 10; ++i, rest = Math.floor(rest / 32)) {
    time = letters[rest % 32]! + time
  }
  const random = crypto.getRandomValues(new Uint8Array(16))
  return time + Array.from(random, (byte) => letters[byte % 32]!).join('')
}
