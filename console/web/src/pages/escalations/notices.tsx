import { href } from '../../base/router'
import type { Escalations } from '../../contract'
import { minute } from '../../live/freshness'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { lately } from '../../words/format'
import { personName, unitName } from '../../words/names'
import { t, word } from '../../words/words'

const bad = ['failed', 'uncertain']

export function Notices({ rows }: { rows: Escalations['notices'] }) {
  return (
    <Panel title={t('notices.title')} note={t('notices.note')}>
      {rows.length === 0 ? (
        <p class="none-here">{t('notices.none')}</p>
      ) : (
        <ul class="lines">
          {rows.map((n) => (
            <li key={n.id}>
              <Icon
                name={bad.includes(n.state) ? 'warn' : n.state === 'sent' ? 'checks' : 'clock'}
              />
              <span class="grow">
                <b>{personName(n.to)}</b>{' '}
                {n.items.map((item, i) => (
                  <span key={`${item.id}.${item.step}`}>
                    {i > 0 && t('comma.list')}
                    {item.matter === 'rectification' ? (
                      <a href={href(`/rectifications/${item.id}`)}>
                        {item.step > 0
                          ? word('step', String(item.step))
                          : word('area', item.matter)}
                      </a>
                    ) : (
                      word('area', item.matter)
                    )}
                  </span>
                ))}
                <span class="note"> {word('state.notice', n.state)}</span>
              </span>
              <span class="quiet nowrap">{lately(n.send_at, minute.value)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
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
              <span class="note"> {t('unreachable.passed', { to: unitName(u.passed_to) })}</span>
            </span>
            <span class="quiet nowrap">{lately(u.at, minute.value)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
