// Where one's own notices go, and a test that they arrive.

import { useEffect, useRef, useState } from 'preact/hooks'
import { command, get, Refusal } from '../../base/api'
import { me } from '../../base/session'
import { ulid } from '../../base/ulid'
import type { Problem, Contact as Row, Snapshot } from '../../contract'
import { Icon } from '../../parts/icon'
import { outcomeLines } from '../../parts/outcome'
import { Panel } from '../../parts/panel'
import { Failed, Loading } from '../../parts/state'
import { toast } from '../../parts/toast'
import { stamp } from '../../words/format'
import { t, word } from '../../words/words'

const look_every_ms = 1000
const looks_max = 60
const mail_bytes_max = 254 // as the rules have it
const phone_bytes_max = 32

const isUnderWay = (test: Row['test']): boolean =>
  test?.state === 'waiting' || test?.state === 'attempted'

export function Contact() {
  const [row, setRow] = useState<Row | null>(null)
  const [error, setError] = useState<Refusal | null>(null)
  const load = async () => {
    try {
      setRow((await get<Snapshot<Row>>('/contact')).data)
      setError(null)
    } catch (wrong) {
      if (!(wrong instanceof Refusal)) throw wrong
      setError(wrong)
    }
  }
  useEffect(() => {
    load()
  }, [])
  if (error) return <Failed error={error} again={load} />
  if (!row) return <Loading rows={2} />
  return (
    <Panel
      class="account-where"
      title={t('contact.title')}
      note={row.mail || row.phone ? '' : t('contact.none')}
    >
      <div class="panel-body account-contact">
        <p>{t('contact.text')}</p>
        {row.by_others && (
          <div class="refused" role="alert">
            <Icon name="warn" />
            <p>{t('contact.others')}</p>
          </div>
        )}
        <Address row={row} done={load} />
        <Test row={row} />
      </div>
    </Panel>
  )
}

function Refused({ problem }: { problem: Problem }) {
  return (
    <div class="refused" role="alert">
      <Icon name="warn" />
      <div>
        <b>{problem.what}</b>
        {problem.mend && <p>{problem.mend}</p>}
      </div>
    </div>
  )
}

function Address({ row, done }: { row: Row; done: () => void }) {
  const [values, setValues] = useState({ mail: row.mail, phone: row.phone })
  const [said, setSaid] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(ulid()) // of this content: pressed twice it is done once
  const put = (more: Partial<typeof values>) => {
    key.current = ulid()
    setValues({ ...values, ...more })
  }
  const save = async () => {
    setBusy(true)
    try {
      const args = {
        person: me.value?.person ?? '',
        mail: values.mail.trim(),
        phone: values.phone.trim(),
      }
      await command('contact.set', key.current, args)
      key.current = ulid()
      setSaid(null)
      toast(t('contact.saved'))
      done()
    } catch (wrong) {
      if (!(wrong instanceof Refusal)) throw wrong
      setSaid(wrong.problem)
    } finally {
      setBusy(false)
    }
  }
  const field = (name: 'mail' | 'phone', most: number, hint?: string) => {
    const id = `contact-${name}`
    const common = {
      id,
      class: 'input',
      maxLength: most,
      'aria-describedby': hint ? `${id}-hint` : undefined,
      value: values[name],
      onInput: (e: { currentTarget: HTMLInputElement }) => put({ [name]: e.currentTarget.value }),
    }
    return (
      <div class="field">
        <label for={id}>{t(`contact.${name}`)}</label>
        {hint && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
        {name === 'mail' ? (
          <input type="email" autocomplete="email" {...common} />
        ) : (
          <input type="tel" autocomplete="tel" {...common} />
        )}
      </div>
    )
  }
  return (
    <form
      class="account-form"
      noValidate // the server says what is wrong, in words
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {said && <Refused problem={said} />}
      {field('mail', mail_bytes_max)}
      {field('phone', phone_bytes_max, t('contact.phone.hint'))}
      <button type="submit" class="button primary" disabled={busy}>
        {t('contact.save')}
      </button>
    </form>
  )
}

/** After a press it looks until there is an outcome. */
function Test({ row }: { row: Row }) {
  const [test, setTest] = useState(row.test)
  const [said, setSaid] = useState<Problem | null>(null)
  const [phase, setPhase] = useState<'' | 'waits' | 'late'>(isUnderWay(row.test) ? 'waits' : '')
  const since = useRef(0) // the commit of the test that is waited for
  useEffect(() => {
    if (phase !== 'waits') return
    let looks = 0
    const timer = setInterval(async () => {
      if (++looks > looks_max) return setPhase('late')
      try {
        const seen = await get<Snapshot<Row>>('/contact', 'page')
        if (seen.seq < since.current || isUnderWay(seen.data.test)) return
        setTest(seen.data.test)
        setPhase('')
      } catch (wrong) {
        if (!(wrong instanceof Refusal)) throw wrong // the next look may succeed
      }
    }, look_every_ms)
    return () => clearInterval(timer)
  }, [phase])
  const send = async () => {
    setSaid(null)
    try {
      since.current = (await command('notice.test', ulid(), {})).seq
      setPhase('waits')
    } catch (wrong) {
      if (!(wrong instanceof Refusal)) throw wrong
      setSaid(wrong.problem)
    }
  }
  return (
    <div class="account-test">
      <p class="hint">{t('contact.test.text')}</p>
      {said && <Refused problem={said} />}
      <button type="button" class="button" disabled={phase === 'waits'} onClick={send}>
        {t('contact.test')}
      </button>
      <div role="status">
        {phase === 'waits' && <p>{t('contact.test.waits')}</p>}
        {phase === 'late' && <p>{t('contact.test.late')}</p>}
        {phase === '' && test && (
          <>
            <p class={test.state === 'sent' ? '' : 'ink-red'}>
              {t('contact.test.last', {
                at: stamp(test.at),
                state: word('state.notice', test.state),
              })}
            </p>
            <ul>
              {outcomeLines(test.detail).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
