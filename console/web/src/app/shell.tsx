// What stands around every page: where one can go, who one is, and how fresh all of it is.

import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Refusal } from '../base/api'
import { href, path } from '../base/router'
import { answersForUnit } from '../base/session'
import type { Me } from '../contract'
import { Seal, Switches } from '../parts/head'
import { sendLeftOver, signOut } from '../parts/hold'
import { HoldBar } from '../parts/hold-bar'
import { Icon } from '../parts/icon'
import { SearchBox } from '../parts/search-box'
import { tallies } from '../parts/tallies'
import { Toasts, toast } from '../parts/toast'
import { todos, useTodos } from '../parts/todos'
import { top } from '../parts/top'
import { useWaiting, waiting } from '../parts/waiting'
import { lang } from '../words/lang'
import { ownName, personPost, unitName } from '../words/names'
import { restOfWords, t, word } from '../words/words'
import { StatusLine } from './announce'
import { CutBand, FreshnessBar } from './freshness-bar'
import { type Item, ours, proving, seenBy, watching } from './routes'
import './shell.css'

export function Shell({
  me,
  title,
  children,
}: {
  me: Me
  title: string
  children: ComponentChildren
}) {
  const unit = answersForUnit(me)
  useOwn(me)
  useWaiting()
  useTodos()
  useEffect(() => {
    sendLeftOver(me.person, (answers) => {
      for (const answer of answers) {
        if (answer instanceof Refusal) toast(answer.problem.what, true)
      }
    })
  }, [me.person])
  return (
    <div class={unit ? 'shell calm' : 'shell'}>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      {unit ? <Tabs me={me} /> : <SideBar me={me} />}
      <div class="stage">
        {!unit && (
          <header class="topbar no-print">
            <h1>{title}</h1>
            <span class="top-note">{top.value.note}</span>
            <span class="grow" />
            {top.value.action}
            <FreshnessBar />
            <SearchBox />
            <Switches />
          </header>
        )}
        <main id="main" tabIndex={-1}>
          {unit && <h1 class="unseen">{title}</h1>}
          <CutBand />
          {children}
        </main>
        {me.demo && <footer class="made-up-note">{t('demo.note')}</footer>}
      </div>
      {!unit && <PhoneBar me={me} />}
      <HoldBar />
      <Toasts />
      <StatusLine />
    </div>
  )
}

const here = (to: string): boolean => {
  const at = to.split('?')[0]!
  return path.value === at || path.value.startsWith(`${at}/`)
}

function NavItem({ item }: { item: Item }) {
  return (
    <li>
      <a href={href(item.to)} aria-current={here(item.to) ? 'page' : undefined}>
        <Icon name={item.icon} />
        <span>{t(item.word)}</span>
        <Tally item={item} />
        {item.asks && <Asks />}
      </a>
    </li>
  )
}

/** The small number beside a place; what waits for the reader stands out. */
function Tally({ item }: { item: Item }) {
  if (item.tally === undefined) return null
  if (item.tally !== 'todo') {
    const n = tallies.value[item.tally]
    return n !== undefined && n > 0 ? <span class="tally">{n}</span> : null
  }
  const n = todos.value.data?.total ?? 0
  if (n === 0) return null
  return (
    <span class="tally asks" title={t('todo.badge', { n })}>
      {n}
    </span>
  )
}

/** How many things wait for whoever looks. */
function Asks() {
  const { mine } = waiting.value
  if (mine === 0) return null
  return (
    <span class="tally asks" title={t('waiting.badge', { n: mine })}>
      {mine}
    </span>
  )
}

/** The place of the person concerned, once it and its word are here. */
const own = signal<Item | null>(null)

function useOwn(me: Me): void {
  useEffect(() => {
    own.value = null
    if (!me.concerned) return
    Promise.all([import('./concerned'), restOfWords()]).then(([{ place }]) => {
      own.value = place
    })
  }, [me.concerned, me.person])
}

/** Their own place stands second: on a phone what comes later is out of sight. */
function seen(items: Item[], me: Me): Item[] {
  const [first, ...rest] = seenBy(items, me.roles, waiting.value.all > 0)
  const theirs = own.value && items !== proving ? [own.value] : []
  return [...(first ? [first] : []), ...theirs, ...rest]
}

