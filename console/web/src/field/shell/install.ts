// The page on the phone: its shell kept by a service worker, its icon on the home screen.

import { signal } from '@preact/signals'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

export const offlineReady = signal(false)
export const canInstall = signal(false)
let offer: InstallPrompt | null = null

/**
 * A newer shell takes over at a start, when nothing is being written, never in between. Without a
 * certificate that the phone trusts there is none: then the page needs the device to open.
 */
export async function startInstall(): Promise<void> {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallPrompt
    canInstall.value = true
  })
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('/sw.js')
    registration.waiting?.postMessage('take over')
    await navigator.serviceWorker.ready
    offlineReady.value = true
  } catch {
    offlineReady.value = false
  }
}

export async function install(): Promise<void> {
  await offer?.prompt()
  canInstall.value = false
  offer = null
}
