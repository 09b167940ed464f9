// What the scripts that drive a browser share: Debian's own browser.

import { chromium } from 'playwright-core'

const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
const flags = [
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

/** A phone whose memory outlives its browser, and to which its device's certificate is good. */
export const phoneOf = (folder, options) =>
  chromium.launchPersistentContext(folder, {
    executablePath: path,
    timeout: 120_000,
    args: [...flags, '--ignore-certificate-errors'],
    ...options,
  })
