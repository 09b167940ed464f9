// Next year's holidays, as a file: which days change is shown before it is proposed; a leader
// confirms it.

import type { CalendarChanges } from '../../contract'
import { AdoptFile } from '../../parts/adopt-file'
import { t } from '../../words/words'

const shown_max = 60

export function Load({ close }: { close: () => void }) {
  return (
    <AdoptFile<CalendarChanges>
      id="calendar.files"
      command="calendar.adopt"
      check="/calendar/check"
      accept=".json,application/json"
      multiple
      words={{
        ask: t('calendar.load.ask'),
        says: t('calendar.load.says'),
        file: t('calendar.load.files'),
        hint: t('calendar.load.hint'),
      }}
      show={(changes) => <Days changes={changes} />}
      close={close}
    />
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
