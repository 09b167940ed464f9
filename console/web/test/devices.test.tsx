import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Enrol } from '../src/pages/devices/enrol'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
const asked: { path: string; args?: Record<string, unknown> }[] = []
let waiting: object | null

const settle = () => vi.advanceTimersByTimeAsync(50)
const type = async (words: string) => {
  const input = root.querySelector<HTMLInputElement>('#enrol\\.code')!
  input.value = words
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}
const submit = async () => {
  root
    .querySelector('form')!
    .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  setLang('zh')
  asked.length = 0
  waiting = {
    code: 'ABCD-EFGH-IJKL',
    public_key: '11'.repeat(32),
    sealing_key: '22'.repeat(32),
    address: '10.0.0.9',
    since_ms_ago: 60_000,
  }
  namesById.value = {
    units: [],
    people: [],
    groups: [
      { id: 'g1', zh: '督导一组', en: 'Group 1', head: 'p-1', members: [] },
      { id: 'g2', zh: '督导二组', en: 'Group 2', head: 'p-2', members: [] },
    ],
  } as never
  vi.stubGlobal('fetch', async (path: string, init: { method: string; body: string }) => {
    if (init.method === 'POST') {
      asked.push({ path, args: JSON.parse(init.body).args })
      return new Response(JSON.stringify({ seq: 2, id: '', number: '2026-7', proposal: '9' }))
    }
    asked.push({ path })
    if (waiting) return new Response(JSON.stringify(waiting))
    const none = { why: 'not_found', what: '没有显示此编码的设备在等待', mend: '请核对' }
    return new Response(JSON.stringify(none), { status: 404 })
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a device is enrolled by its code, for the group that is chosen', async () => {
  render(<Enrol close={() => {}} done={() => {}} />, root)
  await type('abcd efgh ijkl')
  await submit()
  expect(asked[0]!.path).toBe('/api/v1/devices/waiting?code=abcd%20efgh%20ijkl')
  expect(root.textContent).toContain('ABCD-EFGH-IJKL')
  expect(root.textContent).toContain('10.0.0.9')
  const group = root.querySelector<HTMLSelectElement>('#enrol\\.group')!
  group.value = 'g2'
  group.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  await submit()
  expect(asked[1]!.path).toBe('/api/v1/commands/key.enrol')
  expect(asked[1]!.args).toEqual({
    public_key: '11'.repeat(32),
    sealing_key: '22'.repeat(32),
    kind: 'device',
    group: 'g2',
  })
  expect(root.textContent).toContain('督导二组')
})

test('another code typed after the look is looked up, not enrolled', async () => {
  render(<Enrol close={() => {}} done={() => {}} />, root)
  await type('ABCD-EFGH-IJKL')
  await submit()
  await type('ABCD-EFGH-IJKM')
  expect(root.querySelector('#enrol\\.group')).toBeNull()
  await submit()
  expect(asked.map((each) => each.path.split('?')[0])).toEqual([
    '/api/v1/devices/waiting',
    '/api/v1/devices/waiting',
  ])
})

test('a code that nobody shows is said so', async () => {
  waiting = null
  render(<Enrol close={() => {}} done={() => {}} />, root)
  await type('AAAA-AAAA-AAAA')
  await submit()
  expect(root.querySelector('[role=alert]')!.textContent).toContain('没有显示此编码')
})
