// What happened, said once at the bottom. Errors stay until they are closed.

import { signal } from '@preact/signals'
import { t } from '../words/words'
import { useFocusBack } from './focus'
import { Icon } from './icon'
import './toast.css'

interface Toast {
  text: string
  bad: boolean
}

const shown = signal<Toast | null>(null)
const stay_ms = 6000
let timer = 0

export function toast(text: string, bad = false): void {
  window.clearTimeout(timer)
  shown.value = { text, bad }
  if (!bad) timer = window.setTimeout(() => (shown.value = null), stay_ms)
}

export function Toasts() {
  return (
    <div class="toasts" role="alert">
      {shown.value && <Said toast={shown.value} />}
    </div>
  )
}

function Said({ toast }: { toast: Toast }) {
  const ref = useFocusBack<HTMLDivElement>()
  return (
    <div class="toast" ref={ref}>
      <Icon name={toast.bad ? 'warn' : 'check'} />
      <span>{toast.text}</span>
      <button
        type="button"
        class="toast-close"
        aria-label={t('close')}
        onClick={() => (shown.value = null)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
