import { render } from 'preact'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ulid } from '../src/base/ulid'
import { argsOf, commands, lacking, offered } from '../src/parts/commands'
import { openDraft } from '../src/parts/draft'
import { CommandForm } from '../src/parts/form'

const root = document.createElement('div')
document.body.append(root)

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

// Effects run after a paint that never comes: their timers end before the window does.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 150)))

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

function show(): { text: HTMLTextAreaElement; submit: () => Promise<unknown> } {
  render(<CommandForm name="rectification.progress" id="7" about="整改" done={() => {}} />, root)
  const form = root.querySelector('form')!
  return {
    text: root.querySelector('textarea')!,
    submit: () => {
      form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
      return settle()
    },
  }
}

async function write(text: HTMLTextAreaElement, value: string) {
  text.value = value
  text.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}

test('keys are ULIDs: 26 letters, ordered by time', () => {
  expect(ulid()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(ulid(1000) < ulid(2000)).toBe(true)
})

test('arguments are what the command takes', () => {
  const spec = commands['rectification.return']!
  expect(argsOf(spec, '7', { gaps: ' 缺公示 ', hollow: 'true' })).toEqual({
    rectification: '7',
    gaps: '缺公示',
    hollow: true,
  })
  expect(
    argsOf(commands['rectification.submit']!, '7', { measures: 'x', evidence: 'a b' }).evidence,
  ).toEqual(['a', 'b'])
  expect(argsOf(commands['rectification.assign']!, '7', { person: '-' }).person).toBe('')
  expect(argsOf(commands['rectification.assign']!, '7', { person: 'p-a' }).person).toBe('p-a')
  expect(argsOf(commands['rectification.climb']!, '7', { step: '5', reason: 'x' }).step).toBe(5)
  expect(lacking(spec, {})).toEqual(['gaps'])
})

test('a form says what is missing above its box and sends nothing', async () => {
  const fetched = vi.fn()
  vi.stubGlobal('fetch', fetched)
  const { submit } = show()
  await submit()
  expect(root.querySelector('.wrong')?.textContent).toBe('请填写')
  expect(root.querySelector('textarea')?.getAttribute('aria-invalid')).toBe('true')
  expect(fetched).not.toHaveBeenCalled()
})

test('after a cut the text is kept and the repeat carries the same key', async () => {
  const bodies: { key: string }[] = []
  let reachable = false
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    bodies.push(JSON.parse(init.body))
    if (!reachable) throw new TypeError('network')
    return new Response(JSON.stringify({ seq: 1, id: '7', number: '2026-7' }), { status: 200 })
  })
  const first = show()
  await write(first.text, '已公示')
  await first.submit()
  expect(root.querySelector('[role=alert]')?.textContent).toContain('没有联系上服务器')
  // The page is closed and opened again.
  render(null, root)
  reachable = true
  const again = show()
  expect(again.text.value).toBe('已公示')
  await again.submit()
  expect(bodies).toHaveLength(2)
  expect(bodies[1]!.key).toBe(bodies[0]!.key)
  expect(openDraft('rectification.progress:7').values).toEqual({})
})

test('a refusal ends its key: mended words go under another', async () => {
  const keys: string[] = []
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    keys.push(JSON.parse(init.body).key)
    return new Response(JSON.stringify({ why: 'bad_input', what: 'too long', mend: '' }), {
      status: 400,
    })
  })
  const { text, submit } = show()
  await write(text, 'x')
  await submit()
  await submit()
  expect(new Set(keys).size).toBe(2)
})

test('a refusal says what is possible instead', async () => {
  vi.stubGlobal(
    'fetch',
    async () =>
      new Response(
        JSON.stringify({
          why: 'refused',
          what: '“待核验”时不能报告进展',
          mend: '',
          possible: ['rectification.verify'],
        }),
        { status: 409 },
      ),
  )
  const { text, submit } = show()
  await write(text, 'x')
  await submit()
  expect(root.querySelector('.refused')?.textContent).toContain('现在可以：销号')
})

test('what only the field page can do is not offered', () => {
  expect(offered(['finding.correct', 'finding.dismiss'])).toEqual(['finding.dismiss'])
})
