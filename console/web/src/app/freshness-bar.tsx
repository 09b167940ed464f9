// How old what is shown is. Stale is louder than wrong-looking: the bar is the only thing on a page
// that turns inverse.

import { age, asOf, line, logSeq } from '../live/freshness'
import { paused, togglePause, waiting } from '../live/stream'
import { Icon } from '../parts/icon'
import { hourOf } from '../time/civil'
import { count } from '../words/format'
import { t } from '../words/words'

const seconds = () => t('fresh.ago', { n: Math.max(1, Math.round(age.value / 1000)) })

export function FreshnessBar() {
  if (paused.value) {
    return (
      <div class="fresh fresh-paused">
        <Icon name="pause" size={14} />
        <span>{t('fresh.paused', { n: waiting.value })}</span>
        <button type="button" class="as-link" onClick={togglePause}>
          {t('fresh.continue')}
        </button>
      </div>
    )
  }
  switch (line.value) {
    case 'connecting':
      return (
        <div class="fresh">
          <i class="dot hollow" />
          <span>{t('fresh.connecting')}</span>
        </div>
      )
    case 'away':
      return (
        <div class="fresh fresh-cut">
          <i class="dot square" />
          <span>{t('fresh.away')}</span>
        </div>
      )
    case 'live':
      return (
        <div class="fresh">
          <i class="dot" />
          <span class="fresh-word">{t('fresh.live')}</span>
          <span>{seconds()}</span>
          {logSeq.value > 0 && (
            <span class="fresh-record">{t('fresh.record', { n: count(logSeq.value) })}</span>
          )}
        </div>
      )
    case 'late':
      return (
        <div class="fresh fresh-late">
          <i class="dot hollow" />
          <span>{t('fresh.late')}</span>
          <span>{seconds()}</span>
        </div>
      )
    case 'cut':
      return (
        <div class="fresh fresh-cut">
          <i class="dot square" />
          <span>{t('fresh.cut', { t: hourOf(asOf.value, true) })}</span>
        </div>
      )
  }
}

/** Below the top bar while the record is cut: what that means for the reader. */
export function CutBand() {
  const state = line.value
  if ((state !== 'cut' && state !== 'away') || paused.value) return null
  return (
    <p class="cut-band">
      <Icon name="warn" />
      {state === 'away' ? t('fresh.band.away') : t('fresh.band', { t: hourOf(asOf.value, true) })}
    </p>
  )
}
