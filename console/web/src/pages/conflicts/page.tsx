// Who must not inspect what (回避): declared by oneself, a head or the plan keeper, and confirmed by
// a second person; draws keep to it.

import { useState } from 'preact/hooks'
import { has } from '../../base/session'
import type { ConflictRow } from '../../contract'
import { touches, useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { Dialog } from '../../parts/dialog'
import { CommandForm } from '../../parts/form'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { groupShort, personName, unitName } from '../../words/names'
import { t, title } from '../../words/words'
import './page.css'

export default function ConflictsPage() {
  const view = useSnapshot<ConflictRow[]>('/conflicts', {
    concerns: touches('conflict', 'registry'),
  })
  const [open, setOpen] = useState(false)
  const declares = has('plan_keeper', 'group_head', 'inspector')
  return (
    <>
      <Panel
        title={t('conflicts.title')}
        note={t('conflicts.note')}
        action={
          declares && (
            <button type="button" class="button" onClick={() => setOpen(true)}>
              {title('command.conflict.declare')}…
            </button>
          )
        }
      >
        <Shown view={view}>
          {(rows) =>
            rows.length === 0 ? (
              <Say icon="group" title={t('conflicts.none')} text={t('conflicts.none.text')} />
            ) : (
              <Rows rows={rows} reload={view.reload} />
            )
          }
        </Shown>
      </Panel>
      {open && (
        <Dialog title={t('ask.conflict_declare')} close={() => setOpen(false)}>
          <CommandForm
            name="conflict.declare"
            id=""
            about={t('nav.conflicts')}
            cancel={() => setOpen(false)}
            done={() => {
              setOpen(false)
              view.reload()
            }}
          />
        </Dialog>
      )}
    </>
  )
}

function Rows({ rows, reload }: { rows: ConflictRow[]; reload: () => void }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
      <table class="table plain conflicts">
        <caption class="unseen">{t('conflicts.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('conflicts.person')}</th>
            <th scope="col">{t('conflicts.group')}</th>
            <th scope="col">{t('conflicts.unit')}</th>
            <th scope="col" class="w0">
              {t('conflicts.reason')}
            </th>
            <th scope="col">
              <span class="unseen">{t('conflicts.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.person}.${row.unit}`}>
              <td class="nowrap">{personName(row.person)}</td>
              <td class="nowrap">{row.group && groupShort(row.group)}</td>
              <td class="nowrap">{unitName(row.unit)}</td>
              <td class="quiet w0">{row.reason}</td>
              <td>
                <Actions
                  may={row.may}
                  id={row.person}
                  about={personName(row.person)}
                  people={unitName(row.unit)}
                  preset={{ unit: row.unit }}
                  done={reload}
                  quiet
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
