import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { Icon } from '../../parts/icon'
import type { Position } from '../contract'
import { may } from '../core/may'
import type { ShownTask } from '../core/merge'
import { paperOf } from '../names'
import { act } from '../parts/act'
import { Page } from '../parts/frame'
import { Members } from '../parts/members'
import { useDraft } from '../shell/draft'
import { coordinates, locate, nowhere } from '../shell/position'
import { person } from '../shell/store'
import { t } from '../words/words'
import { Place } from './tasks'

type Search = 'idle' | 'busy' | 'denied' | 'late' | 'none'

export function CheckInPage({ task }: { task: ShownTask }) {
  const form = `check_in:${task.task}`
  const draft = useDraft(form, { members: person.value })
  const [search, setSearch] = useState<Search>('idle')
  const [wrong, setWrong] = useState('')
  const back = `/tasks/${task.task}`
  if (!draft) return null
  const chosen = (draft.values.members ?? '').split(' ').filter(Boolean)
  const fix = draft.values.position ? (JSON.parse(draft.values.position) as Position) : null

  const find = async () => {
    setSearch('busy')
    const found = await locate()
    if ('position' in found) {
      draft.put('position', JSON.stringify(found.position))
      setSearch('idle')
    } else setSearch(found.why)
  }
  const send = async (event: Event) => {
    event.preventDefault()
    setWrong(chosen.length ? '' : t('check_in.members.none'))
    if (chosen.length === 0) return
    const body = { do: 'check_in', task: task.task, members: chosen, ...(fix ?? nowhere) } as const
    if (await act([{ task: task.task, body }], { draft: form, keys: [draft.key] }))
      go(back, 'replace')
  }

  return (
    <Page
      title={t('check_in.title')}
      note={paperOf(task)}
      back={back}
      foot={
        may(task.state).includes('check_in') && (
          <div class="acts">
            <button type="submit" form="check-in" class="button primary wide">
              <Icon name="pin" size={20} />
              {t(fix ? 'check_in.do' : 'check_in.do.without')}
            </button>
          </div>
        )
      }
    >
      <form id="check-in" onSubmit={send} noValidate>
        <section class="block">
          <h2 class="place-line">
            <Place task={task} />
          </h2>
        </section>
        <Members
          title={t('check_in.members')}
          hint={t('check_in.members.hint')}
          wrong={wrong}
          chosen={chosen}
          put={(members) => draft.put('members', members.join(' '))}
        />
        <section class="block">
          <h2>{t('check_in.position')}</h2>
          <p class="hint">{t('check_in.position.hint')}</p>
          {fix && (
            <p class="fix">
              <Icon name="pin" size={20} />
              <span>
                <b>{t('check_in.fix', { n: fix.accuracy_m })}</b>
                <small>
                  {coordinates(fix)} · {t('check_in.fix.source')}
                </small>
              </span>
            </p>
          )}
          {search === 'busy' && <p role="status">{t('check_in.locating')}</p>}
          {(search === 'denied' || search === 'late' || search === 'none') && (
            <p class="band" role="status">
              {t(`check_in.${search === 'none' ? 'nowhere' : search}`)}
            </p>
          )}
          <button
            type="button"
            class="button wide"
            disabled={search === 'busy'}
            onClick={() => void find()}
          >
            <Icon name="pin" />
            {t(fix || search !== 'idle' ? 'check_in.again' : 'check_in.locate')}
          </button>
        </section>
      </form>
    </Page>
  )
}
