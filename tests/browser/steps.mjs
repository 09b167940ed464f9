// Steps that a test says, one a line in JSON, each answered by a line in JSON: what was seen, or why it failed.

import { createInterface } from 'node:readline'

export async function serve(steps, failed) {
  for await (const line of createInterface({ input: process.stdin })) {
    const step = JSON.parse(line)
    const answer = await (async () => steps[step.do](step))().then(
      (saw) => ({ saw: saw ?? null }),
      async (error) => ({ failed: await failed(step, error) }),
    )
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  }
}
