import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { seen } from '../../base/visible'
import { may } from '../core/may'
import type { ShownTask } from '../core/merge'
import { paperOf } from '../names'
import { act } from '../parts/act'
import { TextField } from '../parts/fields'
import { Page } from '../parts/frame'
import { useDraft } from '../shell/draft'
import { t } from '../words/words'

export function RecusePage({ task }: { task: ShownTask }) {
  const form = `recuse:${task.task}`
  const draft = useDraft(form)
  const [wrong, setWrong] = useState('')
  const back = `/tasks/${task.task}`
  if (!draft) return null
  const reason = seen(draft.values.reason ?? '')
  const send = async (event: Event) => {
    event.preventDefault()
    setWrong(reason ? '' : t('missing'))
    if (!reason) return
    const body = { do: 'recuse', task: task.task, reason } as const
    if (await act([{ task: task.task, body }], { draft: form, keys: [draft.key] }))
      go(back, 'replace')
  }
  return (
    <Page
      title={t('recuse.title')}
      note={paperOf(task)}
      back={back}
      foot={
        may(task.state).includes('recuse') && (
          <div class="acts">
            <button type="submit" form="recuse" class="button primary wide">
              {t('do.recuse')}
            </button>
          </div>
        )
      }
    >
      <form id="recuse" class="block" onSubmit={send} noValidate>
        <p class="text">{t('recuse.text')}</p>
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
