// What each command asks for. A page shows the ones that the server's `may` lists; the form, its
// question and its check all come from this table.

import { isBlank, seen } from '../base/visible'
import type { Severity } from '../contract'
import { momentOf, plusDays } from '../time/civil'
import type { Key } from '../words/words'
import { ofCases } from './case-commands'
import { type CommandSpec, check, type Field, reason, text, type Values } from './command-spec'
import { ofRegistry } from './registry-commands'

export type { Choice, CommandSpec, Field, Values } from './command-spec'

const severities: Severity[] = ['minor', 'ordinary', 'serious', 'grave']

const proofs = (hint: Key, optional: boolean): Field => ({
  name: 'evidence',
  kind: 'proofs',
  label: 'field.evidence',
  hint,
  optional,
})

const yesNo = (name: string, label: Key, yes: Key, no: Key): Field => ({
  name,
  kind: 'choice',
  label,
  options: [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ],
})

export const commands: Record<string, CommandSpec> = {
  ...ofCases,
  ...ofRegistry,
  'rectification.acknowledge': {
    main: true,
    verb: 'verb.serve',
    ask: 'ask.acknowledge',
    id: 'rectification',
    fields: [],
  },
  'rectification.serve_on_paper': {
    verb: 'command.rectification.serve_on_paper',
    ask: 'ask.serve_on_paper',
    id: 'rectification',
    fields: [text('how', 'label.how', 'hint.how')],
  },
  'rectification.progress': {
    main: true,
    verb: 'verb.progress',
    ask: 'ask.progress',
    id: 'rectification',
    fields: [text('text', 'label.progress', 'hint.progress')],
  },
  'rectification.submit': {
    main: true,
    verb: 'verb.submit',
    ask: 'ask.submit',
    id: 'rectification',
    fields: [
      text('measures', 'field.measures', 'hint.measures'),
      proofs('hint.evidence', false), // without one the server refuses
    ],
  },
  'rectification.verify': {
    held: true,
    main: true,
    verb: 'verb.strike_off',
    ask: 'ask.verify',
    id: 'rectification',
    fields: [
      check('on_site', 'label.on_site'),
      text('note', 'label.verify_note', 'hint.verify_note'),
    ],
  },
  'rectification.return': {
    held: true,
    verb: 'verb.return',
    ask: 'ask.return',
    id: 'rectification',
    fields: [text('gaps', 'label.gaps', 'hint.gaps'), check('hollow', 'label.hollow')],
  },
  'rectification.extend': {
    verb: 'verb.request_extension',
    ask: 'ask.extend',
    id: 'rectification',
    fields: [
      { name: 'budget', kind: 'budget', label: 'label.budget', hint: 'hint.budget' },
      reason,
    ],
  },
  'rectification.decide_extension': {
    main: true,
    verb: 'command.rectification.decide_extension',
    ask: 'ask.decide_extension',
    id: 'rectification',
    fields: [
      yesNo('grant', 'label.decision', 'verb.grant_extension', 'verb.refuse_extension'),
      reason,
    ],
  },
  'rectification.suspend': {
    held: true,
    verb: 'verb.suspend',
    ask: 'ask.suspend',
    id: 'rectification',
    fields: [
      {
        name: 'code',
        kind: 'choice',
        label: 'field.code',
        options: [
          { value: 'season', label: 'code.season' },
          { value: 'disaster', label: 'code.disaster' },
          { value: 'procedure', label: 'code.procedure' },
          { value: 'other', label: 'code.other' },
        ],
      },
      reason,
    ],
  },
  'rectification.resume': {
    held: true,
    main: true,
    verb: 'verb.resume',
    ask: 'ask.resume',
    id: 'rectification',
    fields: [reason],
  },
  'rectification.refer_up': {
    held: true,
    verb: 'verb.refer_up',
    ask: 'ask.refer_up',
    id: 'rectification',
    fields: [reason],
  },
  'rectification.take_referral': {
    main: true,
    verb: 'verb.take_referral',
    ask: 'ask.take_referral',
    id: 'rectification',
    fields: [],
  },
  'rectification.transfer': {
    held: true,
    verb: 'verb.transfer',
    ask: 'ask.transfer',
    id: 'rectification',
    fields: [
      { name: 'unit', kind: 'unit', label: 'label.unit' },
      { name: 'responsible', kind: 'person', label: 'field.responsible' },
      reason,
    ],
  },
  'rectification.recheck': {
    held: true,
    verb: 'verb.recheck',
    ask: 'ask.recheck',
    id: 'rectification',
    fields: [
      yesNo('upheld', 'label.decision', 'state.recheck.upheld', 'state.recheck.failed'),
      text('note', 'label.note'),
    ],
  },
  'rectification.climb': {
    held: true,
    verb: 'verb.climb',
    ask: 'ask.climb',
    id: 'rectification',
    fields: [{ name: 'step', kind: 'choice', label: 'label.step' }, reason],
  },
  'rectification.remind': {
    held: true,
    verb: 'verb.remind',
    ask: 'ask.remind',
    id: 'rectification',
    fields: [
      {
        name: 'note',
        kind: 'text',
        label: 'label.remind_note',
        hint: 'hint.remind_note',
        optional: true,
      },
    ],
  },
  'rectification.assign': {
    held: true,
    verb: 'verb.assign',
    ask: 'ask.assign',
    id: 'rectification',
    fields: [{ name: 'person', kind: 'verifier', label: 'label.verifier', hint: 'hint.verifier' }],
  },
  'demand.acknowledge': {
    main: true,
    verb: 'verb.demand.serve',
    ask: 'ask.demand_acknowledge',
    id: 'demand',
    fields: [],
  },
  'demand.answer': {
    main: true,
    verb: 'verb.demand.answer',
    ask: 'ask.demand_answer',
    id: 'demand',
    fields: [text('text', 'label.answer', 'hint.answer')],
  },
  // An interview is held, not answered: what is handed in is its record.
  'demand.interview': {
    sends: 'demand.answer',
    main: true,
    verb: 'verb.demand.interview',
    ask: 'ask.interview',
    id: 'demand',
    fields: [text('text', 'label.interview', 'hint.interview')],
  },
  'demand.decide': {
    held: true,
    main: true,
    verb: 'command.demand.decide',
    ask: 'ask.demand_decide',
    id: 'demand',
    fields: [
      yesNo('accept', 'label.decision', 'verb.demand.accept', 'verb.demand.return'),
      { ...reason, hint: 'hint.reason.review', optional: (values) => values.accept === 'true' },
    ],
  },
  'finding.dismiss': {
    held: true,
    verb: 'verb.dismiss',
    ask: 'ask.dismiss',
    id: 'finding',
    fields: [reason],
  },
  'finding.contest': {
    verb: 'verb.contest',
    ask: 'ask.contest',
    id: 'finding',
    fields: [
      text('grounds', 'field.grounds', 'hint.grounds'),
      proofs('hint.evidence.contest', true),
    ],
  },
  'finding.decide': {
    main: true,
    verb: 'command.finding.decide',
    ask: 'ask.decide_contest',
    id: 'finding',
    fields: [
      {
        name: 'verdict',
        kind: 'choice',
        label: 'label.decision',
        options: [
          { value: 'uphold', label: 'verb.contest.uphold' },
          { value: 'amend', label: 'verb.contest.amend' },
          { value: 'dismiss', label: 'verb.dismiss' },
        ],
      },
      {
        name: 'severity',
        kind: 'choice',
        label: 'field.severity',
        options: severities.map((value) => ({ value, label: `severity.${value}` as const })),
        asked: (values) => values.verdict === 'amend',
      },
      reason,
    ],
  },
  'rectification.issue': {
    main: true,
    verb: 'verb.issue',
    ask: 'ask.issue',
    id: 'finding',
    fields: [
      { name: 'unit', kind: 'unit', label: 'label.unit' },
      { name: 'responsible', kind: 'person', label: 'field.responsible' },
      text('demand', 'field.demand', 'hint.demand'),
      text('test', 'field.test', 'hint.test'),
    ],
    fixed: { supporting: [] },
  },
  'task.accept': { main: true, verb: 'verb.accept', ask: 'ask.accept', id: 'task', fields: [] },
  'task.recuse': { verb: 'verb.recuse', ask: 'ask.recuse', id: 'task', fields: [reason] },
  'task.review': {
    held: true,
    main: true,
    verb: 'command.task.review',
    ask: 'ask.review',
    id: 'task',
    fields: [
      yesNo('pass', 'label.decision', 'verb.review.pass', 'verb.review.return'),
      { ...reason, hint: 'hint.reason.review', optional: (values) => values.pass === 'true' },
    ],
  },
  'task.withdraw': {
    verb: 'verb.withdraw',
    ask: 'ask.withdraw',
    id: 'task',
    fields: [reason],
    says: 'says.withdraw',
  },
  'proposal.confirm': {
    main: true,
    verb: 'confirm.do',
    ask: 'ask.proposal_confirm',
    id: 'proposal',
    fields: [],
    says: 'says.proposal_confirm',
  },
  'proposal.refuse': {
    verb: 'command.proposal.refuse',
    ask: 'ask.proposal_refuse',
    id: 'proposal',
    fields: [reason],
    says: 'says.proposal_refuse',
  },
  // One's own is refused by whoever proposed it.
  'proposal.withdraw': {
    sends: 'proposal.refuse',
    verb: 'verb.withdraw',
    ask: 'ask.proposal_withdraw',
    id: 'proposal',
    fields: [{ ...reason, optional: true }],
    says: 'says.proposal_withdraw',
  },
  'plan.propose': {
    main: true,
    verb: 'verb.propose',
    ask: 'ask.plan_propose',
    id: 'plan',
    fields: [],
  },
  'plan.approve': {
    main: true,
    verb: 'verb.approve',
    ask: 'ask.plan_approve',
    id: 'plan',
    fields: [],
  },
  'plan.withdraw': {
    verb: 'verb.withdraw',
    ask: 'ask.plan_withdraw',
    id: 'plan',
    fields: [reason],
  },
  'conflict.declare': {
    verb: 'command.conflict.declare',
    ask: 'ask.conflict_declare',
    id: 'person',
    fields: [
      { name: 'person', kind: 'person', label: 'field.person' },
      { name: 'unit', kind: 'unit', label: 'field.unit' },
      reason,
    ],
    says: 'says.conflict',
  },
  'conflict.withdraw': {
    verb: 'command.conflict.withdraw',
    ask: 'ask.conflict_withdraw',
    id: 'person',
    fields: [{ name: 'unit', kind: 'unit', label: 'field.unit' }, reason],
  },
  'task.release': {
    held: true,
    verb: 'verb.release_announced',
    ask: 'ask.task_release',
    id: 'plan',
    fields: [
      {
        name: 'kind',
        kind: 'choice',
        label: 'field.kind',
        options: [
          { value: 'announced', label: 'task.kind.announced' },
          { value: 'special', label: 'task.kind.special' },
        ],
      },
      { name: 'target', kind: 'unit', label: 'field.target', hint: 'hint.release_target' },
      { name: 'group', kind: 'choice', label: 'field.group' },
      {
        name: 'checklists',
        kind: 'choices',
        label: 'field.checklists',
        hint: 'hint.release_checklists',
        optional: true,
      },
    ],
    says: 'says.task_release',
  },
  'plan.close': { verb: 'verb.close', ask: 'ask.plan_close', id: 'plan', fields: [reason] },
}

