import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, href, setQuery } from '../../base/router'
import { useSnapshot } from '../../live/snapshot'
import { type Found, type Hit, type HitGroup, linkOf, moreOf, nameOf } from '../../parts/hits'
import { Icon } from '../../parts/icon'
import { Marked } from '../../parts/search-list'
import { Say, Shown } from '../../parts/state'
import { rowTime } from '../../words/format'
import { t } from '../../words/words'
import './page.css'

const rows_a_kind = 50
const still_ms = 200

/** Everything that was found, by kind. The address says what was looked for. */
export default function SearchPage() {
  const q = ask('q')
  const path = q.trim() && `/search?q=${encodeURIComponent(q.trim())}&limit=${rows_a_kind}`
  const view = useSnapshot<Found>(path || null, { concerns: () => false })
  return (
    <div class="search-page">
      <Field q={q} />
      {path === '' ? (
        <div class="panel">
          <Say icon="search" title={t('search.begin')} text={t('search.none.text')} />
        </div>
      ) : (
        <Shown view={view} rows={8}>
          {(found) =>
            found.groups.length === 0 ? (
              <div class="panel">
                <Say
                  icon="search"
                  title={t('search.none', { q: q.trim() })}
                  text={t('search.none.text')}
                />
              </div>
            ) : (
              found.groups.map((group) => <Group key={group.kind} group={group} typed={q} />)
            )
          }
        </Shown>
      )}
    </div>
  )
}

/** What is typed becomes the address once no further letter comes. */
function Field({ q }: { q: string }) {
  const [text, setText] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setText(q), [q])
  useEffect(() => {
    if (q === '') field.current?.focus()
  }, [])
  useEffect(() => {
    if (text === q) return
    const timer = setTimeout(() => setQuery({ q: text }, 'replace'), still_ms)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <form
      class="search search-field no-print"
      onSubmit={(event) => {
        event.preventDefault()
        setQuery({ q: text }, 'replace')
      }}
    >
      <Icon name="search" />
      <label class="unseen" for="search-field">
        {t('search.label')}
      </label>
      <input
        id="search-field"
        ref={field}
        type="search"
        value={text}
        placeholder={t('search.hint')}
        maxLength={80}
        onInput={(e) => setText(e.currentTarget.value)}
      />
    </form>
  )
}

function Group({ group, typed }: { group: HitGroup; typed: string }) {
  const more = group.total - group.rows.length
  return (
    <section class="panel search-group" aria-labelledby={`search.${group.kind}`}>
      <h2 id={`search.${group.kind}`}>
        {t(`search.kind.${group.kind}`)} <span class="quiet">{group.total}</span>
      </h2>
      <ul>
        {group.rows.map((hit) => (
          <li key={hit.id}>
            <One group={group} hit={hit} typed={typed} />
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet search-rest">{t('search.more', { n: more })}</p>}
    </section>
  )
}

function One({ group, hit, typed }: { group: HitGroup; hit: Hit; typed: string }) {
  const to = linkOf(group.kind, hit)
  const name = <Marked text={nameOf(group.kind, hit)} typed={typed} />
  return (
    <>
      {to ? (
        <a data-row class="search-hit" href={href(to)}>
          {name}
        </a>
      ) : (
        <b class="search-hit">{name}</b>
      )}
      <span class="search-note">
        <Marked text={moreOf(group.kind, hit)} typed={typed} />
      </span>
      <span class="quiet nowrap search-at">{hit.at > 0 && rowTime(hit.at)}</span>
    </>
  )
}
