import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Session } from '../src/contract'
import { browserName, Sessions } from '../src/pages/account/sessions'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
const row = (id: string, own: boolean): Session => ({
  id,
  own,
  address: `10.0.0.${id}`,
  software: '',
  began_ms_ago: 7_200_000,
  used_ms_ago: 600_000,
})

let rows: Session[] = []
const posted: string[] = []
const settle = () => vi.advanceTimersByTimeAsync(50)

beforeEach(() => {
  vi.useFakeTimers()
  setLang('zh')
  rows = [row('1', true), row('2', false)]
  posted.length = 0
  vi.stubGlobal('fetch', async (path: string, init: { method: string }) => {
    if (init.method === 'POST') {
      posted.push(path)
      rows = rows.filter((each) => !path.endsWith(`/${each.id}`))
      return new Response('{}')
    }
    return new Response(JSON.stringify(rows))
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('one sees where one is signed in, and ends what is not here', async () => {
  render(<Sessions />, root)
  await settle()
  expect(root.querySelectorAll('tbody tr').length).toBe(2)
  expect(root.textContent).toContain('10.0.0.2')
  root.querySelectorAll<HTMLButtonElement>('tbody button')[1]!.click()
  await settle()
  expect(posted).toEqual(['/api/v1/sessions/2'])
  expect(root.querySelectorAll('tbody tr').length).toBe(1)
})

test('a browser is called as people know it', () => {
  const mozilla = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(browserName(`${mozilla} Chrome/126.0 Safari/537.36 Edg/126.0`)).toBe('Edge 126 · Windows')
  expect(browserName(`${mozilla} Chrome/126.0 Safari/537.36`)).toBe('Chrome 126 · Windows')
  expect(browserName('curl/8.5.0')).toBe('curl/8.5.0')
  expect(browserName('')).toBe('未说明')
})
