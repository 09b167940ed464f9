import type { DemandRow, RectificationRow } from '../../contract'
import { minute } from '../../live/freshness'
import { due } from '../../parts/due'
import { spokenDue } from '../../words/format'
import { rich, t, word } from '../../words/words'

/** 有 2 件要办。最急：10 月 23 日前 交一份书面承诺。 */
export function Sentence({
  n,
  row: first,
  demands,
}: {
  n: number // of the badge
  row: RectificationRow | undefined // the most pressing
  demands: DemandRow[]
}) {
  const open = demands.find((d) => d.state === 'open' && d.due > 0)
  const hue = first ? due(first, minute.value).slip : 'none'
  const when = (at: number) => <b class={`ink-${hue}`}>{t('ours.by', { d: spokenDue(at) })}</b>
  return (
    <p class="ours-say">
      {rich('ours.say', { n: <b>{t('ours.n', { n })}</b> })}
      {open
        ? rich('ours.say.demand', { by: when(open.due), what: word('demand', open.kind) })
        : first && first.deadline > 0 && first.clock_runs
          ? rich(first.deadline > minute.value ? 'ours.say.due' : 'ours.say.over', {
              by: when(first.deadline),
            })
          : first?.state === 'issued'
            ? t('ours.say.unserved')
            : ''}
    </p>
  )
}
