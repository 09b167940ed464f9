import { useEffect, useState } from 'preact/hooks'
import { Refusal, snapshot } from '../../base/api'
import { ask, href, place, setQuery } from '../../base/router'
import type { Entry, LogPage } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { Icon } from '../../parts/icon'
import { Pick } from '../../parts/pick'
import { SavedViews } from '../../parts/saved'
import { Say, Shown } from '../../parts/state'
import { toast } from '../../parts/toast'
import { about, pageOf, tell } from '../../words/entry'
import { count, stamp } from '../../words/format'
import { namesById, personName } from '../../words/names'
import { t, word } from '../../words/words'
import { deedsAlone, kinds } from './kinds'
import './page.css'

const names = ['type', 'actor', 'matter']
const choices = [...names, 'all']

/** An address may ask for another word, or for one event such as task.released. */
const offered = (asked: string): readonly string[] =>
  asked === '' || kinds.some((k) => k === asked) ? kinds : [...kinds, asked]

/** What part of the county's work an event belongs to. */
const area = (entry: Entry): string => word('area', entry.type.split('.')[0]!)

/** Append only: who, what, when, through what; what was written stands below it. */
export default function LogView() {
  const query = new URLSearchParams({ limit: '100' })
  for (const name of names) if (ask(name)) query.set(name, ask(name))
  const deeds = deedsAlone(ask('type'), ask('all'))
  if (deeds) query.set('deeds', '1')
  const path = `/log?${query}`
  const view = useSnapshot<LogPage>(path)
  const [older, setOlder] = useState<{ path: string; pages: LogPage[] }>({ path, pages: [] })
  useEffect(() => setOlder({ path, pages: [] }), [path])
  const pages = older.path === path ? older.pages : []

  const more = async (before: number) => {
    try {
      const page = (await snapshot<LogPage>(`${path}&before=${before}`)).data
      setOlder({ path, pages: [...pages, page] })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      toast(error.problem.what, true)
    }
  }
  return (
    <>
      <div class="bar log-bar no-print">
        <div class="switch">
          <button type="button" aria-pressed={deeds} onClick={() => setQuery({ all: '' })}>
            {t('log.deeds')}
          </button>
          <button type="button" aria-pressed={!deeds} onClick={() => setQuery({ all: '1' })}>
            {t('log.every')}
          </button>
        </div>
        <Pick
          name="type"
          label={t('col.kind')}
          all={t('log.all')}
          options={offered(ask('type')).map((k) => [k, word('log.kind', k)])}
        />
        <Pick
          name="actor"
          label={t('col.by')}
          all={t('log.anybody')}
          options={namesById.value.people.slice(0, 400).map((p) => [p.id, personName(p.id)])}
        />
        {ask('matter') && <span class="tag">{ask('matter')}</span>}
        {choices.some((name) => place.value.query.has(name)) && (
          <button
            type="button"
            class="button bare"
            onClick={() => setQuery(Object.fromEntries(choices.map((n) => [n, ''])))}
          >
            {t('filter.clear')}
          </button>
        )}
        <SavedViews />
      </div>
      <div class="panel scroll">
        <Shown view={view} rows={18}>
          {(first) => {
            const all = [first, ...pages]
            const entries = all.flatMap((page) => page.entries)
            const before = all.at(-1)!.before
            const leftOut = all.reduce((n, page) => n + page.left_out, 0)
            return (
              <>
                {leftOut > 0 && <LeftOut n={leftOut} />}
                {entries.length > 0 ? (
                  <Entries entries={entries} />
                ) : (
                  <Say icon="log" title={t('log.none')} text={t('log.none.text')} />
                )}
                <p class="none-here log-more">
                  {before > 0 ? (
                    <button type="button" class="button" onClick={() => more(before)}>
                      {t('log.more')}
                    </button>
                  ) : (
                    t('log.start')
                  )}
                </p>
              </>
            )
          }}
        </Shown>
      </div>
    </>
  )
}

/** What is not in sight is said, with the way to it. */
function LeftOut({ n }: { n: number }) {
  return (
    <p class="log-left quiet">
      {t('log.left_out', { n })}{' '}
      <button type="button" class="button bare no-print" onClick={() => setQuery({ all: '1' })}>
        {t('log.left_out.show')}
      </button>
    </p>
  )
}

function Entries({ entries }: { entries: Entry[] }) {
  const [open, setOpen] = useState('')
  return (
    <table class="table log">
      <caption class="unseen">{t('nav.log')}</caption>
      <thead>
        <tr>
          <th scope="col" class="num">
            {t('log.seq')}
          </th>
          <th scope="col">{t('col.at')}</th>
          <th scope="col" class="w0">
            {t('log.area')}
          </th>
          <th scope="col">{t('log.what')}</th>
          <th scope="col" class="w1">
            {t('log.type')}
          </th>
          <th scope="col">
            <span class="unseen">{t('log.fields')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const id = `${entry.seq}.${entry.index}`
          const told = tell(entry)
          return (
            <>
              <tr key={id}>
                <td class="num code">{count(entry.seq)}</td>
                <td class="nowrap quiet">{stamp(entry.at)}</td>
                <td class="nowrap quiet w0">{area(entry)}</td>
                <td class="log-what">
                  {told.who} <b>{told.deed}</b>
                  {told.more && <span class="quiet"> {told.more}</span>}
                  {told.text && <span>{t('colon') + told.text}</span>}{' '}
                  <Matter of={entry} more={told.more} />
                </td>
                <td class="code quiet w1">{entry.type}</td>
                <td>
                  <button
                    type="button"
                    class="icon-button"
                    data-row
                    aria-expanded={open === id}
                    aria-label={t('log.open', { n: count(entry.seq) })}
                    onClick={() => setOpen(open === id ? '' : id)}
                  >
                    <Icon name={open === id ? 'down' : 'chev'} />
                  </button>
                </td>
              </tr>
              {open === id && (
                <tr key={`${id}.fields`}>
                  <td />
                  <td colSpan={5}>
                    <Fields entry={entry} />
                  </td>
                </tr>
              )}
            </>
          )
        })}
      </tbody>
    </table>
  )
}

/** The matter by its name, leading to its page. What the sentence has named is not named again. */
function Matter({ of, more }: { of: Entry; more: string }) {
  const [name, page] = [about(of), pageOf(of)]
  const named = more.includes(name) // also of nothing
  if (!page) return named ? null : <span class="quiet">{name}</span>
  return <a href={href(page)}>{named ? word('area', of.matter.split(':')[0]!) : name}</a>
}

function Fields({ entry }: { entry: Entry }) {
  const rows = Object.entries({
    index: entry.index,
    actor: entry.actor,
    via: entry.via,
    ...entry.fields,
  })
  return (
    <dl class="pairs log-fields">
      {rows.map(([name, value]) => (
        <>
          <dt class="code">{name}</dt>
          <dd class="code">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
        </>
      ))}
    </dl>
  )
}
