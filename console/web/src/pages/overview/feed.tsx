import { href } from '../../base/router'
import type { Entry, LogPage } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { feed } from '../../live/stream'
import { Panel } from '../../parts/panel'
import { hourOf } from '../../time/civil'
import { news, pageOf } from '../../words/entry'
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

/** What people did, a sentence each. Notices and clocks are not news. */
export function Feed() {
  const log = useSnapshot<LogPage>(`/log?news=1&limit=${shown_max}`, { concerns: () => false })
  const rows = join(feed.value, log.data?.entries ?? [])
  if (rows.length === 0) return null
  return (
    <Panel title={t('feed.title')} link={{ to: '/log', text: t('nav.log') }}>
      <ol class="lines">
        {rows.map((entry) => {
          const page = pageOf(entry)
          return (
            <li key={`${entry.seq}.${entry.index}`}>
              <span class="quiet nowrap">{hourOf(entry.at)}</span>
              <span class="grow clip">
                {page ? <a href={href(page)}>{news(entry)}</a> : news(entry)}
                {entry.text && <span class="quiet">{t('colon') + entry.text}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
