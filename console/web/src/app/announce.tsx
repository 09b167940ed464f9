// One polite line for those who listen: at most a sentence in ten seconds, never a table.

import { effect, signal } from '@preact/signals'
import { line } from '../live/freshness'
import { feed } from '../live/stream'
import { tell } from '../words/entry'
import { t } from '../words/words'

const quiet_ms = 10_000

const said = signal('')
let last = 0
let pending = ''
let timer = 0

function speak(): void {
  timer = 0
  last = performance.now()
  said.value = pending
}

export function say(text: string): void {
  pending = text
  if (timer) return
  const wait = quiet_ms - (performance.now() - last)
  if (last === 0 || wait <= 0) speak()
  else timer = window.setTimeout(speak, wait)
}

export function startAnnouncing(): void {
  let before = line.peek()
  effect(() => {
    const state = line.value
    if (state === before) return
    const first = before === 'connecting'
    before = state
    if (state === 'connecting' || (first && state === 'live')) return
    say(t(`fresh.say.${state}`))
  })
  effect(() => {
    const newest = feed.value[0]
    if (!newest) return
    const told = tell(newest)
    say(`${told.who} ${told.deed} ${told.more}`)
  })
}

export function StatusLine() {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {said.value}
    </p>
  )
}
