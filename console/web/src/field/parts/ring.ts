// Says aloud that work has come: a tone, a tremble, and a notification that stays until it is
// touched. Number and limit only, since a locked screen shows it to anybody.

import { signal } from '@preact/signals'
import { lately } from '../../words/dates'
import type { Arrival } from '../core/arrivals'
import { assignmentOf, paperOf } from '../names'
import { now } from '../shell/clock'
import { t } from '../words/words'

/** Whether this phone may show notifications; null: it cannot. */
export const mayNotify = signal<NotificationPermission | null>(
  'Notification' in globalThis ? Notification.permission : null,
)

let sound: AudioContext | null = null

/** A browser lets a page sound only once somebody has touched it. */
function unlock(): void {
  sound ??= 'AudioContext' in globalThis ? new AudioContext() : null
  void sound?.resume()
}

/** Two tones, three times: 880 and 660 Hz, a quarter of a second each. */
function tone(): void {
  if (sound?.state !== 'running') return
  for (let i = 0; i < 6; i += 1) {
    const from = sound.currentTime + i * 0.25 + Math.floor(i / 2) * 0.25
    const voice = sound.createOscillator()
    const loudness = sound.createGain()
    voice.frequency.value = i % 2 ? 660 : 880
    loudness.gain.setValueAtTime(0.3, from)
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.24)
    voice.connect(loudness).connect(sound.destination)
    voice.start(from)
    voice.stop(from + 0.25)
  }
}

export const textOf = (arrival: Arrival): string =>
  t(`ring.${arrival.kind}`, {
    no: arrival.kind === 'task' ? paperOf(arrival) : assignmentOf(arrival),
    due: arrival.due ? lately(arrival.due, now.value) : '—',
  })

async function show(arrival: Arrival): Promise<void> {
  if (mayNotify.value !== 'granted') return
  const worker = await navigator.serviceWorker?.getRegistration()
  await worker?.showNotification(t('ring.title'), {
    body: textOf(arrival),
    tag: arrival.tag,
    icon: '/icon-192.png',
    requireInteraction: true,
    data: arrival.path,
  })
}

export function ring(all: Arrival[]): void {
  if (all.length === 0) return
  tone()
  navigator.vibrate?.([400, 200, 400, 200, 400])
  for (const each of all) void show(each).catch(() => undefined)
}

/** By a touch, as browsers ask for. */
export async function askToNotify(): Promise<void> {
  unlock()
  if (mayNotify.value === null) return
  mayNotify.value = await Notification.requestPermission()
}

export function startRing(): void {
  addEventListener('pointerdown', unlock, { once: true })
}
