// The search of every page: what fits stands below it as one types; the keys walk it, Enter opens
// it, or the page of all that was found.

import { useEffect, useRef, useState } from 'preact/hooks'
import { Refusal, snapshot } from '../base/api'
import { go, path } from '../base/router'
import { restOfWords, t } from '../words/words'
import type { Found } from './hits'
import { Icon } from './icon'
import type { Option } from './search-list'

const still_ms = 150 // without a further letter, then it is asked
const rows_a_kind = 4
const chars_max = 80

// The types of JSX want a <datalist> with this role.
const combobox = { role: 'combobox' } as object

/** What draws the list, with its words: neither is needed before the first letter. */
const list = () => Promise.all([import('./search-list'), restOfWords()]).then(([drawn]) => drawn)

interface Listed {
  options: Option[]
  View: Awaited<ReturnType<typeof list>>['SearchList']
}

export function SearchBox({ id = 'search' }: { id?: string }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Listed | null>(null)
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
        const asking = snapshot<Found>(`/search?${query}`, 'person')
        const [answer, { optionsOf, SearchList }] = await Promise.all([asking, list()])
        // Only what was asked for last counts, in whatever order answers come.
        if (own !== asked.current) return
        setFound({ options: optionsOf(answer.data), View: SearchList })
      } catch (error) {
        if (own === asked.current) setFound(null)
        if (!(error instanceof Refusal)) throw error
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
        aria-controls={shown ? `${id}.list` : undefined}
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
      {shown && (
        <found.View
          id={`${id}.list`}
          idOf={idOf}
          options={options}
          at={at}
          typed={typed}
          all={all}
          close={() => setOpen(false)}
        />
      )}
      <span class="unseen" role="status">
        {shown && t('search.said', { n: options.length })}
      </span>
    </form>
  )
}
