import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { seen } from '../../base/visible'
import type { Body } from '../contract'
import { may, maySteps } from '../core/may'
import type { ShownAssignment, ShownTask } from '../core/merge'
import { assignmentOf, paperOf } from '../names'
import { act } from '../parts/act'
import { TextField } from '../parts/fields'
import { Page } from '../parts/frame'
import { useDraft } from '../shell/draft'
import { t } from '../words/words'

export const RecusePage = ({ task }: { task: ShownTask }) => (
  <Recuse
    of={task.task}
    form={`recuse:${task.task}`}
    note={paperOf(task)}
    back={`/tasks/${task.task}`}
    text={t('recuse.text')}
    open={may(task.state).includes('recuse')}
    body={(reason) => ({ do: 'recuse', task: task.task, reason })}
  />
)

export const RecuseAssignmentPage = ({ assignment }: { assignment: ShownAssignment }) => (
  <Recuse
    of={assignment.assignment}
    form={`step.recuse:${assignment.assignment}`}
    note={assignmentOf(assignment)}
    back={`/assignments/${assignment.assignment}`}
    text={t('assign.recuse.text')}
    open={maySteps(assignment.state).includes('recuse')}
    body={(text) => ({
      do: 'step',
      assignment: assignment.assignment,
      how: 'recuse',
      text,
    })}
  />
)

interface Props {
  of: number
  form: string
  note: string
  back: string
  text: string
  open: boolean
  body: (reason: string) => Body
}

function Recuse({ of, form, note, back, text, open, body }: Props) {
  const draft = useDraft(form)
  const [wrong, setWrong] = useState('')
  if (!draft) return null
  const reason = seen(draft.values.reason ?? '')
  const send = async (event: Event) => {
    event.preventDefault()
    setWrong(reason ? '' : t('missing'))
    if (!reason) return
    if (await act([{ task: of, body: body(reason) }], { draft: form, keys: [draft.key] }))
      go(back, 'replace')
  }
  return (
    <Page
      title={t('recuse.title')}
      note={note}
      back={back}
      foot={
        open && (
          <div class="acts">
            <button type="submit" form="recuse" class="button primary wide">
              {t('do.recuse')}
            </button>
          </div>
        )
      }
    >
      <form id="recuse" class="block" onSubmit={send} noValidate>
        <p class="text">{text}</p>
        <TextField
          id="reason"
          label={t('recuse.reason')}
          wrong={wrong}
          lines={4}
          value={draft.values.reason ?? ''}
          put={(v) => draft.put('reason', v)}
        />
      </form>
    </Page>
  )
}
