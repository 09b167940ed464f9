// The page of whoever was invited: the code, then a name to sign in with, a password of one's own
// and, for whoever decides about others, an authenticator.

import { useEffect, useState } from 'preact/hooks'
import { post } from '../../base/api'
import { accept } from '../../base/session'
import type { Invited } from '../../contract'
import { useAttempt } from '../../parts/attempt'
import { Seal, Switches } from '../../parts/head'
import { Icon } from '../../parts/icon'
import { RefusalBox } from '../../parts/refusal'
import { deadline } from '../../time/civil'
import { t } from '../../words/words'
import { Entry } from '../account/entry'
import { freshSecret, NewAuthenticator } from '../account/second-factor'
import '../account/page.css'
import '../login/page.css'
import './page.css'

/** What the link carries behind its hash never reaches a server's log. */
const ofLink = (): string => decodeURIComponent(location.hash.slice(1)).slice(0, 64)

export default function InvitationPage() {
  const [code, setCode] = useState(ofLink)
  const [invited, setInvited] = useState<Invited | null>(null)
  const { busy, refusal, attempt } = useAttempt()

  const look = () => attempt(async () => setInvited(await post<Invited>('/invitation', { code })))

  useEffect(() => {
    document.title = `${t('invitation.title')} · ${t('brand')}`
    if (code) look()
  }, [])

  return (
    <div class="invitation">
      <main class="login-form" id="main">
        <div class="login-switches">
          <Switches />
        </div>
        <p class="login-brand">
          <Seal />
          <b>{t('brand')}</b>
        </p>
        <h1>{t('invitation.title')}</h1>
        {refusal && <RefusalBox what={refusal.problem.what} mend={refusal.problem.mend} />}
        {invited ? (
          <Making invited={invited} code={code} busy={busy} attempt={attempt} />
        ) : (
          <form
            onSubmit={(e) => {
              e.preventDefault()
              look()
            }}
          >
            <p>{t('invitation.text')}</p>
            <div class="field">
              <label for="code">{t('invite.code')}</label>
              <input
                id="code"
                class="input code"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                required
                maxLength={64}
                value={code}
                onInput={(e) => setCode(e.currentTarget.value)}
              />
            </div>
            <button type="submit" class="button primary login-go" disabled={busy}>
              {t('invitation.next')}
            </button>
          </form>
        )}
      </main>
    </div>
  )
}

interface MakingProps {
  invited: Invited
  code: string
  busy: boolean
  attempt: (deed: () => Promise<void>) => Promise<void>
}

function Making({ invited, code, busy, attempt }: MakingProps) {
  const [values, setValues] = useState({ name: invited.account, password: '', again: '' })
  const [secret] = useState(freshSecret)
  const [shown, setShown] = useState('')
  const [second, setSecond] = useState(invited.second_factor)
  const [wrong, setWrong] = useState('')
  const send = () => {
    const fault = values.password === values.again ? '' : t('account.differ')
    setWrong(fault)
    if (fault) return
    const { name, password } = values
    attempt(() => accept({ code, name, password, ...(second ? { secret, shown } : {}) }))
  }
  const said = invited.en && document.documentElement.lang === 'en' ? invited.en : invited.name
  return (
    <form
      class="account-form"
      onSubmit={(e) => {
        e.preventDefault()
        send()
      }}
    >
      <p>
        {t('invitation.hello', {
          name: said,
          post: invited.post,
          day: deadline(invited.until).day,
        })}
      </p>
      <p class="note">{t(invited.account ? 'invitation.again' : 'invitation.consent')}</p>
      <div class="field">
        <label for="name">{t('login.name')}</label>
        <span class="hint" id="name-hint">
          {t('invitation.name.hint')}
        </span>
        <input
          id="name"
          class="input"
          autocomplete="username"
          aria-describedby="name-hint"
          required
          maxLength={64}
          value={values.name}
          onInput={(e) => setValues({ ...values, name: e.currentTarget.value })}
        />
      </div>
      <Entry
        id="fresh"
        label={t('account.fresh')}
        hint={t('account.fresh.hint')}
        kind="new-password"
        value={values.password}
        put={(password) => setValues({ ...values, password })}
      />
      <Entry
        id="again"
        label={t('account.again')}
        kind="new-password"
        value={values.again}
        put={(again) => setValues({ ...values, again })}
      />
      {wrong && (
        <span class="wrong" role="alert">
          <Icon name="warn" size={14} />
          {wrong}
        </span>
      )}
      {invited.second_factor ? (
        <p>{t('invitation.second.must')}</p>
      ) : (
        <label class="check">
          <input
            type="checkbox"
            checked={second}
            onChange={(e) => setSecond(e.currentTarget.checked)}
          />
          {t('invitation.second.may')}
        </label>
      )}
      {second && (
        <NewAuthenticator name={values.name} secret={secret} shown={shown} put={setShown} />
      )}
      <button type="submit" class="button primary login-go" disabled={busy}>
        {t('invitation.make')}
      </button>
    </form>
  )
}
