import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { go } from '../../base/router'
import { switchTheme, theme } from '../../base/theme'
import { lately } from '../../words/dates'
import { lang } from '../../words/lang'
import { personName } from '../names'
import { TextField } from '../parts/fields'
import { Nav, notify, Page } from '../parts/frame'
import { askToNotify, mayNotify } from '../parts/ring'
import { now } from '../shell/clock'
import { canInstall, install, offlineReady } from '../shell/install'
import {
  agent,
  callThem,
  forget,
  nicknames,
  office,
  person,
  reached,
  waiting,
} from '../shell/store'
import { unpair } from '../shell/talk'
import { setLang, t } from '../words/words'

declare const __VERSION__: string

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The browser's promise to keep what lies here, and how much that is. */
function useStorage(): { kept: boolean | null; mb: number } {
  const [state, set] = useState<{ kept: boolean | null; mb: number }>({ kept: null, mb: 0 })
  useEffect(() => {
    void Promise.all([navigator.storage?.persisted?.(), navigator.storage?.estimate?.()]).then(
      ([kept, room]) => set({ kept: kept ?? false, mb: (room?.usage ?? 0) / 1e6 }),
    )
  }, [])
  return state
}

export function Look() {
  return (
    <section class="block">
      <h2>{t('about.look')}</h2>
      <div class="acts row">
        <button
          type="button"
          class="button"
          lang={lang.value === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void setLang(lang.value === 'zh' ? 'en' : 'zh')}
        >
          {lang.value === 'zh' ? 'English' : '中文'}
        </button>
        <button type="button" class="button" onClick={switchTheme}>
          {t(theme.value === 'dark' ? 'about.light' : 'about.dark')}
        </button>
      </div>
    </section>
  )
}

export function AboutPage() {
  const { kept, mb } = useStorage()
  const state = agent.value
  const yes = (on: boolean) => (
    <b class={on ? 'ok' : undefined}>{t(on ? 'about.yes' : 'about.no')}</b>
  )
  return (
    <Page title={t('about.title')} foot={<Nav />}>
      <dl class="block facts">
        <Fact name={t('about.agent')}>
          {yes(reached.value === true)}
          {reached.value !== true && state && (
            <small>{t('about.last', { t: lately(state.now, now.value) })}</small>
          )}
        </Fact>
        <Fact name={t('about.office')}>{yes(office.value)}</Fact>
        <Fact name={t('about.speaks')}>
          {personName(person.value)} <span class="code">{person.value}</span>
        </Fact>
        {state && (
          <Fact name={t(state.device.team ? 'about.team' : 'about.group')}>
            {state.device.team || state.device.group} ·{' '}
            {t('about.incarnation', { n: state.device.incarnation })}
          </Fact>
        )}
        <Fact name={t('about.offline')}>
          {t(offlineReady.value ? 'about.offline.yes' : 'about.offline.no')}
        </Fact>
        {kept !== null && (
          <Fact name={t('about.storage')}>
            {t(kept ? 'about.storage.yes' : 'about.storage.no')}
            <small>{t('about.used', { n: mb.toFixed(1) })}</small>
          </Fact>
        )}
        <Fact name={t('about.ring')}>
          {t(`about.ring.${mayNotify.value ?? 'never'}`)}
          {mayNotify.value === 'default' && <AskToNotify />}
        </Fact>
        <Fact name={t('about.version')}>
          <span class="code">{__VERSION__}</span>
        </Fact>
      </dl>
      {canInstall.value && (
        <p class="block">
          <button type="button" class="button wide" onClick={() => void install()}>
            {t('about.install')}
          </button>
        </p>
      )}
      <Look />
      <Names />
      <Unpair />
    </Page>
  )
}

export function AskToNotify() {
  return (
    <button type="button" class="button" onClick={() => void askToNotify()}>
      {t('ring.allow')}
    </button>
  )
}

/** A device knows no names of people; the group does. */
function Names() {
  const members = agent.value?.members ?? []
  if (members.length === 0) return null
  return (
    <section class="block">
      <h2>{t('about.names')}</h2>
      <p class="hint">{t('about.names.text')}</p>
      {members.map((member) => (
        <TextField
          key={member.id}
          id={`name-${member.id}`}
          label={member.name || member.id}
          max={20}
          value={nicknames.value[member.id] ?? ''}
          put={(v) => void callThem({ ...nicknames.value, [member.id]: v })}
        />
      ))}
    </section>
  )
}

function Unpair() {
  const [sure, setSure] = useState(false)
  const end = async () => {
    const answer = await unpair()
    if (!answer || (answer.status !== 200 && answer.status !== 401)) {
      return notify(t('about.unpair.failed'), true)
    }
    await forget()
    go('/pair', 'replace')
  }
  return (
    <section class="block">
      <h2>{t('about.unpair')}</h2>
      <p class="hint">{t('about.unpair.text')}</p>
      {waiting.value > 0 && <p class="band">{t('about.unpair.waiting', { n: waiting.value })}</p>}
      {sure ? (
        <div class="acts row">
          <button type="button" class="button" onClick={() => setSure(false)}>
            {t('cancel')}
          </button>
          <button type="button" class="button" onClick={() => void end()}>
            {t('about.unpair.sure')}
          </button>
        </div>
      ) : (
        <button type="button" class="button wide" onClick={() => setSure(true)}>
          {t('about.unpair')}
        </button>
      )}
    </section>
  )
}
