// The button under a list that comes in pages; nothing when all of it is there.

import { t } from '../words/words'
import type { Pages } from './pages'

export function More({ pages }: { pages: Pick<Pages<never>, 'left' | 'more'> }) {
  if (!pages.left) return null
  return (
    <p class="none-here no-print">
      <button type="button" class="button" onClick={pages.more}>
        {t('page.more')}
      </button>
    </p>
  )
}
