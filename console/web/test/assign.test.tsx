// Several matters given to one verifier: who is offered, what waits, and what is told of each.

import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RectificationRow } from '../src/contract'
import { Chosen } from '../src/pages/ledger/chosen'
import { held, sendHeld, undo } from '../src/parts/hold'
import { setLang } from '../src/words/words'

const row = (id: string, verifier = '') =>
  ({ id, number: `2026-${id}`, unit: `v${id}`, verifier }) as RectificationRow

let asked: string[] = []
let root: HTMLElement

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 0))))
const button = (text: string) =>
  [...document.querySelectorAll('button')].find((b) => b.textContent?.trim() === text)!
const options = () =>
  [...document.querySelectorAll<HTMLOptionElement>('dialog option')].map((o) => o.value)

async function choose(rows: RectificationRow[], person: string) {
  act(() => render(<Chosen rows={rows} clear={() => {}} />, root))
  act(() => button('指定核验人').click())
  await settle()
  const pick = document.querySelector('select')!
  act(() => {
    pick.value = person
    pick.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

async function submit() {
  const form = document.querySelector('dialog form')!
  await act(async () => {
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
  await settle()
}

beforeEach(() => {
  setLang('zh')
  asked = []
  sessionStorage.clear()
  root = document.body.appendChild(document.createElement('div'))
  vi.stubGlobal('fetch', async (url: string, init?: { body?: string }) => {
    asked.push(url)
    if (url.includes('/verifiers')) {
      const people = [
        { person: 'p-a', ids: ['1', '2'] },
        { person: 'p-b', ids: ['2'] },
      ]
      return Response.json({ seq: 1, now: 0, data: { people } })
    }
    const { args } = JSON.parse(init!.body!)
    if (args.rectification === '1')
      return Response.json(
        { why: 'refused', what: '此人属于责任单位', mend: '请另选' },
        { status: 400 },
      )
    return Response.json({ seq: 1, id: '', number: '', proposal: '' })
  })
})
afterEach(() => {
  undo()
  act(() => render(null, root))
  root.remove()
  vi.unstubAllGlobals()
})

test('only who may verify is offered, and taking back only where somebody has one', async () => {
  await choose([row('1'), row('2')], '')
  expect(asked[0]).toContain('/verifiers?ids=1,2')
  expect(options()).toEqual(['', 'p-a', 'p-b'])
  expect(document.querySelector('select')!.textContent).toContain('（2 件中可核验 1 件）')
  act(() => render(null, root))
  await choose([row('1', 'p-a'), row('2')], '')
  expect(options()).toEqual(['', '-', 'p-a', 'p-b'])
})

test('it waits for all of them together, and each refusal is told of its row', async () => {
  await choose([row('1'), row('2')], 'p-b')
  await submit()
  expect(held.value?.name).toBe('rectification.assign')
  expect(held.value?.deeds.map((deed) => deed.args)).toEqual([
    { rectification: '1', person: 'p-b' },
    { rectification: '2', person: 'p-b' },
  ])
  expect(asked.filter((url) => url.includes('/commands/'))).toEqual([])
  await act(() => sendHeld())
  await settle()
  const outcome = document.querySelector('dialog')!.textContent!
  expect(outcome).toContain('1 件已办理，1 件未能办理')
  expect(outcome).toContain('此人属于责任单位')
})

test('what is taken back is sent as nobody', async () => {
  await choose([row('2', 'p-a')], '-')
  await submit()
  expect(held.value?.deeds[0]?.args).toEqual({ rectification: '2', person: '' })
})
