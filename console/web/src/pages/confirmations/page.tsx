import { me } from '../../base/session'
import type { ProposalRow } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { proposalsChange } from '../../parts/waiting'
import { spokenDue } from '../../words/format'
import { t } from '../../words/words'
import { Row } from './row'
import './page.css'

/** What one person has proposed and another must confirm: what waits for the reader first. */
export default function ConfirmationsPage() {
  const view = useSnapshot<ProposalRow[]>('/proposals', { concerns: proposalsChange })
  return (
    <Shown view={view}>
      {(rows) =>
        rows.length === 0 ? (
          <div class="panel">
            <Say icon="checks" title={t('confirm.none')} text={t('confirm.none.text')} />
          </div>
        ) : (
          <Lists rows={rows} reload={view.reload} />
        )
      }
    </Shown>
  )
}

function Lists({ rows, reload }: { rows: ProposalRow[]; reload: () => void }) {
  const mine = rows.filter((row) => row.waits_for_me)
  const own = rows.filter((row) => row.proposer === me.value?.person)
  const others = rows.filter((row) => !mine.includes(row) && !own.includes(row))
  const first = Math.min(...mine.map((row) => row.lapses))
  const lists = [
    ['confirm.mine', mine],
    ['confirm.own', own],
    ['confirm.others', others],
  ] as const
  return (
    <>
      <p class="lead">
        {mine.length === 0
          ? t('confirm.lead.none')
          : t(mine.length === 1 ? 'confirm.lead.one' : 'confirm.lead', {
              n: mine.length,
              due: spokenDue(first),
            })}
      </p>
      <div class="proposals">
        {lists.map(
          ([title, some]) =>
            some.length > 0 && (
              <Panel
                key={title}
                title={`${t(title)} ${some.length}`}
                note={title === 'confirm.mine' && t('confirm.note')}
              >
                <ul>
                  {some.map((row, i) => (
                    <Row key={row.id} row={row} first={some === mine && i === 0} reload={reload} />
                  ))}
                </ul>
              </Panel>
            ),
        )}
      </div>
    </>
  )
}
