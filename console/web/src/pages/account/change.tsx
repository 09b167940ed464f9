// A change of one's own account: what is to change, and the proof that it is oneself who asks.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { post, Refusal } from '../../base/api'
import type { Account } from '../../contract'
import { RefusalBox } from '../../parts/refusal'
import { toast } from '../../parts/toast'
import { t } from '../../words/words'
import { Entry } from './entry'

interface Props {
  account: Account
  wrong: () => string // what keeps it from being sent; empty: nothing
  asks: () => Record<string, string>
  verb: string
  done: () => void
  children: ComponentChildren
}

export function Change({ account, wrong, asks, verb, done, children }: Props) {
  const [proof, setProof] = useState({ password: '', code: '' })
  const [said, setSaid] = useState<{ what: string; mend: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    const fault = wrong()
    setSaid(fault ? { what: fault, mend: '' } : null)
    if (fault) return
    setBusy(true)
    try {
      await post('/account', { ...proof, ...asks() })
      setProof({ password: '', code: '' })
      toast(t('account.changed'))
      done()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setSaid(error.problem)
    } finally {
      setBusy(false)
    }
  }
  const id = Object.keys(asks()).join('-') // two such forms stand on the page
  return (
    <form
      class="account-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {said && <RefusalBox what={said.what} mend={said.mend} />}
      <Entry
        id={`${id}-password`}
        label={t('account.present')}
        kind="current-password"
        value={proof.password}
        put={(password) => setProof({ ...proof, password })}
      />
      {account.second_factor && (
        <Entry
          id={`${id}-code`}
          label={t('account.code')}
          hint={t('account.code.hint')}
          kind="one-time-code"
          value={proof.code}
          put={(code) => setProof({ ...proof, code })}
        />
      )}
      {children}
      <button type="submit" class="button primary" disabled={busy}>
        {verb}
      </button>
    </form>
  )
}
