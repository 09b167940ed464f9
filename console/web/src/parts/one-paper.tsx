// One official paper on its sheets. What it says does not change: it rests on what was recorded.

import type { Paper } from '../contract'
import { useSnapshot } from '../live/snapshot'
import { lang } from '../words/lang'
import { PaperSheet } from './paper-sheet'
import { Sheets } from './sheet'
import { Shown } from './state'

interface Props {
  at: string // where the server has it
  back: string // the page that leads to it
}

export function OnePaper({ at, back }: Props) {
  const view = useSnapshot<Paper>(`${at}?lang=${lang.value}`, { concerns: () => false })
  return (
    <Sheets back={back}>
      <Shown view={view} rows={12}>
        {(paper) => <PaperSheet paper={paper} />}
      </Shown>
    </Sheets>
  )
}
