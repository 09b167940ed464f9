import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { ulid } from '../../base/ulid'
import { seen } from '../../base/visible'
import { capital } from '../../words/catalogue'
import type { Outcome } from '../contract'
import { maySteps, outcomesOf } from '../core/may'
import { lastReport, type ShownAssignment } from '../core/merge'
import { askedOf, assignmentOf } from '../names'
import { act } from '../parts/act'
import { Choice, TextField } from '../parts/fields'
import { notify, Page } from '../parts/frame'
import { Proof, proofsOf } from '../parts/proof'
import { useDraft } from '../shell/draft'
import { commands } from '../shell/store'
import { t, word } from '../words/words'
import { Returned } from './assignment'

export function AssignmentReportPage({ assignment }: { assignment: ShownAssignment }) {
  const { assignment: id } = assignment
  const form = `step.report:${id}`
  const fit = outcomesOf(assignment.kind)
  const before = lastReport(id, commands.value)
  // What was reported before is added to; where only one outcome fits it is chosen.
  const draft = useDraft(form, {
    outcome: before?.outcome ?? (fit.length === 1 ? fit[0]! : ''),
    text: before?.text ?? '',
  })
  const [wrong, setWrong] = useState<string[]>([])
  const back = `/assignments/${id}`
  if (!draft) return null
  const outcome = draft.values.outcome as Outcome | ''
  const text = seen(draft.values.text ?? '')

  const send = async (event: Event) => {
    event.preventDefault()
    const faults = [...(outcome ? [] : ['outcome']), ...(text ? [] : ['text'])]
    setWrong(faults)
    if (!outcome || faults.length) {
      document.querySelector<HTMLElement>(`[name=${faults[0]}], #${faults[0]}`)?.focus()
      return
    }
    const body = { do: 'step', assignment: id, how: 'report', outcome, text } as const
    const proofs = await proofsOf(id)
    if (!proofs) return notify(t('kept.failed'), true)
    const keys = [...proofs.map(() => ulid()), draft.key]
    const said = [...proofs, { task: id, body }]
    if (await act(said, { draft: form, keys }, 'step.report')) go(back, 'replace')
  }
  const missing = (field: string) => (wrong.includes(field) ? t('missing') : undefined)

  return (
    <Page
      title={t('do.step.report')}
      note={assignmentOf(assignment)}
      back={back}
      foot={
        maySteps(assignment.state).includes('report') && (
          <div class="acts">
            <button type="submit" form="report" class="button primary wide">
              {t('do.step.report')}
            </button>
          </div>
        )
      }
    >
      <form id="report" onSubmit={send} noValidate>
        <section class="block">
          <h2 class="place-line">
            <b class="place">{askedOf(assignment)}</b>
          </h2>
          <Returned assignment={assignment} />
          <Choice
            id="outcome"
            label={t('assign.outcome')}
            wrong={missing('outcome')}
            columns={1}
            value={outcome}
            put={(v) => draft.put('outcome', v)}
            options={fit.map((value) => ({ value, label: capital(word('outcome', value)) }))}
          />
          <TextField
            id="text"
            label={t('assign.found')}
            hint={t('assign.found.hint')}
            wrong={missing('text')}
            lines={8}
            value={draft.values.text ?? ''}
            put={(v) => draft.put('text', v)}
          />
        </section>
        <Proof assignment={assignment} withReport />
      </form>
    </Page>
  )
}
