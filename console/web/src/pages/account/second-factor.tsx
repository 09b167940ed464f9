import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Account } from '../../contract'
import { t } from '../../words/words'
import { Change } from './change'
import { Entry } from './entry'

const secret_bytes = 20 // RFC 4226: 160 bits
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Five bits a letter; the bytes are whole groups of five. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let count = 0
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    for (count += 8; count >= 5; count -= 5) text += digits[(bits >> (count - 5)) & 31]
    bits &= (1 << count) - 1
  }
  return text
}

/**
 * The address that authenticators open: six digits, 30 seconds, HMAC-SHA-256. Some pass the last over
 * and use SHA-1; the server tells which by the first code.
 */
export const otpauth = (name: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(`${t('brand')}:${name}`)}?secret=${secret}` +
  `&issuer=${encodeURIComponent(t('brand'))}&algorithm=SHA256&digits=6&period=30`

/** Until the code is there, and where it cannot be loaded, the key stands alone. */
function Scan({ text }: { text: string }) {
  const [code, setCode] = useState<{ Qr: ComponentType<{ text: string; label: string }> }>()
  useEffect(() => {
    import('./qr').then(
      (module) => setCode({ Qr: module.default }),
      () => {},
    )
  }, [])
  return code ? <code.Qr text={text} label={t('account.second.scan')} /> : null
}

export const freshSecret = (): string =>
  base32(crypto.getRandomValues(new Uint8Array(secret_bytes)))

/** A secret to scan or type, and the first code that the authenticator makes of it. */
export function NewAuthenticator(props: {
  name: string
  secret: string
  shown: string
  put: (code: string) => void
}) {
  const { name, secret, shown, put } = props
  return (
    <>
      <Scan text={otpauth(name, secret)} />
      <dl class="pairs">
        <dt>{t('account.second.key')}</dt>
        <dd class="code account-key">{secret.match(/.{4}/g)!.join(' ')}</dd>
      </dl>
      <p class="note">{t('account.second.key.text')}</p>
      <p>
        <a href={otpauth(name, secret)} target="_self">
          {t('account.second.open')}
        </a>
      </p>
      <Entry
        id="shown"
        label={t('account.second.shown')}
        kind="one-time-code"
        value={shown}
        put={put}
      />
    </>
  )
}

export function SecondFactor({ account, done }: { account: Account; done: () => void }) {
  const [secret, setSecret] = useState('')
  const [shown, setShown] = useState('')
  if (!secret) {
    return (
      <>
        <p class="note">{t('account.second.lost')}</p>
        <button type="button" class="button" onClick={() => setSecret(freshSecret())}>
          {t(account.second_factor ? 'account.second.replace' : 'account.second.enrol')}
        </button>
      </>
    )
  }
  return (
    <Change
      account={account}
      wrong={() => ''}
      asks={() => ({ secret, shown })}
      verb={t(account.second_factor ? 'account.second.replace' : 'account.second.enrol')}
      done={() => {
        setSecret('')
        setShown('')
        done()
      }}
    >
      <NewAuthenticator name={account.name} secret={secret} shown={shown} put={setShown} />
    </Change>
  )
}
