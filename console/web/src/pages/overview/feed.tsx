import type { Entry, LogPage } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { feed } from '../../live/stream'
import { Panel } from '../../parts/panel'
import { hourOf } from '../../time/civil'
import { area, tell } from '../../words/entry'
import { count } from '../../words/format'
import { t } from '../../words/words'

const shown_max = 12

/** What the stream said, before it what the log had; each event once. */
function join(live: Entry[], logged: Entry[]): Entry[] {
  const seen = new Set<string>()
  return [...live, ...logged]
    .filter((entry) => {
      const id = `${entry.seq}.${entry.index}`
      return !seen.has(id) && seen.add(id)
    })
    .sort((a, b) => b.seq - a.seq || b.index - a.index)
    .slice(0, shown_max)
}

export function Feed() {
  const log = useSnapshot<LogPage>('/log?limit=30', { concerns: () => false })
  const rows = join(feed.value, log.data?.entries ?? [])
  if (rows.length === 0) return null
  return (
    <Panel title={t('feed.title')} link={{ to: '/log', text: t('nav.log') }}>
      <table class="table feed">
        <caption class="unseen">{t('feed.title')}</caption>
        <tbody>
          {rows.map((entry) => {
            const told = tell(entry)
            return (
              <tr key={`${entry.seq}.${entry.index}`}>
                <td class="quiet nowrap">{hourOf(entry.at, true)}</td>
                <td class="quiet nowrap">{area(entry)}</td>
                <td>
                  {told.who} <b>{told.deed}</b> <span class="quiet">{told.more}</span>
                  {told.text && <span>{t('colon') + told.text}</span>}
                </td>
                <td class="num code quiet">{count(entry.seq)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}
