// What the commands of a case ask for. Which steps, teams and assignments a form offers the matter
// decides (pages/case/choices.ts).

import { measures } from '../domain/codes'
import { type CommandSpec, type Field, reason, text } from './command-spec'

/** How a lead may be disposed of. */
const disposals = ['inquire', 'look_into', 'verify', 'hold', 'close_no_case', 'refer'] as const
const reviewed = ['accept_review', 'return_review', 'return_anew']
const how: Field = { name: 'how', kind: 'choice', label: 'label.decision' }
const tracks = ['accountability', 'discipline', 'administrative', 'personnel'] as const

export const ofCases: Record<string, CommandSpec> = {
  'case.dispose': {
    main: true,
    verb: 'command.case.dispose',
    ask: 'ask.dispose',
    id: 'lead',
    fields: [
      {
        name: 'how',
        kind: 'choice',
        label: 'label.decision',
        options: disposals.map((value) => ({ value, label: `verb.case.${value}` as const })),
      },
      {
        name: 'track',
        kind: 'choice',
        label: 'field.track',
        options: tracks.map((value) => ({ value, label: `track.${value}` as const })),
        asked: (values) => values.how === 'verify',
      },
      reason,
    ],
    fixed: { track: 'none' },
  },
  'case.authorise': {
    main: true,
    verb: 'command.case.authorise',
    ask: 'ask.authorise',
    id: 'lead',
    fields: [how, reason],
  },
  'case.step': {
    main: true,
    verb: 'command.case.step',
    ask: 'ask.case_step',
    id: 'lead',
    fields: [how, { ...reason, optional: (values) => !reviewed.includes(values.how ?? '') }],
  },
  'case.decide': {
    main: true,
    verb: 'command.case.decide',
    ask: 'ask.decide',
    id: 'lead',
    fields: [
      how,
      { name: 'organ', kind: 'line', label: 'case.organ', hint: 'hint.organ' },
      {
        name: 'measures',
        kind: 'choices',
        label: 'field.measures_of_case',
        options: measures.map((value) => ({ value, label: `measure.${value}` as const })),
        asked: (values) => values.how === 'decide' || values.how === 'amend',
      },
      {
        ...text('answer', 'case.answer', 'hint.case_answer'),
        asked: (values) => values.how === 'decide' || values.how === 'exempt',
        optional: (values) => values.defended !== 'true',
      },
      reason,
    ],
    fixed: { measures: [], answer: '' },
  },
  'case.extend': {
    verb: 'command.case.extend',
    ask: 'ask.case_extend',
    id: 'lead',
    fields: [{ name: 'limit', kind: 'choice', label: 'case.limit' }, reason],
  },
  'case.team': {
    verb: 'command.case.team',
    ask: 'ask.case_team',
    id: 'lead',
    fields: [
      { name: 'part', kind: 'choice', label: 'case.part' },
      { name: 'team', kind: 'choice', label: 'case.team' },
    ],
  },
  'case.name': {
    secret: true,
    verb: 'command.case.name',
    ask: 'ask.case_name',
    id: 'lead',
    fields: [
      { name: 'person', kind: 'person', label: 'case.person', hint: 'hint.case_person' },
      { name: 'salt', kind: 'salt', label: 'case.person' },
    ],
  },
  'case.recuse': {
    verb: 'command.case.recuse',
    ask: 'ask.case_recuse',
    id: 'lead',
    fields: [{ name: 'person', kind: 'person', label: 'field.person' }, reason],
  },
  'assignment.issue': {
    secret: true,
    verb: 'command.assignment.issue',
    ask: 'ask.assignment_issue',
    id: 'lead',
    fields: [
      { name: 'what', kind: 'choice', label: 'case.what' },
      { name: 'team', kind: 'choice', label: 'case.team' },
      { name: 'whom', kind: 'line', label: 'case.whom', hint: 'hint.case_whom', optional: true },
      text('text', 'case.text', 'hint.case_text'),
    ],
    says: 'says.assignment_issue',
  },
  'assignment.review': {
    main: true,
    verb: 'command.assignment.review',
    ask: 'ask.assignment_review',
    id: 'assignment',
    fields: [
      how,
      { ...reason, hint: 'hint.reason.review', optional: (values) => values.how === 'pass' },
    ],
  },
  'case.defend': {
    main: true,
    verb: 'command.case.defend',
    ask: 'ask.case_defend',
    id: 'lead',
    fields: [text('statement', 'own.statement', 'hint.statement')],
    fixed: { waived: false },
    says: 'says.case_defend',
  },
  // Who wants to say nothing says so in writing.
  'case.waive': {
    sends: 'case.defend',
    verb: 'own.waive',
    ask: 'ask.case_waive',
    id: 'lead',
    fields: [],
    fixed: { waived: true, statement: '' },
    says: 'says.case_waive',
  },
  'case.appeal': {
    main: true,
    verb: 'command.case.appeal',
    ask: 'ask.case_appeal',
    id: 'lead',
    fields: [text('statement', 'own.appeal', 'hint.appeal')],
    says: 'says.case_appeal',
  },
}
