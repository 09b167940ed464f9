import type { Step } from '../contract'
import { minute } from '../live/freshness'
import { lately, rowDay } from '../words/format'
import { t, word } from '../words/words'
import { Icon } from './icon'
import { Mark } from './slip'
import './ladder.css'

/** Past steps recede, the present one stands on its tint, the coming ones say when. */
export function Ladder({ steps }: { steps: Step[] }) {
  const present = steps.filter((s) => s.state === 'taken').at(-1)?.step ?? 0
  return (
    <ol class="ladder">
      {steps.map((s) => (
        <li
          key={s.step}
          class={`rung rung-${s.state}${s.step === present ? ` present tint-${s.slip}` : ''}`}
          aria-current={s.step === present ? 'step' : undefined}
        >
          <span class="rung-slip">
            {s.slip === 'none' ? <Icon name="case" size={14} /> : <Mark slip={s.slip} />}
            {s.slip === 'none' ? t('ladder.lead') : t(`colour.${s.slip}`)}
          </span>
          <span class="rung-day">{s.at ? rowDay(s.at) : offset(s.offset)}</span>
          <span>
            <b>{s.to.map((to) => word('to', to)).join(t('comma'))}</b>
            <span class="rung-more">
              {says(s)}
              {s.state === 'taken' && s.taken_at > 0 && ` · ${lately(s.taken_at, minute.value)}`}
              {s.state !== 'taken' && s.state !== 'later' && ` · ${t(`ladder.${s.state}`)}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

export function says(s: { demand: Step['demand']; opens_lead: boolean; step: number }): string {
  if (s.opens_lead) return t('ladder.opens_lead')
  if (s.demand !== 'none') return t(`ladder.demand.${s.demand}`)
  return word('step', String(s.step))
}

export function offset(n: number): string {
  if (n === 0) return 'T'
  return n > 0 ? `T + ${n}` : `T − ${-n}`
}
