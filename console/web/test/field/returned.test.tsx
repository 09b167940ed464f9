// What a team's phone says of an assignment that came back, or that was taken from it.

import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, test } from 'vitest'
import type { ShownAssignment } from '../../src/field/core/merge'
import { Returned } from '../../src/field/pages/assignment'
import { setLang } from '../../src/field/words/words'

let root: HTMLElement

beforeEach(() => {
  setLang('zh')
  root = document.createElement('div')
})

function told(of: Partial<ShownAssignment>): string {
  act(() => render(<Returned assignment={of as ShownAssignment} />, root))
  return root.textContent ?? ''
}

test('a returned report is shown with its reason, and says when that is not here yet', () => {
  const back: Partial<ShownAssignment> = { state: 'under_way', returned: true, reason: '缺凭证※' }
  expect(told(back)).toContain('退回理由缺凭证※')
  expect(told({ ...back, reason: '' })).toContain('理由还没有送到本组终端')
})

test('a withdrawn assignment says why, and nothing where the rules withdrew it', () => {
  const gone: Partial<ShownAssignment> = {
    state: 'withdrawn',
    returned: false,
    reason: '改由他组※',
  }
  expect(told(gone)).toBe('撤回理由改由他组※')
  expect(told({ ...gone, reason: '' })).toBe('')
  expect(told({ ...gone, state: 'closed' })).toBe('')
})
