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

/** The address that authenticators open: the codes are of HMAC-SHA-256, six digits, 30 seconds. */
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

export function SecondFactor({ account, done }: { account: Account; done: () => void }) {
  const [secret, setSecret] = useState('')
  const [shown, setShown] = useState('')
  if (!secret) {
    return (
      <>
        <p class="note">{t('account.second.lost')}</p>
        <button
          type="button"
          class="button"
          onClick={() => setSecret(base32(crypto.getRandomValues(new Uint8Array(secret_bytes))))}
        >
          {t(account.second_factor ? 'account.second.replace' : 'account.second.enrol')}
        </button>
      </>
    )
  }
  return (
    <>
      <Scan text={otpauth(account.name, secret)} />
      <dl class="pairs">
        <dt>{t('account.second.key')}</dt>
        <dd class="code account-key">{secret.match(/.{4}/g)!.join(' ')}</dd>
      </dl>
      <p class="note">{t('account.second.key.text')}</p>
      <p>
        <a href={otpauth(account.name, secret)} target="_self">
          {t('account.second.open')}
        </a>
      </p>
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
        <Entry
          id="shown"
          label={t('account.second.shown')}
          kind="one-time-code"
          value={shown}
          put={setShown}
        />
      </Change>
    </>
  )
}
