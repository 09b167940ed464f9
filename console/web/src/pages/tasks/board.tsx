import { href } from '../../base/router'
import type { TaskRow } from '../../contract'
import { freshness, minute } from '../../live/freshness'
import { Icon } from '../../parts/icon'
import { Limit } from '../../parts/ring'
import { clock, rowDay, shortNumber } from '../../words/format'
import { groupShort, groupTag, townshipOf, unitName } from '../../words/names'
import { type Key, t } from '../../words/words'
import { isSealed, isUnannounced } from './sealed'

const columns: { state: TaskRow['state']; limit?: Key }[] = [
  { state: 'released', limit: 'tasks.limit.accept' },
  { state: 'accepted', limit: 'tasks.limit.check_in' },
  { state: 'on_site' },
  { state: 'reported', limit: 'tasks.limit.review' },
]
const undone: TaskRow['state'][] = ['recused', 'missed', 'withdrawn']
const done_shown = 12
const slots_max = 24

interface Props {
  rows: TaskRow[]
  changed: Record<string, number>
}

export function Board({ rows, changed }: Props) {
  const closed = rows.filter((r) => r.state === 'closed')
  const others = rows.filter((r) => undone.includes(r.state))
  return (
    <div class="board">
      <Sealed n={rows.filter(isUnannounced).length} />
      {columns.map(({ state, limit }) => {
        const here = rows.filter((r) => r.state === state)
        return (
          <section key={state} class={`column column-${state}`}>
            <ColumnHead title={t(`state.task.${state}`)} note={limit && t(limit)} n={here.length} />
            {here.map((row) => (
              <Card
                key={`${row.id}.${changed[row.id] ?? 0}`}
                row={row}
                changed={row.id in changed}
              />
            ))}
            {here.length === 0 && <p class="column-none">{t('tasks.column.none')}</p>}
          </section>
        )
      })}
      <section class="column column-closed">
        <ColumnHead title={t('state.task.closed')} note={t('tasks.month')} n={closed.length} />
        {closed.length > 0 && (
          <ul class="card done-list">
            {closed.slice(0, done_shown).map((r) => (
              <li key={r.id}>
                <a href={href(`/tasks/${r.id}`)} data-row class="clip">
                  {unitName(r.target)}
                </a>
                <span class="quiet">{groupTag(r.group)}</span>
                <span class="quiet">{rowDay(r.reported_at)}</span>
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <div class="card">
            <b>{t('tasks.undone', { n: others.length })}</b>
            <ul class="undone">
              {others.map((r) => (
                <li key={r.id}>
                  <a href={href(`/tasks/${r.id}`)} data-row class="code">
                    {shortNumber(r.number, minute.value)}
                  </a>{' '}
                  {t(`state.task.${r.state}`)} <span class="quiet">{groupTag(r.group)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
    </div>
  )
}

/** Of what is sealed nobody at a page knows more than the number: a slot for each, and no place. */
function Sealed({ n }: { n: number }) {
  return (
    <section class="column column-sealed">
      <ColumnHead title={t('figure.sealed')} note={t('tasks.sealed.note')} n={n} />
      <div class="card">
        <b class="sealed-n">{n}</b>
        {n > 0 && (
          <span class="sealed-slots" aria-hidden="true">
            {Array.from({ length: Math.min(n, slots_max) }, (_, i) => (
              <i key={i} class="sealed" />
            ))}
          </span>
        )}
        <p class="quiet">{t(n > 0 ? 'tasks.sealed.text' : 'tasks.sealed.none')}</p>
      </div>
    </section>
  )
}

function ColumnHead({ title, note, n }: { title: string; note?: string; n: number }) {
  return (
    <h2 class="column-head">
      <span class="cap">{title}</span>
      {note && <span class="note">{note}</span>}
      <b>{n}</b>
    </h2>
  )
}

function Card({ row, changed }: { row: TaskRow; changed: boolean }) {
  return (
    <article class={changed ? 'card changed' : 'card'}>
      <p class="card-top">
        <a href={href(`/tasks/${row.id}`)} data-row class="code row-link">
          {t('task.short', { n: shortNumber(row.number, minute.value) })}
        </a>
        <span class="tag">{t(`task.kind.${row.kind}`)}</span>
      </p>
      {isSealed(row) ? (
        <p class="sealed">
          <Icon name="lock" size={14} />
          <span>{t('task.sealed')}</span>
        </p>
      ) : (
        <p class="card-place">
          <b>{row.target ? unitName(row.target) : t('task.no_target')}</b>{' '}
          <span class="quiet">{row.target && unitName(townshipOf(row.target))}</span>
        </p>
      )}
      <p class="card-who">
        <b>{groupShort(row.group)}</b>
        {row.members > 0 && <span>{t('task.members', { n: row.members })}</span>}
        {row.state === 'on_site' && (
          <span class={freshness.value === 'cut' ? 'card-clock frozen' : 'card-clock'}>
            {t('task.elapsed')} <b>{clock(minute.value - row.checked_in_at)}</b>
          </span>
        )}
      </p>
      <Body row={row} />
    </article>
  )
}

function Body({ row }: { row: TaskRow }) {
  switch (row.state) {
    case 'released':
      return (
        <>
          <Limit from={row.released_at} until={row.accept_due} after={t('task.released')} />
          <p class="card-foot">{t(row.delivered ? 'task.delivered' : 'task.not_delivered')}</p>
        </>
      )
    case 'accepted':
      return <Limit from={row.released_at} until={row.check_in_due} after={t('task.released')} />
    case 'on_site':
      return (
        <>
          <p class="card-list">
            <span>{t('task.checklist')}</span>
            <span class="track" aria-hidden="true">
              <i style={{ width: `${row.items ? (100 * row.answered) / row.items : 0}%` }} />
            </span>
            <b>
              {row.answered}/{row.items}
            </b>
          </p>
          <p>
            {t('in_field.found')} <b>{row.findings}</b>
          </p>
        </>
      )
    default:
      return (
        <p>
          {t('in_field.found')} <b>{row.findings}</b>{' '}
          <span class="quiet">{t('task.reported', { d: rowDay(row.reported_at) })}</span>
        </p>
      )
  }
}
