// Another second factor: the code that a camera reads says what the key beside it says, and what is
// sent has the password, a present code, and the first code of the new one.
import jsqr from 'jsqr'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { otpauth, SecondFactor } from '../src/pages/account/second-factor'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
const account = { name: 'zhang.san', second_factor: true, shared: false }
const posted: Record<string, string>[] = []

beforeEach(() => {
  setLang('zh')
  posted.length = 0
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    posted.push(JSON.parse(init.body))
    return new Response('{}')
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

/** What a camera sees: each module as three by three points. */
function read(svg: SVGElement): string {
  const modules = Number(svg.getAttribute('viewBox')!.split(' ')[2])
  const side = modules * 3
  const points = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y] of svg
    .querySelector('path')!
    .getAttribute('d')!
    .matchAll(/M(\d+) (\d+)h1/g)) {
    for (let i = 0; i < 9; i++) {
      const at = (Number(y) * 3 + Math.floor(i / 3)) * side + Number(x) * 3 + (i % 3)
      points.fill(0, at * 4, at * 4 + 3)
    }
  }
  return jsqr(points, side, side)?.data ?? ''
}

const type = (id: string, value: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>(`#${id}`)!
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })

test('a second factor is replaced by oneself: the code is read by a camera, the old one is asked for', async () => {
  render(<SecondFactor account={account} done={() => {}} />, root)
  expect(root.querySelector('svg')).toBeNull()
  root.querySelector<HTMLButtonElement>('button')!.click()
  await vi.waitFor(() => expect(root.querySelector('.account-qr')).not.toBeNull())
  const secret = root.querySelector('.account-key')!.textContent!.replaceAll(' ', '')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const said = read(root.querySelector<SVGElement>('.account-qr')!)
  expect(said).toBe(otpauth(account.name, secret))
  const address = new URL(said)
  expect(address.searchParams.get('secret')).toBe(secret)
  expect(address.searchParams.get('algorithm')).toBe('SHA256')
  await type('secret-shown-password', 'old password')
  await type('secret-shown-code', '123456')
  await type('shown', '654321')
  root.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await vi.waitFor(() => expect(posted.length).toBe(1))
  expect(posted[0]).toEqual({ password: 'old password', code: '123456', secret, shown: '654321' })
})
