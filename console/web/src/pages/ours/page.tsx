import { ask } from '../../app/router'
import { me } from '../../app/session'
import type { Change, FindingRow, Ledger, RectificationPage } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Say, Shown } from '../../parts/state'
import { unitName } from '../../words/names'
import { t } from '../../words/words'
import { Aside } from './aside'
import { OurFindings } from './findings'
import { Matter } from './matter'
import { Rest } from './rest'
import { Sentence } from './sentence'
import './page.css'

/** A unit's own page: what is asked, until when and why then; nothing that is on file is asked. */
export default function OursPage({ id }: { id: string }) {
  const tab = ask('tab')
  if (tab === 'findings') return <OurFindings />
  if (tab === 'done') return <Done />
  return <Todo id={id} />
}

const moved = (change: Change) =>
  !!change.rectifications?.length || !!change.demands?.length || !!change.gone?.length

function Todo({ id }: { id: string }) {
  const list = useSnapshot<Ledger>('/rectifications?state=open&sort=days_left', { concerns: moved })
  const first = id || (list.data?.rows[0]?.id ?? '')
  const matter = useSnapshot<RectificationPage>(
    first ? `/rectifications/${encodeURIComponent(first)}` : null,
    {
      concerns: (change) =>
        concerns(change, 'rectifications', first) ||
        !!change.demands?.some((d) => d.rectification === first),
    },
  )
  const reload = () => {
    matter.reload()
    list.reload()
  }
  return (
    <Shown view={list}>
      {(ledger) =>
        first === '' ? (
          <div class="panel">
            <Say
              icon="check"
              title={t('ours.none')}
              text={t('ours.none.text', { unit: unitName(me.value?.unit ?? '') })}
            />
          </div>
        ) : (
          <>
            <Sentence rows={ledger.rows} demands={matter.data?.demands ?? []} />
            <div class="ours">
              <div class="ours-main">
                <Shown view={matter}>{(r) => <Matter key={r.id} r={r} done={reload} />}</Shown>
                <Rest rows={ledger.rows.filter((row) => row.id !== first)} />
              </div>
              {matter.data && <Aside r={matter.data} />}
            </div>
          </>
        )
      }
    </Shown>
  )
}

function Done() {
  const list = useSnapshot<Ledger>('/rectifications?state=struck_off&sort=-moved_at', {
    concerns: moved,
  })
  // A duty whose finding was dismissed fell away with it: nobody verified it, nobody struck it off.
  const dismissed = useSnapshot<FindingRow[]>('/findings?state=dismissed', { concerns: moved })
  const fell = new Set(dismissed.data?.map((f) => f.id))
  return (
    <Shown view={list}>
      {(ledger) =>
        ledger.rows.length === 0 ? (
          <div class="panel">
            <Say icon="check" title={t('ours.done.none')} text={t('ours.done.none.text')} />
          </div>
        ) : (
          <>
            <p class="ours-say">{saysDone(ledger, fell)}</p>
            <Rest rows={ledger.rows} fell={fell} />
          </>
        )
      }
    </Shown>
  )
}

function saysDone({ rows, total }: Ledger, fell: Set<string>): string {
  const n = rows.filter((row) => fell.has(row.finding)).length
  if (n === 0) return t('ours.done.say', { n: total })
  return t('ours.done.say', { n: total - n }) + t('ours.done.fell', { n })
}
