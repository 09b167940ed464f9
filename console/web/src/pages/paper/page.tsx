import type { Paper } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { PaperSheet } from '../../parts/paper-sheet'
import { Sheets } from '../../parts/sheet'
import { Shown } from '../../parts/state'
import { lang } from '../../words/lang'

/** One official paper. What it says does not change: it rests on what was recorded. */
export default function PaperPage({ id }: { id: string }) {
  const view = useSnapshot<Paper>(`/papers/${encodeURIComponent(id)}?lang=${lang.value}`, {
    concerns: () => false,
  })
  return (
    <Sheets back="/">
      <Shown view={view} rows={12}>
        {(paper) => <PaperSheet paper={paper} />}
      </Shown>
    </Sheets>
  )
}
