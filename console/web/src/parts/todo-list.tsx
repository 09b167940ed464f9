// Things to do, a line each: until when, what, about whom. The line leads to where it is done.

import { href } from '../base/router'
import { answersForUnit, me } from '../base/session'
import type { TodoRow } from '../contract'
import { minute } from '../live/freshness'
import { binding, paper, span, spokenDue } from '../words/format'
import { personName, townshipOf, unitName } from '../words/names'
import { known, t, title, word } from '../words/words'
import { partOf } from './todos'
import './todo-list.css'

const near_ms = 86_400_000

/** The page on which the act is done. */
export function whereOf({ matter, id }: TodoRow): string {
  switch (matter) {
    case 'rectification':
      return me.value && answersForUnit(me.value) ? `/ours/${id}` : `/rectifications/${id}`
    case 'finding':
      return `/findings/${id}`
    case 'task':
      return `/tasks/${id}`
    case 'case':
      return `/cases/${id}`
    case 'own-case':
      return '/my-case'
    case 'plan':
      return '/plans'
    default:
      return '/confirmations'
  }
}

export function numberOf({ matter, number }: TodoRow): string {
  if (number === '') return ''
  if (matter === 'proposal') return t('confirm.number', { n: number })
  if (matter === 'demand' || matter === 'finding') return number
  return paper(matter === 'own-case' ? 'case' : (matter as 'rectification'), number)
}

/** What is to be done, in a few words. */
export function deedOf({ kind, of }: TodoRow): string {
  const kinds = { confirm: 'command', review_assignment: 'assignment' } as const
  const what = of && word(kinds[kind as keyof typeof kinds] ?? 'demand', of)
  return what ? t(`todo.${kind}`, { what }) : title(`todo.${kind}`)
}

/** What comes of it when nobody does it, where the rules say so. */
function lapse({ kind }: TodoRow): string {
  const key = `todo.lapse.${kind}`
  return known(key) ? t(key) : ''
}

/** Whom it was given to, for those who could do it too. */
const verifierOf = ({ verifier }: TodoRow): string =>
  verifier === me.value?.person
    ? t('todo.verifier.you')
    : t('todo.verifier', { person: personName(verifier) })

export function TodoList({ rows, caption }: { rows: TodoRow[]; caption: string }) {
  return (
    <ul class="todo" aria-label={caption}>
      {rows.map((row) => (
        <Line key={`${row.kind}:${row.matter}:${row.id}:${row.of}`} row={row} />
      ))}
    </ul>
  )
}

function Line({ row }: { row: TodoRow }) {
  const now = minute.value
  const part = partOf(row.limit, now)
  const township = row.unit && unitName(townshipOf(row.unit))
  const otherwise = part !== 'passed' && lapse(row)
  return (
    <li class="todo-line">
      <span class={`todo-limit ${part}`}>
        {row.limit === 0 ? (
          <span class="quiet">{t('todo.no_limit')}</span>
        ) : (
          <>
            <b title={binding(row.limit)}>{spokenDue(row.limit)}</b>
            <span class="note">
              {part === 'passed'
                ? t('todo.over', { t: span(now - row.limit) })
                : row.limit - now < near_ms
                  ? t('todo.left', { t: span(row.limit - now) })
                  : ''}
            </span>
          </>
        )}
      </span>
      <span class="todo-what">
        <a class="row-link" data-row href={href(whereOf(row))}>
          {deedOf(row)}
        </a>
        {row.unit && (
          <>
            {' '}
            <b>{unitName(row.unit)}</b> <span class="quiet">{township}</span>
          </>
        )}
        {row.verifier && <span class="tag">{verifierOf(row)}</span>}
        {row.problem && <span class="todo-problem">{row.problem}</span>}
        {otherwise && <span class="note">{otherwise}</span>}
      </span>
      <span class="todo-number quiet nowrap">{numberOf(row)}</span>
    </li>
  )
}
