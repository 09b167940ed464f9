import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { Icon } from '../../parts/icon'
import { personName } from '../names'
import { TextField } from '../parts/fields'
import { Header } from '../parts/frame'
import { commands, paired, person } from '../shell/store'
import { wake } from '../shell/sync'
import { pair } from '../shell/talk'
import { t } from '../words/words'
import { Look } from './about'

const tidy = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '')

export function PairPage() {
  const [code, setCode] = useState('')
  const [device, setDevice] = useState(t('pair.device.default'))
  const [wrong, setWrong] = useState('')
  const [fault, setFault] = useState<{ what: string; mend: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const left = commands.value.filter((c) => c.state !== 'kept')

  const send = async (event: Event) => {
    event.preventDefault()
    const text = tidy(code)
    setWrong(text.length === 8 ? '' : t('pair.short'))
    if (text.length !== 8) return
    setBusy(true)
    setFault(null)
    const answer = await pair(`${text.slice(0, 4)}-${text.slice(4)}`, device.trim())
    setBusy(false)
    if (answer?.status === 200) {
      await paired(answer.body.person)
      wake()
      go('/', 'replace')
    } else {
      const { error, what, mend } = answer?.body ?? {}
      setFault({
        what: error ?? what ?? t('pair.unreachable'),
        mend: mend ?? t('pair.unreachable.mend'),
      })
    }
  }

  return (
    <>
      <Header title={t('brand.long')} {...(person.value ? { back: '/' } : {})} />
      <main id="main" tabIndex={-1}>
        <form class="block" onSubmit={send} noValidate>
          <h2>{t('pair.title')}</h2>
          <p class="text">{t('pair.text')}</p>
          {left.length > 0 && (
            <p class="band">
              {t('pair.waiting', { n: left.length, who: personName(left[0]!.person) })}
            </p>
          )}
          {fault && (
            <div class="refused" role="alert">
              <Icon name="warn" />
              <div>
                <b>{fault.what}</b>
                <p>{fault.mend}</p>
              </div>
            </div>
          )}
          <div class="code-field">
            <TextField
              id="code"
              label={t('pair.code')}
              hint={t('pair.code.hint')}
              wrong={wrong}
              value={code}
              max={12}
              put={setCode}
              autocomplete="one-time-code"
            />
          </div>
          <TextField
            id="device"
            label={t('pair.device')}
            hint={t('pair.device.hint')}
            value={device}
            max={40}
            put={setDevice}
          />
          <button type="submit" class="button primary wide" disabled={busy}>
            {t('pair.do')}
          </button>
        </form>
        <Look />
      </main>
    </>
  )
}
