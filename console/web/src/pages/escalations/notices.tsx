import { href } from '../../base/router'
import type { Escalations, Notice } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Icon, type IconName } from '../../parts/icon'
import { More } from '../../parts/more'
import { outcomeLines } from '../../parts/outcome'
import { usePages } from '../../parts/pages'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { pageOf } from '../../words/entry'
import { lately, paper, spokenDue } from '../../words/format'
import { personName, personPost, unitName } from '../../words/names'
import { known, t, word } from '../../words/words'

const icons: Record<string, IconName> = {
  waiting: 'clock',
  attempted: 'clock',
  sent: 'checks',
  failed: 'warn',
  uncertain: 'warn',
  overtaken: 'close',
}

/** What waits to be sent, and what became of what went out. */
export function Notices() {
  const view = useSnapshot<Notice[]>('/notices', { concerns: touches('notice') })
  const pages = usePages<Notice>('/notices', view, view.data ?? [], null, (rows: Notice[]) => rows)
  const waiting = pages.rows.filter((n) => n.at === 0)
  const past = pages.rows.filter((n) => n.at > 0)
  return (
    <Shown view={view} rows={6}>
      {() => (
        <>
          <Panel title={t('notices.waiting')} note={t('n.items', { n: waiting.length })}>
            <List rows={waiting} none={t('notices.none')} />
          </Panel>
          <Panel title={t('notices.past')} note={t('notices.past.note')}>
            <List rows={past} none={t('notices.past.none')} />
            <More pages={pages} />
          </Panel>
        </>
      )}
    </Shown>
  )
}

function List({ rows, none }: { rows: Notice[]; none: string }) {
  if (rows.length === 0) return <p class="none-here">{none}</p>
  return (
    <ul class="lines notices">
      {rows.map((n) => (
        <li key={n.id}>
          <Icon name={icons[n.state] ?? 'clock'} />
          <div class="grow">
            <b>{personName(n.to)}</b> <span class="quiet">{personPost(n.to)}</span>
            <ul class="notice-items">
              {n.items.map((item) => (
                <li key={`${item.matter}.${item.id}.${item.step}.${item.text}`}>
                  <Item item={item} />
                  {item.left_out && <span class="note"> {t('notices.left_out')}</span>}
                </li>
              ))}
            </ul>
            <span class="note">
              {n.at > 0
                ? t('notices.outcome', {
                    what: word('state.notice', n.state),
                    at: lately(n.at, minute.value),
                  })
                : t('notices.send', {
                    what: word('state.notice', n.state),
                    at: lately(n.send_at, minute.value),
                  })}
            </span>
            {outcomeLines(n.detail).map((line) => (
              <span key={line} class="note">
                {` · ${line}`}
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** As it was sent: number and limit only. A number's kind counts: 线字 17 is no 改字 17. */
export function Item({ item }: { item: Notice['items'][number] }) {
  const key = `notice.${item.text}`
  const kind = item.matter === 'demand' ? 'rectification' : item.matter
  const no =
    item.number && known(`number.${kind}`) ? paper(kind as 'rectification', item.number) : ''
  const text = known(key)
    ? t(key, { no, due: item.due > 0 ? spokenDue(item.due) : '' })
    : word('area', item.matter)
  const page = pageOf({ matter: `${item.matter}:${item.id}` })
  return page ? <a href={href(page)}>{text}</a> : <span>{text}</span>
}

/** Nobody reachable is an event of its own: it climbs and is not the unit's default. */
export function Unreachable({ rows }: { rows: Escalations['unreachable'] }) {
  if (rows.length === 0) return null
  return (
    <Panel title={t('unreachable.title')} note={t('unreachable.note')}>
      <ul class="lines">
        {rows.map((u) => (
          <li key={`${u.unit}.${u.at}`}>
            <Icon name="warn" />
            <span class="grow">
              <b>{unitName(u.unit)}</b> {word('role', u.role)}
              <span class="note">
                {' '}
                {u.passed_to
                  ? t('unreachable.passed', { to: unitName(u.passed_to) })
                  : t('unreachable.nowhere')}
              </span>
            </span>
            <span class="quiet nowrap">{lately(u.at, minute.value)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
