// A notice as it was sent: a number of its kind, leading to its matter.
import { render } from 'preact'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Item } from '../src/pages/escalations/notices'
import { restOfWords, setLang } from '../src/words/words'

const root = document.createElement('div')
afterEach(() => render(null, root))
beforeAll(async () => {
  await setLang('zh')
  await restOfWords()
})

const item = (matter: string, text: string) => {
  render(
    <Item item={{ matter, id: '7', number: '2026-17', step: 0, text, due: 0, left_out: false }} />,
    root,
  )
  return root
}

test('a lead and a rectification with one number are told apart', () => {
  expect(item('case', 'case.late').textContent).toContain('线字〔2026〕17号')
  expect(root.querySelector('a')!.getAttribute('href')).toContain('/cases/7')
  expect(item('rectification', 'rect.referred').textContent).toContain('改字〔2026〕17号')
  expect(root.querySelector('a')!.getAttribute('href')).toContain('/rectifications/7')
})

test('a demand has the number of its rectification, and no page', () => {
  expect(item('demand', 'demand.open').textContent).toContain('改字〔2026〕17号')
  expect(root.querySelector('a')).toBeNull()
})
