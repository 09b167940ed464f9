// A case: what its forms send and keep back, and what the person concerned and the authority read.

import { render } from 'preact'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CasePage, OwnCase, ProposalRow } from '../src/contract'
import { choicesOf } from '../src/pages/case/choices'
import { CaseOf, pointsOf } from '../src/pages/confirmations/case'
import { argsOf, commands, lacking } from '../src/parts/commands'
import { question } from '../src/parts/foreseen'
import { CommandForm } from '../src/parts/form'
import { restOfWords, setLang } from '../src/words/words'
import { data } from './recorded'

const root = document.createElement('div')
document.body.append(root)

beforeEach(async () => {
  sessionStorage.clear()
  await setLang('zh')
  await restOfWords()
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})
// Effects run after a paint that never comes: their timers end before the window does.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 150)))

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

/** The case whose decision waits for the authority. */
const waiting = (): ProposalRow => data<ProposalRow[]>('authority', '/proposals')[0]!
const page = (): CasePage => data<CasePage>('officer', `/cases/${waiting().case!.id}`)

test('an assignment says what, to which team and in which words', () => {
  const spec = commands['assignment.issue']!
  const values = { what: 'serve:proposal', team: 't-inv', whom: '甲', text: '当面送达' }
  expect(argsOf(spec, '7', values)).toEqual({
    lead: '7',
    kind: 'serve',
    paper: 'proposal',
    team: 't-inv',
    whom: '甲',
    text: '当面送达',
  })
  // Neither whom it is about nor what is to be done stands in an address.
  const asked = question(spec, argsOf(spec, '7', values), values)
  expect(JSON.stringify(asked)).not.toMatch(/甲|送达/)
})

test('whom a case is about stands in no address and in no draft', async () => {
  const spec = commands['case.name']!
  const values = { person: 'p-a', salt: 'f'.repeat(64) }
  expect(question(spec, argsOf(spec, '7', values), values)).toBeNull()
  const sent: string[] = []
  vi.stubGlobal('fetch', async (url: string, init: { body?: string }) => {
    sent.push(url + (init?.body ?? ''))
    return Response.json({ why: 'busy', what: 'x', mend: '' }, { status: 503 })
  })
  render(<CommandForm name="assignment.issue" id="7" about="" done={() => {}} />, root)
  const text = root.querySelector('textarea')!
  text.value = '去找他谈'
  text.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('去找他谈')
  expect(sent.join()).not.toContain('去找他谈')
})

test('a naming goes with a salt', () => {
  expect(lacking(commands['case.name']!, { person: 'p-a', salt: 'f'.repeat(64) })).toEqual([])
  expect(lacking(commands['case.name']!, { person: 'p-a' })).toEqual(['salt'])
})

test('a decision asks for measures where it has some, and answers a defence', () => {
  const spec = commands['case.decide']!
  const said = { organ: '纪委', reason: 'x', defended: 'true' }
  expect(lacking(spec, { ...said, how: 'decide' })).toEqual(['measures', 'answer'])
  expect(lacking(spec, { ...said, how: 'exempt' })).toEqual(['answer'])
  expect(lacking(spec, { ...said, how: 'revoke' })).toEqual([])
  expect(lacking(spec, { ...said, defended: '', how: 'exempt' })).toEqual([])
  expect(argsOf(spec, '7', { ...said, how: 'decide', measures: 'circular admonition' })).toEqual({
    lead: '7',
    how: 'decide',
    organ: '纪委',
    measures: ['circular', 'admonition'],
    answer: '',
    reason: 'x',
  })
  expect(argsOf(spec, '7', { ...said, how: 'revoke' }).measures).toEqual([])
})

test('a form offers the steps that are possible now, and the teams that fit what is asked', () => {
  const c = page()
  const choices = choicesOf(c)
  const how = choices['case.decide.how'] as { value: string }[]
  expect(how.map(({ value }) => value)).toEqual(['decide', 'exempt'])
  const teams = choices['assignment.issue.team'] as (v: object) => { value: string }[]
  expect(teams({ what: 'none:none' })).toEqual([])
  expect(teams({ what: 'serve:proposal' }).length).toBeGreaterThan(0)
})

test('points and answers stand beside each other where there are as many of both', () => {
  expect(pointsOf('一\n二\n', '甲\n\n乙')).toEqual([
    ['一', '甲'],
    ['二', '乙'],
  ])
  expect(pointsOf('一\n二', '都看过')).toEqual([['一\n二', '都看过']])
  expect(pointsOf('一', '')).toEqual([['一', '']])
})

test('the authority reads the case, and each point of the defence beside its answer', () => {
  render(<CaseOf row={waiting()} />, root)
  const cells = [...root.querySelectorAll('.case-points tbody td')].map((td) => td.textContent)
  expect(cells).toEqual(['当日值班※', '值班表属实※', '记录已补※', '记录系事后补写※'])
  expect(root.textContent).toContain('诫勉')
})

test('the person concerned is told what they may do and until when, and of no hand', () => {
  const own = data<OwnCase[]>('village', '/own-cases')
  const appealable = own.find(({ may }) => may.includes('case.appeal'))!
  expect(appealable.appeal_until).toBeGreaterThan(appealable.filed_at)
  expect(JSON.stringify(own)).not.toMatch(/p-i1|p-officer|hands|assignments/)
  expect(data<OwnCase[]>('officer', '/own-cases')).toEqual([])
  const serials = own.flatMap(({ papers }) => papers.map(({ serial }) => serial))
  expect(serials.length).toBeGreaterThan(3)
  expect(serials).not.toContain('')
})
