import { ask } from '../../base/router'
import { me } from '../../base/session'
import type { Change, Ledger, RectificationPage, RectificationRow } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { TodoList } from '../../parts/todo-list'
import { todos } from '../../parts/todos'
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
  const todo = todos.value.data
  const pressing = todo?.rows.find((row) => row.matter === 'rectification')
  const first = id || (pressing?.id ?? list.data?.rows[0]?.id ?? '')
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
  const others = todo?.rows.filter((row) => row.matter !== 'rectification' || row.id !== first)
  const asked = new Set(todo?.rows.map((row) => row.id))
  return (
    <Shown view={list}>
      {(ledger) =>
        first === '' && !todo?.total ? (
          <div class="panel">
            <Say
              icon="check"
              title={t('ours.none')}
              text={t('ours.none.text', { unit: unitName(me.value?.unit ?? '') })}
            />
          </div>
        ) : (
          <>
            <Sentence
              n={todo?.total ?? 0}
              row={ledger.rows.find((row) => row.id === first)}
              demands={matter.data?.demands ?? []}
            />
            <div class="ours">
              <div class="ours-main">
                {first !== '' && (
                  <Shown view={matter}>{(r) => <Matter key={r.id} r={r} done={reload} />}</Shown>
                )}
                {!!others?.length && (
                  <Panel title={t('ours.others')} note={t('n.items', { n: others.length })}>
                    <TodoList rows={others} caption={t('ours.others')} />
                  </Panel>
                )}
                <Waits rows={ledger.rows.filter((row) => row.id !== first && !asked.has(row.id))} />
              </div>
              {matter.data && <Aside r={matter.data} />}
            </div>
          </>
        )
      }
    </Shown>
  )
}

/** Open matters in which the next act is another's. */
function Waits({ rows }: { rows: RectificationRow[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-label={t('ours.waits')}>
      <h2 class="ours-head">{t('ours.waits')}</h2>
      <Rest rows={rows} />
    </section>
  )
}

function Done() {
  const list = useSnapshot<Ledger>('/rectifications?state=struck_off&sort=-moved_at', {
    concerns: moved,
  })
  // A duty whose finding was dismissed fell away with it: nobody verified it, nobody struck it off.
  const fallen = useSnapshot<Ledger>('/rectifications?state=fallen_away&sort=-moved_at', {
    concerns: moved,
  })
  return (
    <Shown view={list}>
      {(struck) => (
        <Shown view={fallen}>
          {(fell) =>
            struck.total + fell.total === 0 ? (
              <div class="panel">
                <Say icon="check" title={t('ours.done.none')} text={t('ours.done.none.text')} />
              </div>
            ) : (
              <>
                <p class="ours-say">
                  {t('ours.done.say', { n: struck.total })}
                  {fell.total > 0 && t('ours.done.fell', { n: fell.total })}
                </p>
                <Rest rows={[...struck.rows, ...fell.rows].sort(newestFirst)} />
              </>
            )
          }
        </Shown>
      )}
    </Shown>
  )
}

const newestFirst = (a: RectificationRow, b: RectificationRow): number => b.moved_at - a.moved_at
