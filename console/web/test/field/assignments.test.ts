// Assignments of a case team: what the phone shows and offers of them, with the device out of reach.

import { expect, test } from 'vitest'
import { assignment_kinds } from '../../src/domain/codes'
import type { AgentAssignment, AgentRow, AssignmentKind } from '../../src/field/contract'
import type { Command } from '../../src/field/core/command'
import {
  assignmentLimit,
  assignmentsByUrgency,
  mayAttach,
  maySteps,
  outcomesOf,
} from '../../src/field/core/may'
import { attachedHere, lastReport, settle, shownAssignments } from '../../src/field/core/merge'
import { outboxRows } from '../../src/field/core/outbox'
import { reopen } from '../../src/field/core/reopen'
import { nextSteps } from '../../src/field/core/sending'
import { anAssignment, answer, aPhoto, aState, now, photosOf, said, step } from './support'

const report = { how: 'report', outcome: 'signed', text: '当面送达，本人签字※' } as const
const holding = (over: Partial<AgentAssignment> = {}, rows: AgentRow[] = []) =>
  aState({ tasks: [], assignments: [anAssignment(over)], rows })
const row = (key: string, over: Partial<AgentRow> = {}): AgentRow => ({
  key,
  n: 1,
  name: 'assignment.step',
  task: 0,
  assignment: 70,
  step: 'report',
  state: 'received',
  kept_at: now,
  what: '',
  mend: '',
  by: 'p-1',
  ...over,
})

test('all of it goes on with the device out of reach', () => {
  const commands = [step({ how: 'accept' }), step({ how: 'begin', hands: ['p-1', 'p-2'] })]
  expect(shownAssignments(holding(), commands)[0]).toMatchObject({
    state: 'under_way',
    hands: ['p-1', 'p-2'],
    unsent: 2,
    returned: false,
  })
  expect(shownAssignments(holding(), [...commands, step(report)])[0]!.state).toBe('reported')
})

test('a device that knows of no assignments shows none', () => {
  expect(shownAssignments(aState(), [])).toEqual([])
})

test('a late repeat does not move an assignment back, a refused step not on', () => {
  const under_way = holding({ state: 'under_way', confirmed: 'under_way', hands: ['p-1', 'p-2'] })
  expect(shownAssignments(under_way, [step({ how: 'accept' })])[0]!.state).toBe('under_way')
  const refused = step({ how: 'recuse', text: '同村※' }, { state: 'refused' })
  expect(shownAssignments(holding(), [refused])[0]).toMatchObject({ state: 'issued', unsent: 1 })
})

test('whoever is not a hand sees it no more, at once', () => {
  const state = holding({ state: 'accepted', confirmed: 'accepted' })
  expect(shownAssignments(state, [step({ how: 'begin', hands: ['p-2', 'p-3'] })])).toEqual([])
})

test('a report that came back says so on every phone, until it is reported again', () => {
  const back: Partial<AgentAssignment> = {
    state: 'under_way',
    confirmed: 'under_way',
    hands: ['p-1', 'p-2'],
  }
  const theirs = holding(back, [row('X', { by: 'p-2' })])
  expect(shownAssignments(theirs, [])[0]!.returned).toBe(true)
  const mine = step(report, { state: 'kept', settled: true, received: true })
  expect(shownAssignments(holding(back), [mine])[0]!.returned).toBe(true)
  expect(lastReport(70, [mine])).toMatchObject(report)
  const again = shownAssignments(theirs, [step(report)])[0]!
  expect(again.state).toBe('reported')
  const refused = holding(back, [row('X', { state: 'refused' })])
  expect(shownAssignments(refused, [])[0]!.returned).toBe(false)
})

test('the reason of a return is shown while the report is to be mended, and not after', () => {
  const back: Partial<AgentAssignment> = {
    state: 'under_way',
    confirmed: 'under_way',
    hands: ['p-1', 'p-2'],
    returned: true,
    reason: '缺第二份凭证※',
  }
  expect(shownAssignments(holding(back), [])[0]).toMatchObject({
    returned: true,
    reason: '缺第二份凭证※',
  })
  const late = holding({ ...back, reason: '' })
  expect(shownAssignments(late, [])[0]).toMatchObject({ returned: true, reason: '' })
  expect(shownAssignments(holding(back), [step(report)])[0]!.returned).toBe(false)
  expect(shownAssignments(holding({ ...back, state: 'reported' }), [])[0]!.returned).toBe(false)
})

const proof = (over: Partial<Command> = {}) =>
  said(
    { do: 'attach', assignment: 70, hash: 'a'.repeat(64), mime: 'image/jpeg' },
    { task: 70, ...over },
  )

test('evidence is attached while the assignment is under way, its bytes before its name', () => {
  expect(mayAttach('under_way')).toBe(true)
  for (const state of ['issued', 'accepted', 'reported', 'closed'] as const) {
    expect(mayAttach(state)).toBe(false)
  }
  const commands = [step({ how: 'begin', hands: ['p-1', 'p-2'] }), proof(), step(report)]
  const photos = photosOf(aPhoto({ task: 70 }))
  const [begins, attaches, reports] = commands as [Command, Command, Command]
  expect(nextSteps(commands, photos, 'p-1')).toMatchObject([{ kind: 'command', command: begins }])
  const kept = { ...begins, state: 'kept' } as const
  expect(nextSteps([kept, attaches, reports], photos, 'p-1')).toMatchObject([
    { kind: 'piece', command: attaches },
  ])
  const whole = photosOf(aPhoto({ task: 70, complete: true }))
  expect(nextSteps([kept, attaches, reports], whole, 'p-1')).toMatchObject([
    { kind: 'command', command: attaches },
  ])
})

