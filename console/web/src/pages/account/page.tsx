// One's own account: password, second factor, where one is signed in, and how the pages look.

import { useEffect, useState } from 'preact/hooks'
import { get, Refusal } from '../../base/api'
import { setQuery } from '../../base/router'
import { chooseTheme, chosenTheme, type Theme } from '../../base/theme'
import type { Account } from '../../contract'
import { Panel } from '../../parts/panel'
import { Failed, Loading } from '../../parts/state'
import { type Lang, lang } from '../../words/lang'
import { setLang, t } from '../../words/words'
import { Contact } from './contact'
import { Password } from './password'
import { SecondFactor } from './second-factor'
import { Sessions } from './sessions'
import './page.css'

export default function AccountPage() {
  const [account, setAccount] = useState<Account | null>(null)
  const [error, setError] = useState<Refusal | null>(null)
  const [changes, setChanges] = useState(0) // the sessions are fetched anew after each
  const fetchAccount = async () => {
    try {
      setAccount(await get<Account>('/account'))
      setError(null)
    } catch (wrong) {
      if (!(wrong instanceof Refusal)) throw wrong
      setError(wrong)
    }
  }
  useEffect(() => {
    fetchAccount()
  }, [changes])
  if (error) return <Failed error={error} again={fetchAccount} />
  if (!account) return <Loading rows={4} />
  const changed = () => setChanges(changes + 1)
  return (
    <>
      <div class="account-page">
        <Panel title={t('account.password')} note={account.name}>
          <div class="panel-body">
            {account.shared ? (
              <p class="note">{t('account.shared')}</p>
            ) : (
              <Password account={account} done={changed} />
            )}
          </div>
        </Panel>
        <Panel
          title={t('account.second')}
          note={t(account.second_factor ? 'account.second.on' : 'account.second.off')}
        >
          <div class="panel-body">
            <p>{t('account.second.text')}</p>
            {account.shared ? (
              <p class="note">{t('account.shared')}</p>
            ) : (
              <SecondFactor account={account} done={changed} />
            )}
          </div>
        </Panel>
        <View />
      </div>
      <Contact />
      <Sessions key={changes} />
    </>
  )
}

const themes: (Theme | '')[] = ['', 'light', 'dark']
const langs: [Lang, string][] = [
  ['zh', '中文'],
  ['en', 'English'],
]

/** Of this browser alone. */
function View() {
  const [theme, setTheme] = useState(chosenTheme())
  return (
    <Panel title={t('account.view')}>
      <div class="panel-body account-view">
        <fieldset class="field">
          <legend>{t('account.lang')}</legend>
          <div class="choices">
            {langs.map(([value, name]) => (
              <label key={value} class="check" lang={value === 'zh' ? 'zh-CN' : 'en'}>
                <input
                  type="radio"
                  name="lang"
                  checked={lang.value === value}
                  onChange={() => {
                    setQuery({ lang: '' }, 'replace')
                    setLang(value)
                  }}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset class="field">
          <legend>{t('account.theme')}</legend>
          <div class="choices">
            {themes.map((value) => (
              <label key={value} class="check">
                <input
                  type="radio"
                  name="theme"
                  checked={theme === value}
                  onChange={() => {
                    setQuery({ theme: '' }, 'replace')
                    chooseTheme(value)
                    setTheme(value)
                  }}
                />
                {t(`account.theme.${value || 'system'}`)}
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </Panel>
  )
}
