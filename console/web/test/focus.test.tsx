import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Actions } from '../src/parts/actions'
import { hold, undo } from '../src/parts/hold'
import { HoldBar } from '../src/parts/hold-bar'
import { Toasts, toast } from '../src/parts/toast'

let root: HTMLElement

beforeEach(() => {
  document.body.innerHTML = '<main id="main" tabindex="-1"></main>'
  root = document.getElementById('main')!
})
afterEach(() => render(null, root))

const show = (may: string[]) =>
  act(() => {
    render(<Actions may={may} id="16" about="改字〔2026〕3号" done={() => {}} />, root)
  })
const press = (element: HTMLElement) =>
  act(() => {
    element.focus()
    element.click()
  })

test('what opened a dialog has the focus again when it is closed', async () => {
  await show(['rectification.return', 'rectification.verify'])
  const opener = root.querySelectorAll<HTMLElement>('.actions > .button')[1]!
  await press(opener)
  const dialog = root.querySelector('dialog')!
  await press(dialog.querySelector<HTMLElement>('.dialog-head .icon-button')!)
  expect(root.querySelector('dialog')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('a deed that took its own button away leaves the focus in the page', async () => {
  await show(['rectification.acknowledge', 'rectification.extend'])
  const opener = root.querySelector<HTMLElement>('.actions > .button')!
  opener.focus()
  await show(['rectification.progress'])
  expect(opener.isConnected).toBe(false)
  expect(document.activeElement).toBe(root)
})

test('a message that goes with the focus in it gives it back', async () => {
  await act(() => {
    render([<button key="b" type="button" id="before" />, <Toasts key="t" />], root)
  })
  const before = document.getElementById('before')!
  before.focus()
  await act(() => toast('done'))
  expect(document.activeElement).toBe(before)
  await press(root.querySelector<HTMLElement>('.toast-close')!)
  expect(root.querySelector('.toast')).toBeNull()
  expect(document.activeElement).toBe(before)
})

test('the bar of what is held gives the focus to the page when what it came from is gone', async () => {
  await act(() => {
    render(<HoldBar />, root)
  })
  const what = { person: 'p', name: 'task.review', deeds: [{ key: 'k', args: {} }], says: 'review' }
  await act(() => hold(what, () => {}))
  const bar = root.querySelector<HTMLElement>('.hold-bar')!
  bar.querySelector<HTMLElement>('.primary')!.focus()
  await act(() => undo())
  expect(root.querySelector('.hold-bar')).toBeNull()
  expect(document.activeElement).toBe(root)
})
