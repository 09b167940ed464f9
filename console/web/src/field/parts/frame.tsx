// Around every page: the way back, how far the device and the office are, and the thumb's zone.

import { effect, signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { href, path } from '../../base/router'
import { Icon, type IconName } from '../../parts/icon'
import { lately } from '../../words/dates'
import { now } from '../shell/clock'
import {
  agent,
  forOffice,
  lostAt,
  office,
  person,
  reached,
  rows,
  turnedAway,
  waiting,
} from '../shell/store'
import { t } from '../words/words'

function Top({ title, note, back }: { title: string; note?: string; back?: string }) {
  return (
    <div class="top">
      {back ? (
        <a class="top-back" href={href(back)} aria-label={t('back')}>
          <Icon name="return" size={22} />
        </a>
      ) : (
        <svg class="mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
          <rect class="mark-ground" width="32" height="32" rx="6" />
          <path class="mark-lines" d="M8 9h16M16 9v4M9 13h14M10 17h12v7H10zM10 20.5h12" />
        </svg>
      )}
      <h1>{title}</h1>
      {note && <span class="top-note">{note}</span>}
    </div>
  )
}

function Cell({ on, yes, no }: { on: boolean; yes: string; no: string }) {
  return (
    <span class={on ? 'link-cell on' : 'link-cell'}>
      <i aria-hidden="true" />
      {on ? yes : no}
    </span>
  )
}

/** One line: off line and how much waits here, or what is reached. */
function LinkBar() {
  if (!person.value) return null
  if (turnedAway.value) {
    return (
      <div class="link link-off" role="alert">
        <Icon name="warn" size={20} />
        <p>
          {t('link.turned_away')} <a href={href('/pair')}>{t('link.pair_again')}</a>
        </p>
      </div>
    )
  }
  if (reached.value === false) {
    return (
      <a class="link link-off" href={href('/outbox')}>
        <Icon name="offline" size={20} />
        <p>
          <b>{waiting.value ? t('link.offline.n', { n: waiting.value }) : t('link.offline')}</b>
          <span>
            {t('link.offline.text')}
            {lostAt.value > 0 && ` ${t('tasks.as_of', { t: lately(lostAt.value, now.value) })}`}
          </span>
        </p>
      </a>
    )
  }
  const held = agent.value?.device.held
  return (
    <>
      <a class="link" href={href('/outbox')}>
        <Cell on={reached.value === true} yes={t('link.agent')} no={t('link.opening')} />
        <Cell on={office.value} yes={t('link.office')} no={t('link.office.no')} />
        {waiting.value + forOffice.value > 0 && (
          <span class="link-count">
            {t('link.sending', { n: waiting.value + forOffice.value })}
          </span>
        )}
      </a>
      {agent.value?.device.refused && (
        <p class="band" role="alert">
          {t('link.refused')}
        </p>
      )}
      {held && <p class="band">{t('link.held', { why: held })}</p>}
    </>
  )
}

interface Place {
  to: string
  icon: IconName
  word: string
  count?: number
  here: (path: string) => boolean
}

const outbox = (): Place => ({
  to: '/outbox',
  icon: 'online',
  word: t('nav.outbox'),
  count: rows.value.filter((r) => r.reach !== 'office').length,
  here: (p) => p === '/outbox',
})

export function Nav({ task, findings = 0 }: { task?: number; findings?: number }) {
  const at = task === undefined ? '' : `/tasks/${task}`
  const places: Place[] = [
    { to: at || '/', icon: 'task', word: t('nav.tasks'), here: (p) => p === (at || '/') },
    ...(at
      ? [
          {
            to: `${at}/list`,
            icon: 'ledger',
            word: t('nav.list'),
            here: (p: string) => p.startsWith(`${at}/list`),
          } satisfies Place,
          {
            to: `${at}/findings`,
            icon: 'warn',
            word: t('nav.findings'),
            count: findings,
            here: (p: string) => p.startsWith(`${at}/findings`),
          } satisfies Place,
        ]
      : []),
    outbox(),
    ...(at
      ? []
      : [
          {
            to: '/about',
            icon: 'phone',
            word: t('nav.about'),
            here: (p: string) => p === '/about',
          } satisfies Place,
        ]),
  ]
  return (
    <nav class="nav" aria-label={t('nav')}>
      {places.map((place) => (
        <a
          key={place.to}
          href={href(place.to)}
          aria-current={place.here(path.value) ? 'page' : undefined}
        >
          <Icon name={place.icon} size={20} />
          <span>
            {place.word}
            {place.count ? ` ${place.count}` : ''}
          </span>
        </a>
      ))}
    </nav>
  )
}

export function Header(top: { title: string; note?: string; back?: string }) {
  return (
    <header>
      <Top {...top} />
      <LinkBar />
    </header>
  )
}

interface PageProps {
  title: string
  note?: string
  back?: string
  foot?: ComponentChildren
  children: ComponentChildren
}

export function Page({ title, note, back, foot, children }: PageProps) {
  return (
    <>
      <Header title={title} {...(note ? { note } : {})} {...(back ? { back } : {})} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {foot && <footer class="foot">{foot}</footer>}
    </>
  )
}

/** Why there is nothing here, and what comes next. */
export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text?: string
  children?: ComponentChildren
}) {
  return (
    <div class="empty">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}

const said = signal<{ text: string; bad: boolean } | null>(null)
const stay_ms = 3500
let timer = 0

export function notify(text: string, bad = false): void {
  clearTimeout(timer)
  said.value = { text, bad }
  timer = window.setTimeout(
    () => {
      said.value = null
    },
    bad ? stay_ms * 3 : stay_ms,
  )
}

/** What was done, said once; and for those who listen, how the connection changed. */
export function Notices() {
  return (
    <>
      <div class="notices" role="status">
        {said.value && (
          <p class="notice">
            <Icon name={said.value.bad ? 'warn' : 'check'} />
            {said.value.text}
          </p>
        )}
      </div>
      <p class="unseen" role="status">
        {spoken.value}
      </p>
    </>
  )
}

const spoken = signal('')
effect(() => {
  if (reached.value === null) return
  spoken.value = t(reached.value ? (office.value ? 'say.office' : 'say.agent') : 'say.offline')
})
