import { expect, test } from 'vitest'
import {
  answersTo,
  choicesOf,
  differs,
  howOf,
  isFinding,
  isNumber,
  lastWords,
  missing,
  ruleOf,
  standingAnswer,
  toPick,
} from '../../src/field/core/checklist'
import { shownTasks } from '../../src/field/core/merge'
import { anItem, answer, aState, aTask, said } from './support'

const given = (...answers: [by: string, value: string, text?: string][]) =>
  aTask({ answers: answers.map(([by, value, text = '']) => ({ item: 'F1', value, by, text })) })
const shown = (task = aTask(), own: Parameters<typeof shownTasks>[1] = []) =>
  shownTasks(aState({ tasks: [task] }), own)[0]!

test('two phones answer one item: both stay, side by side, until the head picks', () => {
  const task = shown(given(['p-1', 'y'], ['p-2', 'n']))
  const both = lastWords(answersTo(task, 'F1'))
  expect(both.map((a) => [a.by, a.value, a.index])).toEqual([
    ['p-1', 'y', 0],
    ['p-2', 'n', 1],
  ])
  expect(toPick(task, [anItem()])).toHaveLength(1)
  const picked = shown(given(['p-1', 'y'], ['p-2', 'n']), [
    said({ do: 'pick', task: 31, item: 'F1', index: 0 }),
  ])
  expect(toPick(picked, [anItem()])).toEqual([])
  expect(answersTo(picked, 'F1')).toHaveLength(2)
  expect(standingAnswer(picked, 'F1')!.value).toBe('y')
})

test('who answers again has corrected themselves', () => {
  const task = shown(given(['p-1', 'n'], ['p-1', 'y']))
  expect(differs(answersTo(task, 'F1'))).toBe(false)
  expect(standingAnswer(task, 'F1')!.value).toBe('y')
})

test('the same answer of two is no difference', () => {
  expect(differs(answersTo(shown(given(['p-1', 'y'], ['p-2', 'y'])), 'F1'))).toBe(false)
})

test('an answer that the device has not counted cannot be picked', () => {
  const task = shown(given(['p-2', 'n']), [answer('F1', 'y')])
  expect(answersTo(task, 'F1').map((a) => a.index)).toEqual([0, -1])
  expect(differs(answersTo(task, 'F1'))).toBe(true)
})

test('a device that does not say who answered: this phone knows its own', () => {
  const mine = answer('F1', 'n', { state: 'kept', settled: true })
  const task = shown(
    aTask({
      answers: [
        { item: 'F1', value: 'y' },
        { item: 'F1', value: 'n' },
      ],
    }),
    [mine],
  )
  expect(answersTo(task, 'F1').map((a) => [a.own, a.by ?? ''])).toEqual([
    [false, ''],
    [true, 'p-1'],
  ])
})

test('how an item is answered', () => {
  expect(howOf('LY')).toEqual({ way: 'L', kind: 'yes_no' })
  expect(howOf('CN')).toEqual({ way: 'C', kind: 'number' })
  expect(howOf('AT').kind).toBe('text')
  expect(howOf('LP').kind).toBe('photo')
  expect(howOf('')).toEqual({ way: 'A', kind: 'yes_no' })
})

test('choices stand in the item, else it is yes or no', () => {
  const known = anItem({ how: 'AS', zh: '农户认得几位队员', en: 'team members known (0, 1, 2+)' })
  expect(choicesOf(known).map((c) => c.value)).toEqual(['0', '1', '2+'])
  const content = anItem({ zh: '满意、一般、不满、不答', en: 'satisfied, so-so, not, silent' })
  expect(choicesOf(content)[1]).toEqual({ value: 'so-so', zh: '一般', en: 'so-so' })
  expect(choicesOf(anItem())).toEqual([])
})

const when = (rule: string, ...values: string[]) => isFinding(ruleOf(anItem({ rule })), values)

test('which answer is a finding, and of what kind', () => {
  expect(ruleOf(anItem())).toEqual({
    when: 'n',
    category: 'help',
    severity: 'ordinary',
    check: 'FOR-2',
  })
  expect(ruleOf(anItem({ rule: 'observe HLP-3' }))).toBeNull()
  expect(when('n:3o FOR-2', 'n')).toBe(true)
  expect(when('n:3o FOR-2', 'n', 'y')).toBe(false)
  expect(when('2n:1m', 'n')).toBe(false)
  expect(when('2n:1m', 'n', 'y', 'n')).toBe(true)
  expect(when('<2:3o FOR-4', '1')).toBe(true)
  expect(when('<2:3o FOR-4', '2')).toBe(false)
  expect(when('≥1:7s PRJ-3', '1')).toBe(true)
  expect(when('>20:5s EXT-3', '20')).toBe(false)
  expect(when('<all:10s', '3/5')).toBe(true)
  expect(when('<all:10s', '5/5')).toBe(false)
  expect(when('all 0:3o FOR-4', '0', '0')).toBe(true)
  expect(when('all 0:3o FOR-4', '0', '1')).toBe(false)
  expect(when('none:1o FOR-1', 'none')).toBe(true)
  expect(when('n:3o', '')).toBe(false)
})

test('a number is digits, or a part of a whole where the rule compares the two', () => {
  expect(isNumber(anItem({ rule: '<2:3o' }), '3')).toBe(true)
  expect(isNumber(anItem({ rule: '<2:3o' }), '三')).toBe(false)
  expect(isNumber(anItem({ rule: '<all:10s' }), '3/5')).toBe(true)
  expect(isNumber(anItem({ rule: '<all:10s' }), '3')).toBe(false)
})

test('an item is missing until somebody has answered it, here or elsewhere', () => {
  const items = [anItem(), anItem({ id: 'F2' }), anItem({ id: 'F3' })]
  const task = shown(given(['p-2', 'y']), [answer('F2', '3')])
  expect(missing(task, items).map((i) => i.id)).toEqual(['F3'])
})