test('what was attached on this phone is told from what the other hands attached', () => {
  const [ours, theirs] = ['a'.repeat(64), 'b'.repeat(64)]
  const state = holding({ state: 'under_way', hands: ['p-1', 'p-2'], evidence: [theirs] })
  expect(shownAssignments(state, [proof()])[0]!.evidence).toEqual([theirs, ours])
  expect(attachedHere(70, [proof(), step(report)])).toEqual([ours])
  const refused = proof({ state: 'refused' })
  expect(shownAssignments(state, [refused])[0]!.evidence).toEqual([theirs])
  expect(attachedHere(70, [refused])).toEqual([])
})

test('evidence of an assignment is a row with how much of it has come', () => {
  const command = proof({ state: 'kept', settled: true })
  const rows = [row(command.key, { name: 'assignment.attach', step: '' })]
  const files = [
    { hash: 'a'.repeat(64), size: 100, mime: 'image/jpeg', stored: false, uploaded: 40 },
  ]
  const state = { ...holding({ state: 'under_way' }, rows), files }
  const [shown] = outboxRows(state, [command], new Map())
  expect(shown).toMatchObject({
    deed: 'attach',
    task: 70,
    reach: 'agent',
    part: { have: 40, size: 100 },
  })
})

test('what the device answered for is known by its row', () => {
  const sent = step(report)
  const state = holding({ state: 'reported' }, [row(sent.key, { state: 'saved' })])
  expect(settle([sent], state, now)[0]).toMatchObject({ state: 'kept', settled: true })
})

test('what may be done follows the lifecycle of an assignment', () => {
  expect(maySteps('issued')).toEqual(['accept', 'recuse'])
  expect(maySteps('accepted')).toEqual(['begin', 'recuse'])
  expect(maySteps('under_way')).toEqual(['report'])
  for (const state of ['reported', 'closed', 'recused', 'lapsed', 'withdrawn'] as const) {
    expect(maySteps(state)).toEqual([])
  }
})

test('each kind has the outcomes that the office takes', () => {
  const all = Object.fromEntries(assignment_kinds.map((kind) => [kind, outcomesOf(kind)]))
  const heard = ['signed', 'refusal_noted', 'waived']
  expect(all).toEqual({
    talk: ['done', 'not_answered'],
    verify: ['done'],
    show_facts: heard,
    hear: heard,
    review: ['done'],
    serve: ['signed', 'refusal_noted'],
    announce: ['done'],
    carry_out: ['done'],
  } satisfies Record<AssignmentKind, string[]>)
})

test('the limit is the office’s: none for a step that it has not heard of', () => {
  const due = now + 10
  expect(assignmentLimit(anAssignment({ due }))).toEqual({ what: 'accept', due })
  expect(assignmentLimit(anAssignment({ due, state: 'accepted' }))).toBeNull()
  const begun = anAssignment({ due, state: 'under_way', confirmed: 'accepted' })
  expect(assignmentLimit(begun)).toEqual({ what: 'report', due })
  expect(assignmentLimit(anAssignment({ due, state: 'reported' }))).toBeNull()
})

test('what asks for hands comes first, by its limit; done ones last', () => {
  const all = [
    anAssignment({ assignment: 1, state: 'closed', confirmed: 'closed', due: 0 }),
    anAssignment({ assignment: 2, state: 'reported', confirmed: 'reported', due: now }),
    anAssignment({ assignment: 3, due: now + 20 }),
    anAssignment({ assignment: 4, state: 'under_way', confirmed: 'under_way', due: now + 10 }),
    anAssignment({ assignment: 5, state: 'accepted', due: now }), // its limit is not known yet
  ]
  expect(assignmentsByUrgency(all).map((a) => a.assignment)).toEqual([4, 3, 5, 2, 1])
})

test('the outbox names each step, also that of another phone', () => {
  const own = step({ how: 'accept' })
  const state = holding({}, [
    row('X', { by: 'p-2', step: 'begin', n: 2 }),
    row('Y', { by: 'p-2', step: '', n: 1 }), // of a device that does not say which
  ])
  const rows = outboxRows(state, [own], photosOf())
  expect(rows.map((r) => [r.deed, r.task])).toEqual([
    ['step.accept', 70],
    ['step.begin', 70],
    ['step', 70],
  ])
})

test('steps go in their order, and an assignment waits for no other', () => {
  const first = step({ how: 'accept' })
  const other = said({ do: 'step', assignment: 71, how: 'accept' }, { task: 71 })
  const next = nextSteps(
    [first, step({ how: 'begin', hands: ['p-1', 'p-2'] }), other, answer('F1', 'y')],
    photosOf(),
    'p-1',
  )
  expect(next.map((s) => s.command.task)).toEqual([70, 71, 31])
  expect(next[0]!.command.key).toBe(first.key)
})

test('a refused step goes back into its form with all its words', () => {
  expect(reopen(70, step(report).body)).toEqual({
    form: 'step.report:70',
    at: '/assignments/70/report',
    values: { outcome: 'signed', text: report.text },
  })
  expect(reopen(70, step({ how: 'begin', hands: ['p-1', 'p-2'] }).body)!.values).toEqual({
    hands: 'p-1 p-2',
  })
  expect(reopen(70, step({ how: 'recuse', text: '同村※' }).body)!.values).toEqual({
    reason: '同村※',
  })
  expect(reopen(70, step({ how: 'accept' }).body)).toBeNull()
})
