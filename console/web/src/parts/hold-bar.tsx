import { useEffect, useState } from 'preact/hooks'
import { t } from '../words/words'
import { useFocusBack } from './focus'
import { type Held, held, sendHeld, undo } from './hold'
import { Icon } from './icon'
import { toast } from './toast'
import './hold-bar.css'

/** What will be done in a moment, and the way back. */
export const HoldBar = () => (held.value ? <Bar what={held.value} /> : null)

function Bar({ what }: { what: Held }) {
  const ref = useFocusBack<HTMLDivElement>()
  const [, draw] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => draw((n) => n + 1), 250)
    return () => window.clearInterval(timer)
  }, [])
  const left = Math.max(1, Math.ceil((what.until - Date.now()) / 1000))
  return (
    <div class="hold-bar no-print" role="status" ref={ref}>
      <Icon name="clock" />
      {/* Said once; the seconds are for those who see them. */}
      <span>{what.says}</span>
      <span class="hold-left" aria-hidden="true">
        {t('hold.left', { n: left })}
      </span>
      <button type="button" class="button small" onClick={() => sendHeld()}>
        {t('hold.now')}
      </button>
      <button
        type="button"
        class="button small primary"
        onClick={() => {
          undo()
          toast(t('hold.undone'))
        }}
      >
        {t('hold.undo')}
      </button>
    </div>
  )
}
