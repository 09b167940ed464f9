import { Empty, Header } from '../parts/frame'
import { t } from '../words/words'

/** Where nothing can be kept, nothing may be begun. */
export function NoStorage() {
  return (
    <div class="phone">
      <Header title={t('brand.long')} />
      <main id="main">
        <Empty icon="warn" title={t('error.storage')} text={t('error.storage.mend')} />
      </main>
    </div>
  )
}
