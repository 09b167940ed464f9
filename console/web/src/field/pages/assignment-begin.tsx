import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { Icon } from '../../parts/icon'
import { hands_min, maySteps } from '../core/may'
import type { ShownAssignment } from '../core/merge'
import { askedOf, assignmentOf } from '../names'
import { act } from '../parts/act'
import { Page } from '../parts/frame'
import { Members } from '../parts/members'
import { useDraft } from '../shell/draft'
import { person } from '../shell/store'
import { t } from '../words/words'

export function BeginPage({ assignment }: { assignment: ShownAssignment }) {
  const { assignment: id } = assignment
  const form = `step.begin:${id}`
  const draft = useDraft(form, { hands: person.value })
  const [wrong, setWrong] = useState('')
  const back = `/assignments/${id}`
  if (!draft) return null
  const hands = (draft.values.hands ?? '').split(' ').filter(Boolean)

  const send = async (event: Event) => {
    event.preventDefault()
    const few = hands.length < hands_min
    setWrong(few ? t('assign.begin.few') : '')
    if (few) return
    const body = { do: 'step', assignment: id, how: 'begin', hands } as const
    if (await act([{ task: id, body }], { draft: form, keys: [draft.key] }))
      go(hands.includes(person.value) ? back : '/', 'replace')
  }

  return (
    <Page
      title={t('do.step.begin')}
      note={assignmentOf(assignment)}
      back={back}
      foot={
        maySteps(assignment.state).includes('begin') && (
          <div class="acts">
            <button type="submit" form="begin" class="button primary wide">
              <Icon name="group" size={20} />
              {t('do.step.begin')}
            </button>
          </div>
        )
      }
    >
      <form id="begin" onSubmit={send} noValidate>
        <section class="block">
          <h2 class="place-line">
            <b class="place">{askedOf(assignment)}</b>
          </h2>
        </section>
        <Members
          title={t('assign.begin.who')}
          hint={t('assign.begin.hint')}
          wrong={wrong}
          chosen={hands}
          put={(chosen) => draft.put('hands', chosen.join(' '))}
        />
      </form>
    </Page>
  )
}
