// A key of a person's own: made on their machine, its public half brought here and looked at before it
// goes. A leader or an administrator compares the number, on the page of confirmations.

import { useRef, useState } from 'preact/hooks'
import { command } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { Done } from '../../contract'
import { useAttempt } from '../../parts/attempt'
import { Dialog } from '../../parts/dialog'
import { Refused } from '../../parts/form'
import { Icon } from '../../parts/icon'
import { canHash, hashOfBytes } from '../../parts/upload'
import { hashHead } from '../../words/format'
import { personName } from '../../words/names'
import { t, title } from '../../words/words'
import { bytesOf, publicKeyIn } from './public-key'

const file_letters_max = 4096

/** As the office names it: by the SHA-256 of its bytes. Empty where the browser cannot. */
const numberOf = async (key: string): Promise<string> =>
  canHash() ? hashHead(await hashOfBytes(bytesOf(key))) : ''

export function EnrolKey({ person, close }: { person: string; close: () => void }) {
  const [text, setText] = useState('')
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState<'' | 'none' | 'several' | 'secret'>('')
  const [said, setSaid] = useState<Done | null>(null)
  const newest = useRef('') // of what was typed; a number of older text is not shown
  const key = useRef(ulid())
  const { busy, refusal, attempt } = useAttempt((refused) => {
    if (refused.status >= 400 && refused.status < 500) key.current = ulid()
  })
  const about = personName(person)

  /** `whole`: there is more to come only while somebody types. */
  const put = async (given: string, whole: boolean) => {
    const read = publicKeyIn(given)
    const fault = 'wrong' in read ? read.wrong : ''
    newest.current = given
    key.current = ulid() // another text is another command
    setNumber('')
    setText(fault === 'secret' ? '' : given) // it stands on no screen
    setWrong(whole || fault === 'secret' ? fault : '')
    if ('wrong' in read) return
    const made = await numberOf(read.key)
    if (newest.current === given) setNumber(made)
  }
  const choose = async (file: File | undefined) => {
    if (file) await put((await file.text()).slice(0, file_letters_max), true)
  }
  const send = () => {
    const read = publicKeyIn(text)
    if ('wrong' in read) {
      setWrong(read.wrong)
      document.getElementById('enrol-key.text')?.focus()
      return
    }
    attempt(async () => {
      const args = { kind: 'person', person, public_key: read.key }
      setSaid(await command('key.enrol', key.current, args))
    })
  }

  return (
    <Dialog title={t('enrol_key.ask', { about })} close={close}>
      {said ? (
        <div class="letter">
          <p role="status">
            {said.proposal ? t('enrol_key.waits', { n: said.number, about }) : t('enrol_key.done')}
          </p>
          {number && <Numbered number={number} />}
          <footer class="dialog-foot">
            <button type="button" class="button primary" onClick={close}>
              {t('invite.noted')}
            </button>
          </footer>
        </div>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          {refusal && <Refused refusal={refusal} />}
          <p class="dialog-says">{t('enrol_key.says', { about })}</p>
          <div class="field">
            <label for="enrol-key.text">{t('enrol_key.text')}</label>
            <span class="hint" id="enrol-key.hint">
              {t('enrol_key.hint')}
            </span>
            {wrong && (
              <span class="wrong" id="enrol-key.wrong" role="alert">
                <Icon name="warn" size={14} />
                {t(`enrol_key.wrong.${wrong}`)}
              </span>
            )}
            <textarea
              id="enrol-key.text"
              class="input code"
              rows={3}
              value={text}
              maxLength={file_letters_max}
              autocomplete="off"
              spellcheck={false}
              aria-required="true"
              aria-invalid={wrong !== ''}
              aria-describedby={wrong ? 'enrol-key.hint enrol-key.wrong' : 'enrol-key.hint'}
              onInput={(e) => put(e.currentTarget.value, false)}
            />
          </div>
          <div class="field">
            <label for="enrol-key.file">{t('enrol_key.file')}</label>
            <input
              id="enrol-key.file"
              type="file"
              class="input"
              onChange={(e) => choose(e.currentTarget.files?.[0])}
            />
          </div>
          <div role="status">{number && <Numbered number={number} />}</div>
          <footer class="dialog-foot">
            <button type="button" class="button bare" onClick={close}>
              {t('cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy}>
              {title('command.key.enrol')}
            </button>
          </footer>
        </form>
      )}
    </Dialog>
  )
}

/** Compared with what its owner's machine shows, as the second person does. */
const Numbered = ({ number }: { number: string }) => (
  <dl class="pairs panel-body">
    <dt>{t('enrol_key.number')}</dt>
    <dd class="code">{number}</dd>
  </dl>
)
