// An invitation: how long it holds, and then its code, which is shown here once and handed over by
// the office. Nobody else has it.

import { useRef, useState } from 'preact/hooks'
import { command } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { Done } from '../../contract'
import { minute } from '../../live/freshness'
import { useAttempt } from '../../parts/attempt'
import { Dialog } from '../../parts/dialog'
import { Refused } from '../../parts/form'
import { deadline } from '../../time/civil'
import { personName } from '../../words/names'
import { t, title } from '../../words/words'

const day_ms = 86_400_000
const minute_ms = 60_000 // the page's clock may be a little before the server's
const terms = [3, 7, 14, 30]

export function Invite({ person, close }: { person: string; close: () => void }) {
  const [days, setDays] = useState(7)
  const [made, setMade] = useState<{ answer: Done; until: number } | null>(null)
  const key = useRef(ulid())
  const until = useRef(0)
  const { busy, refusal, attempt } = useAttempt((refused) => {
    if (refused.status < 400 || refused.status >= 500) return
    key.current = ulid() // answered for good under the old one
    until.current = 0
  })
  const send = () =>
    attempt(async () => {
      until.current ||= minute.value + days * day_ms - minute_ms
      const args = { person, code_hash: '', until: until.current }
      setMade({
        answer: await command('invitation.give', key.current, args),
        until: until.current,
      })
    })
  const about = personName(person)
  return (
    <Dialog title={t('ask.invite', { about })} close={close}>
      {made ? (
        <Letter made={made} about={about} close={close} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          {refusal && <Refused refusal={refusal} />}
          <p class="dialog-says">{t('says.invite')}</p>
          <div class="field">
            <label for="invite.days">{t('people.term')}</label>
            <select
              id="invite.days"
              class="input"
              value={String(days)}
              onChange={(e) => setDays(Number(e.currentTarget.value))}
            >
              {terms.map((n) => (
                <option key={n} value={String(n)}>
                  {t('people.days', { n })}
                </option>
              ))}
            </select>
          </div>
          <footer class="dialog-foot">
            <button type="button" class="button bare" onClick={close}>
              {t('cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy}>
              {title('command.invitation.give')}
            </button>
          </footer>
        </form>
      )}
    </Dialog>
  )
}

function Letter({
  made,
  about,
  close,
}: {
  made: { answer: Done; until: number }
  about: string
  close: () => void
}) {
  const code = made.answer.code ?? ''
  const address = `${location.origin}/invitation#${code}`
  return (
    <div class="letter">
      <p>
        {t(made.answer.proposal ? 'invite.waits' : 'invite.good', {
          n: made.answer.number,
          about,
        })}
      </p>
      <dl class="pairs">
        <dt>{t('invite.code')}</dt>
        <dd class="code letter-code">{code}</dd>
        <dt>{t('invite.where')}</dt>
        <dd class="letter-link">{address}</dd>
        <dt>{t('invite.until')}</dt>
        <dd>{deadline(made.until).day}</dd>
      </dl>
      <p class="note">{t('invite.once')}</p>
      <footer class="dialog-foot no-print">
        <button type="button" class="button" onClick={() => window.print()}>
          {t('papers.save')}
        </button>
        <button type="button" class="button primary" onClick={close}>
          {t('invite.noted')}
        </button>
      </footer>
    </div>
  )
}
