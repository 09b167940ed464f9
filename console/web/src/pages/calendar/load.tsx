// Next year's holidays, as a file: which days change is shown before it is proposed; a leader
// confirms it.

import { useRef, useState } from 'preact/hooks'
import { command, post } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { CalendarChanges } from '../../contract'
import { useAttempt } from '../../parts/attempt'
import { Dialog } from '../../parts/dialog'
import { Refused } from '../../parts/form'
import { toast } from '../../parts/toast'
import { t } from '../../words/words'

interface Text {
  name: string
  text: string
}

const shown_max = 60

export function Load({ close }: { close: () => void }) {
  const [files, setFiles] = useState<Text[]>([])
  const [changes, setChanges] = useState<CalendarChanges | null>(null)
  const key = useRef(ulid())
  const { busy, refusal, attempt } = useAttempt(() => {
    key.current = ulid()
  })

  const choose = (list: FileList | null) =>
    attempt(async () => {
      setChanges(null)
      const texts = await Promise.all(
        [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
      )
      setFiles(texts)
      if (texts.length) setChanges(await post<CalendarChanges>('/calendar/check', { files: texts }))
    })
  const propose = () =>
    attempt(async () => {
      const answer = await command('calendar.adopt', key.current, { files })
      toast(t('done.proposed', { n: answer.number }))
      close()
    })

  return (
    <Dialog title={t('calendar.load.ask')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          propose()
        }}
      >
        {refusal && <Refused refusal={refusal} />}
        <p class="dialog-says">{t('calendar.load.says')}</p>
        <div class="field">
          <label for="calendar.files">{t('calendar.load.files')}</label>
          <span class="hint" id="calendar.files.hint">
            {t('calendar.load.hint')}
          </span>
          <input
            id="calendar.files"
            type="file"
            class="input"
            accept=".json,application/json"
            multiple
            aria-describedby="calendar.files.hint"
            onChange={(e) => choose(e.currentTarget.files)}
          />
        </div>
        {changes && <Days changes={changes} />}
        <footer class="dialog-foot">
          <button type="button" class="button bare" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={busy || !changes}>
            {t('calendar.load.do')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

const says = (why: string): string => why || t('calendar.load.working')

function Days({ changes }: { changes: CalendarChanges }) {
  const rest = changes.days.length - shown_max
  return (
    <div class="field" role="status">
      <b>{t('calendar.load.days', { n: changes.days.length })}</b>
      <table class="table plain">
        <thead>
          <tr>
            <th scope="col">{t('calendar.load.day')}</th>
            <th scope="col">{t('calendar.load.before')}</th>
            <th scope="col">{t('calendar.load.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.days.slice(0, shown_max).map((each) => (
            <tr key={each.day}>
              <th scope="row">{each.day}</th>
              <td>{says(each.before)}</td>
              <td>{says(each.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="note">{t('calendar.load.more', { n: rest })}</p>}
    </div>
  )
}
