// A key of a person's own: what is pasted or chosen is looked at before it goes, and the secret half
// neither stands on the page nor leaves it.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EnrolKey } from '../src/pages/people/enrol-key'
import { publicKeyIn } from '../src/pages/people/public-key'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
document.body.append(root)
const hex = '00112233445566778899aabbccddeeff'.repeat(2)
const secret = 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6' // Z85, of ZeroMQ's own documents
const printed = `the key is in my.key; its public half is for an officer, who enrols it:
${hex}
key no. 0123 4567 89ab cdef
dudao key enrol --kind person --person PERSON --public-key ${hex}
`
const sent: { path: string; body: { key: string; args: Record<string, unknown> } }[] = []
let status = 200

beforeEach(async () => {
  await setLang('zh')
  sent.length = 0
  status = 200
  namesById.value = {
    ...namesById.value,
    people: [{ id: 'p-1', name: '甲※', en: '', unit: 'c', post: '' }],
  }
  vi.stubGlobal('fetch', async (path: string, init: { body: string }) => {
    sent.push({ path, body: JSON.parse(init.body) })
    const body =
      status === 200
        ? { seq: 2, id: '', number: '2026-7', proposal: '9' }
        : { why: 'refused', what: '这个密钥已登记', mend: '' }
    return Response.json(body, { status })
  })
  render(<EnrolKey person="p-1" close={() => {}} />, root)
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

const box = () => root.querySelector<HTMLTextAreaElement>('textarea')!
const wrong = () => root.querySelector('.wrong')?.textContent ?? ''
const type = (text: string) =>
  act(async () => {
    box().value = text
    box().dispatchEvent(new Event('input', { bubbles: true }))
  })
const submit = () =>
  act(async () => {
    root.querySelector<HTMLButtonElement>('button[type=submit]')!.click()
  })

test('the public half is found in all that was printed, and sent once it has a number', async () => {
  await type(printed)
  const digest = await crypto.subtle.digest(
    'SHA-256',
    Uint8Array.from(hex.match(/../g)!, (b) => Number(`0x${b}`)),
  )
  const number = [...new Uint8Array(digest).slice(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(.{4})(?=.)/g, '$1 ')
  await vi.waitFor(() => expect(root.querySelector('dd')?.textContent).toBe(number))
  await submit()
  await vi.waitFor(() => expect(root.querySelector('.letter')).not.toBeNull())
  expect(sent[0]!.path).toContain('/commands/key.enrol')
  expect(sent[0]!.body.args).toEqual({ kind: 'person', person: 'p-1', public_key: hex })
  expect(root.querySelector('.letter')!.textContent).toContain('2026-7')
  expect(root.querySelector('.letter')!.textContent).toContain(number)
})

test('what is no public half is not sent, and the box says so', async () => {
  await submit()
  expect(wrong()).toContain('没有找到公钥')
  expect(box().getAttribute('aria-invalid')).toBe('true')
  await type(`${hex} ${hex.replace('0', '1')}`)
  expect(wrong()).toBe('') // somebody is still typing
  await submit()
  expect(wrong()).toContain('几个不同的公钥')
  expect(sent).toEqual([])
})

test('a key file is told apart: it is not kept on the page', async () => {
  const input = root.querySelector<HTMLInputElement>('input[type=file]')!
  const files = [{ name: 'my.key', text: async () => `${secret}\n` }]
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await vi.waitFor(() => expect(wrong()).toContain('这是密钥本身'))
  expect(root.innerHTML).not.toContain(secret.slice(0, 12))
  expect(box().value).toBe('')
  await submit()
  expect(sent).toEqual([])
})

test('what the rules refuse is told, and goes again under another key of the command', async () => {
  status = 422
  await type(hex.toUpperCase())
  await submit()
  await vi.waitFor(() => expect(root.querySelector('.refused')?.textContent).toContain('已登记'))
  status = 200
  await submit()
  await vi.waitFor(() => expect(sent.length).toBe(2))
  expect(sent[1]!.body.key).not.toBe(sent[0]!.body.key)
  expect(sent[1]!.body.args.public_key).toBe(hex)
})

test.each<[string, ReturnType<typeof publicKeyIn>]>([
  ['', { wrong: 'none' }],
  ['123', { wrong: 'none' }],
  [`${hex}0`, { wrong: 'none' }],
  [JSON.stringify({ id: hex.slice(32), public_key: hex }), { key: hex }],
  [secret, { wrong: 'secret' }],
])('in %s', (text, read) => {
  expect(publicKeyIn(text)).toEqual(read)
})