function SideBar({ me }: { me: Me }) {
  return (
    <nav class="sidebar no-print" aria-label={t('nav')}>
      <p class="brand">
        <Seal />
        <b>{t('brand')}</b>
        <span>{county(me)}</span>
      </p>
      <ul>
        {seen(watching, me).map((item) => (
          <NavItem key={item.to} item={item} />
        ))}
      </ul>
      <h2>{t('nav.proof')}</h2>
      <ul>
        {seen(proving, me).map((item) => (
          <NavItem key={item.to} item={item} />
        ))}
      </ul>
      <span class="grow" />
      <Account me={me} />
    </nav>
  )
}

const county = (me: Me): string => {
  const name =
    lang.value === 'en'
      ? me.jurisdiction.en.replace(' City', '')
      : me.jurisdiction.zh.replace(/市$/, '')
  return me.demo ? t('demo.county', { name }) : name
}

function Account({ me }: { me: Me }) {
  return (
    <div class="account">
      <span class="initial" aria-hidden="true">
        {ownName(me).slice(0, 1)}
      </span>
      <span class="account-name">
        <a href={href('/account')} title={t('nav.account')}>
          <b>{ownName(me)}</b>
        </a>
        <span class="note">
          {me.post ||
            personPost(me.person) ||
            me.roles.map((r) => word('role', r)).join(t('comma'))}
        </span>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={t('logout')}
        title={t('logout')}
        onClick={signOut}
      >
        <Icon name="return" />
      </button>
    </div>
  )
}

/** What a thumb reaches first; the rest keeps the menu's order. */
const handy = (item: Item): number => {
  const at = ['/overview', '/todo', '/tasks', '/rectifications'].indexOf(item.to)
  return at < 0 ? 9 : at
}

/** The phone's bar: four places, the rest behind "more". */
function PhoneBar({ me }: { me: Me }) {
  const [open, setOpen] = useState(false)
  const at = path.value
  // Another page closes the menu.
  useEffect(() => setOpen(false), [at])
  const all = [...seen(watching, me), ...seen(proving, me)]
  const first = [...all].sort((a, b) => handy(a) - handy(b)).slice(0, 3)
  return (
    <>
      {open && (
        <div class="phone-menu no-print">
          <ul>
            {all
              .filter((item) => !first.includes(item))
              .map((item) => (
                <NavItem key={item.to} item={item} />
              ))}
          </ul>
          <div class="phone-me">
            <a class="button" href={href('/search')}>
              <Icon name="search" /> {t('search.label')}
            </a>
            <Account me={me} />
            <Switches />
          </div>
        </div>
      )}
      <nav class="phonebar no-print" aria-label={t('nav.phone')}>
        {first.map((item) => (
          <a key={item.to} href={href(item.to)} aria-current={here(item.to) ? 'page' : undefined}>
            <Icon name={item.icon} size={20} />
            {t(item.word)}
            {item.tally === 'todo' && <Tally item={item} />}
            {item.asks && <Asks />}
          </a>
        ))}
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="more" size={20} />
          {t('more')}
          {!first.some((item) => item.asks) && <Asks />}
        </button>
      </nav>
    </>
  )
}

/** A unit sees its own matters and nothing else: no side bar, larger type. */
function Tabs({ me }: { me: Me }) {
  return (
    <header class="calmbar no-print">
      <div class="calmbar-in">
        <Seal />
        <b class="calm-unit">{unitName(me.unit)}</b>
        <nav aria-label={t('nav')}>
          <ul>
            {seen(ours, me).map((item) => {
              const [at, query = ''] = item.to.split('?')
              const current =
                here(at!) &&
                location.search.includes('tab=') === (query !== '') &&
                location.search.includes(query)
              return (
                <li key={item.to}>
                  <a href={href(item.to)} aria-current={current ? 'page' : undefined}>
                    {t(item.word)}
                    <Tally item={item} />
                    {item.asks && <Asks />}
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
        <span class="grow" />
        <FreshnessBar />
        <SearchBox />
        <Switches />
        <span class="initial" aria-hidden="true">
          {ownName(me).slice(0, 1)}
        </span>
        <a class="calm-name" href={href('/account')} title={t('nav.account')}>
          {ownName(me)}
        </a>
        <button
          type="button"
          class="icon-button"
          aria-label={t('logout')}
          title={t('logout')}
          onClick={signOut}
        >
          <Icon name="return" />
        </button>
      </div>
    </header>
  )
}
