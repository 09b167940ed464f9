// The log shows deeds, says how many timers, notices and receipts it left out, and asks for them
// when it is told to.
import { render } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { LogPage } from '../src/contract'
import { data, fetchFrom, people } from './recorded'

vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }))
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
})

const { default: LogView } = await import('../src/pages/log/page')
const { go } = await import('../src/base/router')
const { resume } = await import('../src/base/session')
const { setLang, restOfWords } = await import('../src/words/words')

const root = document.createElement('div')
document.body.append(root)
afterEach(() => render(null, root))

test('timers and notices are left out, counted, and there when asked for', async () => {
  const { me, answers } = people.auditor
  const asked = new Set<string>()
  vi.stubGlobal('fetch', fetchFrom(answers, me, asked))
  await resume()
  await setLang('en')
  await restOfWords()
  const recorded = data<LogPage>('auditor', '/log?limit=100&deeds=1')
  expect(recorded.left_out).toBeGreaterThan(0)
  go('/log')
  render(<LogView />, root)
  await vi.waitFor(() => {
    if (!root.querySelector('tbody tr')) throw new Error('loading')
  })
  expect(root.querySelectorAll('tbody tr')).toHaveLength(recorded.entries.length)
  expect(root.textContent).not.toMatch(/timer\.set|notice\.queued/)
  const named = recorded.entries.findIndex(
    (each) => /^(task|case):/.test(each.matter) && each.number,
  )
  expect(named).toBeGreaterThanOrEqual(0)
  const { matter, number } = recorded.entries[named]!
  const link = root.querySelectorAll('tbody tr')[named]!.querySelector('a')!
  expect(link.textContent).toContain(number)
  expect(link.getAttribute('href')).toContain(matter.split(':')[1])
  const said = root.querySelector('.log-left')!
  expect(said.textContent).toContain(`${recorded.left_out} timers, notices and receipts left out`)
  expect([...asked].filter((each) => each.startsWith('/log'))).toEqual(['/log?limit=100&deeds=1'])
  said.querySelector('button')!.click()
  await vi.waitFor(() => {
    if (!asked.has('/log?limit=100')) throw new Error('not asked')
  })
})
