// What was found, below the search of every page: its code and words come with the first search.

import { href } from '../base/router'
import { t } from '../words/words'
import { type Found, type Hit, type HitKind, linkOf, moreOf, nameOf, pieces } from './hits'
import './search-list.css'

export interface Option {
  kind: HitKind
  hit: Hit
  to: string
}

export const optionsOf = (found: Found): Option[] =>
  found.groups.flatMap(({ kind, rows }) =>
    rows.map((hit) => ({ kind, hit, to: linkOf(kind, hit) })).filter((option) => option.to !== ''),
  )

interface Props {
  id: string
  idOf: (place: number) => string
  options: Option[]
  at: number
  typed: string
  all: string
  close: () => void
}

export function SearchList({ id, idOf, options, at, typed, all, close }: Props) {
  return (
    <div id={id} class="search-list" role="listbox" aria-label={t('search.label')}>
      {options.map((option, i) => (
        <a
          key={`${option.kind}:${option.hit.id}`}
          id={idOf(i)}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          href={href(option.to)}
          onClick={close}
        >
          <span class="search-kind">{t(`search.kind.${option.kind}`)}</span>
          <span class="search-name">
            <Marked text={nameOf(option.kind, option.hit)} typed={typed} />
          </span>
          <span class="search-note">
            <Marked text={moreOf(option.kind, option.hit)} typed={typed} />
          </span>
        </a>
      ))}
      <a
        id={idOf(options.length)}
        role="option"
        tabIndex={-1}
        class="search-all"
        aria-selected={at === options.length}
        href={href(all)}
        onClick={close}
      >
        {options.length > 0 ? t('search.all') : t('search.none', { q: typed })}
      </a>
    </div>
  )
}

export function Marked({ text, typed }: { text: string; typed: string }) {
  return (
    <>
      {pieces(text, typed).map((piece, i) =>
        piece.hit ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>,
      )}
    </>
  )
}
