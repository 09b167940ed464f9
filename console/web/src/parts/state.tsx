// What a page shows when it has nothing to show: why, and what to do.

import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Refusal } from '../base/api'
import { href } from '../base/router'
import type { View } from '../live/snapshot'
import { hourOf } from '../time/civil'
import { t } from '../words/words'
import { Icon, type IconName } from './icon'
import './state.css'

const patience_ms = 300

/** Nothing for 300 ms, then bars in the height of the rows that will come. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience_ms)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return <div class="loading" aria-busy="true" />
  return (
    <div class="loading" aria-busy="true">
      <span class="unseen">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div class="loading-row" key={i}>
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}

interface SayProps {
  icon: IconName
  title: string
  text?: ComponentChildren
  children?: ComponentChildren
}

export function Say({ icon, title, text, children }: SayProps) {
  return (
    <div class="say">
      <Icon name={icon} size={24} />
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}

/** Forbidden and absent look alike. */
export function Nothing() {
  return (
    <Say icon="lock" title={t('state.nothing')} text={t('state.nothing.text')}>
      <a class="button" href={href('/')}>
        {t('state.nothing.back')}
      </a>
    </Say>
  )
}

export function Failed({ error, again }: { error: Refusal; again: () => void }) {
  if (error.status === 403 || error.status === 404) return <Nothing />
  return (
    <Say icon="warn" title={error.problem.what} text={error.problem.mend}>
      <button type="button" class="button primary" onClick={again}>
        {t('state.again')}
      </button>
      <p class="say-code">
        {error.problem.why} · {hourOf(error.at, true)}
      </p>
    </Say>
  )
}

/** A snapshot's data, or why it is not there. */
export function Shown<T>({
  view,
  rows,
  children,
}: {
  view: View<T>
  rows?: number
  children: (data: T) => ComponentChildren
}) {
  if (view.data !== null) return <>{children(view.data)}</>
  if (view.error) return <Failed error={view.error} again={view.reload} />
  return <Loading rows={rows} />
}
