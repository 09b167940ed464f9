// The search of every page: what fits stands below it as one types; the keys walk it, Enter opens
// it, or the page of all that was found.

import { useEffect, useRef, useState } from 'preact/hooks'
import { Refusal, snapshot } from '../base/api'
import { go, href, path } from '../base/router'
import { t } from '../words/words'
import { type Found, type Hit, type HitKind, linkOf, moreOf, nameOf, pieces } from './hits'
import { Icon } from './icon'
import './search-box.css'

const still_ms = 150 // without a further letter, then it is asked
const rows_a_kind = 4
const chars_max = 80

// The types of JSX want a <datalist> with this role.
const combobox = { role: 'combobox' } as object

interface Option {
  kind: HitKind
  hit: Hit
  to: string
}

const optionsOf = (found: Found): Option[] =>
  found.groups.flatMap(({ kind, rows }) =>
    rows.map((hit) => ({ kind, hit, to: linkOf(kind, hit) })).filter((option) => option.to !== ''),
  )

export function SearchBox({ id = 'search' }: { id?: string }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; options: Option[] } | null>(null)
  const [at, setAt] = useState(-1)
  const [open, setOpen] = useState(false)
  const asked = useRef(0)
  const typed = text.trim()

  // Another page closes it.
  const here = path.value
  useEffect(() => setOpen(false), [here])

  useEffect(() => {
    const own = ++asked.current
    setAt(-1)
    if (typed === '') {
      setFound(null)
      return
    }
    const timer = setTimeout(async () => {
      try {
        const query = `q=${encodeURIComponent(typed)}&limit=${rows_a_kind}`
        const answer = await snapshot<Found>(`/search?${query}`, 'person')
        // Only what was asked for last counts, in whatever order answers come.
        if (own === asked.current) setFound({ text: typed, options: optionsOf(answer.data) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (own === asked.current) setFound(null)
      }
    }, still_ms)
    return () => clearTimeout(timer)
  }, [typed])

  const options = found?.options ?? []
  const shown = open && typed !== '' && found !== null
  const all = `/search?q=${encodeURIComponent(typed)}`
  const leave = (to: string) => {
    setOpen(false)
    go(to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return // Enter and arrows belong to the input method
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      // The last place is "all results".
      setAt((at + step + options.length + 1) % (options.length + 1))
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  const idOf = (place: number) => `${id}.${place}`
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed === '') return
        leave(shown && at >= 0 && at < options.length ? options[at]!.to : all)
      }}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <Icon name="search" />
      <label class="unseen" for={id}>
        {t('search.label')}
      </label>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a combobox */}
      <input
        id={id}
        type="search"
        {...combobox}
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}.list`}
        aria-activedescendant={shown && at >= 0 ? idOf(at) : undefined}
        value={text}
        placeholder={t('search.hint')}
        maxLength={chars_max}
        onInput={(e) => {
          setText(e.currentTarget.value)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={press}
      />
      <kbd>/</kbd>
      <div
        id={`${id}.list`}
        class="search-list"
        role="listbox"
        aria-label={t('search.label')}
        hidden={!shown}
      >
        {options.map((option, i) => (
          <a
            key={`${option.kind}:${option.hit.id}`}
            id={idOf(i)}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            href={href(option.to)}
            onClick={() => setOpen(false)}
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
          onClick={() => setOpen(false)}
        >
          {options.length > 0 ? t('search.all') : t('search.none', { q: typed })}
        </a>
      </div>
      <span class="unseen" role="status">
        {shown && t('search.said', { n: options.length })}
      </span>
    </form>
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
