// Sheets of A4 and the bar above them, which is not printed.

import type { ComponentChildren } from 'preact'
import { go, href } from '../base/router'
import { t } from '../words/words'
import { Switches } from './head'
import { Icon } from './icon'
import './sheet.css'

export function Sheets({ back, children }: { back: string; children: ComponentChildren }) {
  return (
    <main class="sheets" id="main" tabIndex={-1}>
      <nav class="sheet-bar no-print" aria-label={t('papers.title')}>
        <a class="button" href={href(back)} onClick={returned(back)}>
          {t('papers.back')}
        </a>
        <span class="grow" />
        <Switches />
        <button type="button" class="button primary" onClick={() => print()}>
          <Icon name="print" />
          {t('papers.save')}
        </button>
      </nav>
      {children}
    </main>
  )
}

/** To where the reader came from; a sheet that was opened by its address leads to its matter. */
const returned = (back: string) => (event: Event) => {
  event.preventDefault()
  if (history.length > 1 && history.state !== null) history.back()
  else go(back)
}
