import { useEffect, useState } from 'preact/hooks'
import { get, Refusal } from '../../base/api'
import { login } from '../../base/session'
import type { DemoAccount } from '../../contract'
import { Seal, Switches } from '../../parts/head'
import { RefusalBox } from '../../parts/refusal'
import { t } from '../../words/words'
import './page.css'

const promises = ['unforeseeable', 'due', 'unalterable'] as const

/** "村级单位：签收、提请核验": who enters, before what they do. */
const headed = /^([^:：]+)[:：]\s*/
const whoOf = (account: DemoAccount): string =>
  headed.exec(account.says)?.[1] ?? t(`role.${account.role}`)

export default function LoginPage() {
  const [demo, setDemo] = useState<DemoAccount[]>([])
  const [fields, setFields] = useState({ name: '', password: '', code: '' })
  const [shown, setShown] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    document.title = `${t('login')} · ${t('brand')}`
    get<DemoAccount[]>('/demo').then(setDemo, () => setDemo([]))
  }, [])

  const enter = async (name: string, password: string, code: string) => {
    setBusy(true)
    setRefusal(null)
    try {
      await login(name, password, code)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
      setBusy(false)
    }
  }
  const put = (name: keyof typeof fields) => (e: { currentTarget: HTMLInputElement }) =>
    setFields({ ...fields, [name]: e.currentTarget.value })

  const secret = {
    id: 'password',
    class: 'input',
    autocomplete: 'current-password',
    required: true,
    maxLength: 256,
    value: fields.password,
    onInput: put('password'),
  } as const

  return (
    <div class="login">
      <section class="login-says" aria-label={t('brand')}>
        <p class="login-brand">
          <Seal />
          <b>{t('brand')}</b>
        </p>
        <ul>
          {promises.map((p) => (
            <li key={p}>
              <b>{t(`login.${p}`)}</b>
              <span>{t(`login.${p}.text`)}</span>
            </li>
          ))}
        </ul>
        <p class="note">{demo.length > 0 && t('login.demo.note')}</p>
      </section>
      <main class="login-form" id="main">
        <div class="login-switches">
          <Switches />
        </div>
        <form
          onSubmit={(e) => {
            e.preventDefault()
            enter(fields.name.trim(), fields.password, fields.code.replace(/\s/g, ''))
          }}
        >
          <h1>{t('login')}</h1>
          {refusal && <RefusalBox what={refusal.problem.what} mend={refusal.problem.mend} />}
          <div class="field">
            <label for="name">{t('login.name')}</label>
            <input
              id="name"
              class="input"
              autocomplete="username"
              required
              maxLength={64}
              value={fields.name}
              onInput={put('name')}
            />
          </div>
          <div class="field">
            <span class="login-row">
              <label for="password">{t('login.password')}</label>
              <button
                type="button"
                class="as-link"
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                {t(shown ? 'login.hide' : 'login.show')}
              </button>
            </span>
            {shown ? <input {...secret} type="text" /> : <input {...secret} type="password" />}
          </div>
          <div class="field">
            <span class="login-row">
              <label for="code">{t('login.code')}</label>
              <span class="note" id="code.hint">
                {t('login.code.hint')}
              </span>
            </span>
            <input
              id="code"
              class="input login-code"
              inputMode="numeric"
              autocomplete="one-time-code"
              aria-describedby="code.hint"
              maxLength={12}
              value={fields.code}
              onInput={put('code')}
            />
          </div>
          <button type="submit" class="button primary login-go" disabled={busy}>
            {t('login')}
          </button>
          <p class="note">{t('login.forgot')}</p>
        </form>
        {demo.length > 0 && (
          <section class="login-demo">
            <h2>{t('login.demo')}</h2>
            <ul>
              {demo.map((account) => (
                <li key={account.name}>
                  <button
                    type="button"
                    class="button"
                    disabled={busy}
                    onClick={() => enter(account.name, account.password, '')}
                  >
                    <b>{whoOf(account)}</b>
                    <span class="note">{account.says.replace(headed, '')}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  )
}
