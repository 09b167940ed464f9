// What was refused, and what would be right: the box that stands above what was filled in.

import type { ComponentChildren } from 'preact'
import { Icon } from './icon'

interface Props {
  what: string
  mend?: string
  children?: ComponentChildren // what else is to be said
}

export function RefusalBox({ what, mend, children }: Props) {
  return (
    <div class="refused" role="alert">
      <Icon name="warn" />
      <div>
        <b>{what}</b>
        {mend && <p>{mend}</p>}
        {children}
      </div>
    </div>
  )
}
