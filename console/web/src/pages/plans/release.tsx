// An announced visit or a special task under a plan that runs: whoever keeps the plans says which
// group goes where, with which checklists.

import { useState } from 'preact/hooks'
import type { ChecklistRow, PlanRow } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { Dialog } from '../../parts/dialog'
import { CommandForm } from '../../parts/form'
import { Shown } from '../../parts/state'
import { paper } from '../../words/format'
import { lang } from '../../words/lang'
import { groupName, namesById, unitName } from '../../words/names'
import { t, title } from '../../words/words'
import { villagesOf } from './writing'

export function Release({ plan, done }: { plan: PlanRow; done: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <div class="actions no-print">
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {title('verb.release_announced')}…
      </button>
      {open && <Ask plan={plan} close={() => setOpen(false)} done={done} />}
    </div>
  )
}

function Ask({ plan, close, done }: { plan: PlanRow; close: () => void; done: () => void }) {
  const about = paper('plan', plan.number)
  const lists = useSnapshot<ChecklistRow[]>('/checklists', { concerns: () => false })
  return (
    <Dialog title={t('ask.task_release', { about })} close={close}>
      <p class="dialog-about">{plan.title}</p>
      <Shown view={lists} rows={3}>
        {(rows) => (
          <CommandForm
            name="task.release"
            id={plan.id}
            about={about}
            choices={{
              target: villagesOf(plan.scope).map((id) => ({ value: id, text: unitName(id) })),
              group: namesById.value.groups.map(({ id }) => ({ value: id, text: groupName(id) })),
              checklists: rows.map(({ hash, zh, en }) => ({
                value: hash,
                text: (lang.value === 'en' && en) || zh,
              })),
            }}
            cancel={close}
            done={() => {
              close()
              done()
            }}
          />
        )}
      </Shown>
    </Dialog>
  )
}
