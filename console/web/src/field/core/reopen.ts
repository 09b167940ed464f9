// A refused command goes back into its form, so that only what was wrong is typed again.

import type { Body, Step } from '../contract'

export interface Reopened {
  form: string
  values: Record<string, string>
  at: string // the page of that form
}

/** null: there is no form for it; its task is where to look. */
export function reopen(task: number, body: Body): Reopened | null {
  const at = `/tasks/${task}`
  switch (body.do) {
    case 'recuse':
      return { form: `recuse:${task}`, values: { reason: body.reason }, at: `${at}/recuse` }
    case 'check_in':
      return {
        form: `check_in:${task}`,
        values: { members: body.members.join(' ') },
        at: `${at}/check-in`,
      }
    case 'answer':
      return {
        form: `answer:${task}:${body.item}`,
        values: { value: body.value, text: body.text ?? '' },
        at: `${at}/list/${body.item}`,
      }
    case 'record':
      return {
        form: `finding:${task}:new`,
        values: factValues(body),
        at: `${at}/findings/new`,
      }
    case 'amend':
      return {
        form: `amend:${body.finding}`,
        values: factValues(body),
        at: `${at}/findings/${body.finding}`,
      }
    case 'correct':
      return {
        form: `correct:${body.finding}`,
        values: { how: body.how },
        at: `${at}/findings/${body.finding}`,
      }
    case 'report':
      return {
        form: `report:${task}`,
        values: {
          kind: body.final ? 'final' : 'preliminary',
          summary: body.summary ?? '',
          ...Object.fromEntries(body.gaps.map((g) => [`gap.${g.item}`, g.reason])),
        },
        at: `${at}/report`,
      }
    case 'step':
      return reopenStep(body)
    case 'accept':
    case 'leave':
    case 'pick':
    case 'attach':
      return null
  }
}

function reopenStep(body: Step): Reopened | null {
  const at = `/assignments/${body.assignment}/${body.how}`
  const form = `step.${body.how}:${body.assignment}`
  switch (body.how) {
    case 'accept':
      return null
    case 'begin':
      return { form, at, values: { hands: body.hands.join(' ') } }
    case 'report':
      return { form, at, values: { outcome: body.outcome, text: body.text } }
    case 'recuse':
      return { form, at, values: { reason: body.text } }
  }
}

const factValues = (body: Extract<Body, { do: 'record' | 'amend' }>): Record<string, string> => ({
  category: body.category,
  severity: body.severity,
  unit: body.unit,
  text: body.text,
  suspected_breach: String(body.suspected_breach),
  rule: body.rule,
})
