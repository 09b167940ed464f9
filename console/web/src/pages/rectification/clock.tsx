import type { RectificationPage } from '../../contract'
import { freshness, minute } from '../../live/freshness'
import { Derived } from '../../parts/derivation'
import { due } from '../../parts/due'
import { Ladder } from '../../parts/ladder'
import { dayOf, yearOf } from '../../time/civil'
import { calendarBasis } from '../../words/calendar'
import { binding, budget, span } from '../../words/format'
import { capital, t } from '../../words/words'

/** The figure, then why this date, then what follows: the page's left hand. */
export function ClockPanel({ r }: { r: RectificationPage }) {
  const now = minute.value
  const d = due(r, now)
  const cut = freshness.value === 'cut'
  const hue = d.slip === 'none' || cut ? '' : `ink-${d.slip}`
  return (
    <section class="panel">
      <div class="clock-head">
        <p class={`clock-figure ${hue}${cut ? ' frozen' : ''}`}>
          {capital(d.text)}
          {r.provisional && <span class="tag">{t('due.provisional')}</span>}
        </p>
        <p>{under(r, now)}</p>
      </div>
      {r.clock.derivation && (
        <div class="panel-body clock-part">
          <h3>{t('verb.why_this_date')}</h3>
          <Derived derivation={r.clock.derivation} now={now} runs={r.clock_runs} slip={r.slip} />
          <p class="note">{rests(r)}</p>
        </div>
      )}
      {r.ladder.length > 0 && (
        <div class="panel-body clock-part">
          <h3>{t('ladder.title')}</h3>
          <Ladder steps={r.ladder} />
        </div>
      )}
    </section>
  )
}

function under(r: RectificationPage, now: number): string {
  if (r.state === 'fallen_away') return t('clock.fallen_away', { d: binding(r.struck_off_at) })
  if (r.deadline === 0) return t('clock.unserved')
  const date = binding(r.deadline)
  if (r.state === 'struck_off')
    return t('clock.struck_off', { d: binding(r.struck_off_at), due: date })
  if (!r.clock_runs) return t('clock.stands', { due: date, n: r.clock.consumed })
  return r.deadline <= now
    ? t('clock.over', { due: date, s: span(now - r.deadline) })
    : t('clock.left', { due: date, s: span(r.deadline - now) })
}

function rests(r: RectificationPage): string {
  const out = [t('clock.budget', { b: budget(r.clock.budget) })]
  if (r.clock.served_how) out.push(t(`served.${r.clock.served_how}`))
  if (r.extensions > 0) out.push(t('clock.extended', { n: r.extensions }))
  if (r.clock.generation > 1) out.push(t('clock.generation', { n: r.clock.generation }))
  const revision = r.clock.derivation?.calendar_revision
  if (revision) {
    const basis = calendarBasis(revision, yearOf(dayOf(r.deadline)), !r.provisional)
    out.push(t('clock.calendar', { r: basis }))
  }
  return out.join(' · ')
}