/** The choice that takes an assignment back. */
export const nobody = '-'

/** The form's texts as the server's arguments: yes and no become what they are. */
export function argsOf(spec: CommandSpec, id: string, values: Values): Record<string, unknown> {
  const args: Record<string, unknown> = { [spec.id]: id, ...spec.fixed }
  for (const field of spec.fields) {
    const { name, kind } = field
    if (!asked(field, values) && name in args) continue
    const value = seen(values[name] ?? '')
    if (kind === 'check') args[name] = value === 'true'
    else if (kind === 'choices') args[name] = value === '' ? [] : value.split(' ')
    else if (name === 'what') [args.kind, args.paper] = value.split(':')
    else if (kind === 'proofs') args[name] = value === '' ? [] : value.split(' ')
    else if (kind === 'verifier') args[name] = value === nobody ? '' : value
    else if (kind === 'day') args[name] = value === '' ? 0 : momentOf(plusDays(value, 1), 0)
    else if (name === 'step') args[name] = Number(value)
    else if (value === 'true' || value === 'false') args[name] = value === 'true'
    else args[name] = value
  }
  return args
}

/** Names of fields that still lack an answer. */
export function lacking(spec: CommandSpec, values: Values): string[] {
  return spec.fields
    .filter((field) => asked(field, values) && !optional(field, values))
    .filter((field) => isBlank(values[field.name] ?? ''))
    .map((field) => field.name)
}

const optional = ({ optional: may }: Field, values: Values): boolean =>
  typeof may === 'function' ? may(values) : may === true

export const asked = (field: Field, values: Values): boolean => field.asked?.(values) ?? true

/** What may be done about a demand, named after what it asks for. */
export const ofDemand = (may: string[], kind: string): string[] =>
  may.map((name) => (name === 'demand.answer' && kind === 'interview' ? 'demand.interview' : name))

/** What a page offers: known commands, the ones that move a matter on before the others. */
export function offered(may: string[]): string[] {
  const known = may.filter((name) => commands[name])
  return [...known.filter((n) => commands[n]!.main), ...known.filter((n) => !commands[n]!.main)]
}
