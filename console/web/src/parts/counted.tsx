// Figures as the server counted them, with their words and what each counts. Nothing is counted here.

import type { Figure, Overview } from '../contract'
import { t, title } from '../words/words'
import './counted.css'

export type Counts = Overview['figures']

/** Struck off: of fewer no rate is given, here, on the wall and in the reports. */
export const rate_from = 5

/** Where the session may not know it, its row or tile is left out by whoever asks. */
export const counted = (counts: Counts, figure: Figure): number => counts[figure] ?? 0

/** The word of a figure; what it counts shows when it is pointed at, and stands in the list below. */
export function Counted({ figure }: { figure: Figure }) {
  return <span title={t(`figure.${figure}.text`)}>{title(`figure.${figure}`)}</span>
}

/** Each word with what it counts and of when. */
export function Meanings({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="defined">
      {figures.map((figure) => (
        <div key={figure}>
          <dt>{title(`figure.${figure}`)}</dt>
          <dd>
            {t('colon')}
            {t(`figure.${figure}.text`)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
