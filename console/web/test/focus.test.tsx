import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Actions } from '../src/parts/actions'

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
