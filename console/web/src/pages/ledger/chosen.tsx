// What is done with several rows at once.

import { Icon } from '../../parts/icon'
import { t } from '../../words/words'
import { csvOfChosen } from './view'

export function Chosen({ ids, clear }: { ids: string[]; clear: () => void }) {
  if (ids.length === 0) return null
  return (
    <section class="chosen no-print" aria-label={t('chosen.title')}>
      <b>{t('chosen.n', { n: ids.length })}</b>
      <a class="button" href={csvOfChosen(ids)} download>
        <Icon name="export" />
        {t('chosen.export')}
      </a>
      <button type="button" class="button bare" onClick={clear}>
        {t('chosen.clear')}
      </button>
    </section>
  )
}
