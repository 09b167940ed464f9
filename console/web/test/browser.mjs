// What the scripts that drive a browser share: Debian's own browser, and a mock to look at.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const browserOf = () =>
  chromium.launch({ executablePath: path, timeout: 120_000, args: flags })

/** A mock of its own on a free port; resolves when it answers. */
export function startMock(env = {}) {
  const file = fileURLToPath(new URL('../mock/server.mjs', import.meta.url))
  const child = spawn(process.execPath, [file, '0'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the mock ended with ${code}`)))
    child.stdout.once('data', (line) =>
      resolve({ base: String(line).trim().replace(/\/$/, ''), stop: () => child.kill() }),
    )
  })
}
