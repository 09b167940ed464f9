import { signal } from '@preact/signals'
import { render } from 'preact'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '../src/base/api'
import { openDraft } from '../src/parts/draft'
import { dropFiles, filesOf, pick, sendFiles } from '../src/parts/files'
import { CommandForm } from '../src/parts/form'
import type { Picked } from '../src/parts/held'
import { file_bytes_max, files_max, hashOf, piece_bytes, upload } from '../src/parts/upload'

// jsdom's blobs cannot be read at once, as those of browsers can.
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise((done) => {
    const reader = new FileReader()
    // As a view, for `crypto` takes the bare buffers of its own realm only.
    reader.onload = () =>
      done(new Uint8Array(reader.result as ArrayBuffer) as unknown as ArrayBuffer)
    reader.readAsArrayBuffer(this)
  })
}

const matter = { task: '31', finding: '6' }
const bytesOf = (n: number) => new Uint8Array(n).map((_, i) => i % 251)
const aFile = (n: number, name = 'a.jpg') => new File([bytesOf(n)], name, { type: 'image/jpeg' })
const refusal = (status: number) =>
  new Refusal({ why: status === 0 ? 'unreachable' : 'refused', what: 'no', mend: '' }, status, 0)

/** An office that keeps what comes in order; `fault` may answer a turn in its stead. */
function anOffice(size: number, had = 0) {
  const office = {
    have: had,
    sent: [] as [offset: number, bytes: number][],
    fault: (_turn: number): void => {},
    right: true,
    send: async (offset: number, piece: Blob) => {
      office.sent.push([offset, piece.size])
      office.fault(office.sent.length)
      if (offset === office.have) office.have += piece.size
      const whole = office.have === size
      if (whole && !office.right) office.have = 0
      return { have: office.have, stored: whole && office.right }
    },
  }
  return office
}

const waits: number[] = []
const wait = async (ms: number) => {
  waits.push(ms)
}
beforeEach(() => {
  waits.length = 0
  sessionStorage.clear()
})

test('asks first, then sends in pieces, each heard of', async () => {
  const size = 2 * piece_bytes + 5
  const office = anOffice(size)
  const heard: number[] = []
  await upload(aFile(size), office.send, { heard: (have) => heard.push(have), wait })
  expect(office.sent).toEqual([
    [0, 0],
    [0, piece_bytes],
    [piece_bytes, piece_bytes],
    [2 * piece_bytes, 5],
  ])
  expect(heard).toEqual([0, piece_bytes, 2 * piece_bytes, size])
  expect(waits).toEqual([])
})

test('goes on from what the office has already', async () => {
  const office = anOffice(piece_bytes + 9, piece_bytes)
  await upload(aFile(piece_bytes + 9), office.send, { wait })
  expect(office.sent).toEqual([
    [0, 0],
    [piece_bytes, 9],
  ])
})

test('what is stored is not sent again', async () => {
  const office = anOffice(7, 7)
  await upload(aFile(7), office.send, { wait })
  expect(office.sent).toEqual([[0, 0]])
})

test('a busy office is waited for, longer each time, and asked before more is sent', async () => {
  const office = anOffice(9)
  office.fault = (turn) => {
    if (turn === 2 || turn === 3) throw refusal(503)
  }
  await upload(aFile(9), office.send, { wait })
  expect(office.sent).toEqual([
    [0, 0],
    [0, 9],
    [0, 0],
    [0, 0],
    [0, 9],
  ])
  expect(waits).toEqual([1000, 2000])
})

test('an office that takes no piece at all is given up in the end', async () => {
  const office = anOffice(9)
  office.fault = (turn) => {
    if (office.sent[turn - 1]![1] > 0) throw refusal(0)
  }
  await expect(upload(aFile(9), office.send, { wait })).rejects.toBeInstanceOf(Refusal)
  expect(waits.length).toBeLessThan(10)
})

test('a refusal is not repeated', async () => {
  const office = anOffice(9)
  office.fault = () => {
    throw refusal(404)
  }
  await expect(upload(aFile(9), office.send, { wait })).rejects.toMatchObject({ status: 404 })
  expect(office.sent).toHaveLength(1)
})

test('another hash: all is sent once more, and then the file is said to have changed', async () => {
  const office = anOffice(9)
  office.right = false
  await expect(upload(aFile(9), office.send, { wait })).rejects.toMatchObject({
    problem: { why: 'changed' },
  })
  expect(office.sent.filter(([, n]) => n === 9)).toHaveLength(2)
})

test('who leaves the form stops between two pieces', async () => {
  const office = anOffice(3 * piece_bytes)
  const leaving = new AbortController()
  office.fault = (turn) => {
    if (turn === 2) leaving.abort()
  }
  const { signal } = leaving
  await expect(upload(aFile(3 * piece_bytes), office.send, { signal, wait })).rejects.toThrow()
  expect(office.sent).toHaveLength(2)
})

test('a hash is the SHA-256 of the bytes; without crypto.subtle the page says why', async () => {
  expect(await hashOf(new Blob(['abc']))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  vi.stubGlobal('crypto', {})
  await expect(hashOf(new Blob(['abc']))).rejects.toMatchObject({ problem: { why: 'insecure' } })
})

test('too large, empty, twice and too many are left out by name', () => {
  const files = signal<Picked[]>([])
  const big = aFile(1, 'big.pdf')
  Object.defineProperty(big, 'size', { value: file_bytes_max + 1 })
  const one = aFile(3, 'one.jpg')
  expect(pick(files, [one, one, big, aFile(0, 'none.jpg')])).toEqual({
    big: ['big.pdf'],
    empty: ['none.jpg'],
    many: 0,
  })
  expect(files.value).toHaveLength(1)
  const more = Array.from({ length: files_max }, (_, i) => aFile(4 + i, `${i}.jpg`))
  expect(pick(files, more).many).toBe(1)
  expect(files.value).toHaveLength(files_max)
})

// --- with the form -------------------------------------------------------------------------------
const root = document.createElement('div')
document.body.append(root)
afterEach(() => {
  render(null, root)
  dropFiles('rectification.submit:7')
  vi.unstubAllGlobals()
})
// Effects run after a paint that never comes: their timers end before the window does.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 150)))
const settle = () => new Promise((resolve) => setTimeout(resolve, 60))
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

interface Call {
  path: string
  body: { key?: string; args?: Record<string, unknown> }
}

/** Answers every route of a submission; `refuse` may do it for one. */
function aServer(refuse: (path: string) => Response | null = () => null): Call[] {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (path: string, init: { body: string | Blob }) => {
    // What follows of it is asked beside the deed.
    if (!path.includes('/foresee/')) {
      calls.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : {} })
    }
    const refused = refuse(path)
    if (refused) return refused
    if (!path.includes('/evidence/')) return json({ seq: 1, id: '7', number: '2026-7' })
    const piece = init.body as Blob
    const offset = Number(new URL(path, 'http://x').searchParams.get('offset'))
    return json({ have: offset + piece.size, stored: piece.size > 0 })
  })
  return calls
}

function show() {
  const props = { name: 'rectification.submit', id: '7', about: '整改', matter }
  render(<CommandForm {...props} done={() => {}} />, root)
  return {
    write: async (value: string) => {
      const text = root.querySelector('textarea')!
      text.value = value
      text.dispatchEvent(new Event('input', { bubbles: true }))
      await settle()
    },
    submit: async () => {
      root.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
      await settle()
      const button = root.querySelector<HTMLButtonElement>('[type=submit]')!
      await vi.waitFor(() => expect(button.disabled).toBe(false), 10_000)
    },
  }
}

test('a submission needs a proof, and a picked file is one', async () => {
  const calls = aServer()
  const { write, submit } = show()
  await write('已补发')
  await submit()
  expect(root.querySelector('.wrong')?.textContent).toBe('请填写')
  expect(calls).toEqual([])
  pick(filesOf('rectification.submit:7'), [aFile(9)])
  await submit()
  const hash = await hashOf(aFile(9))
  expect(calls.map((c) => c.path)).toEqual([
    '/api/v1/commands/evidence.attach',
    `/api/v1/evidence/${hash}?offset=0&size=9`,
    `/api/v1/evidence/${hash}?offset=0&size=9`,
    '/api/v1/commands/rectification.submit',
  ])
  expect(calls[0]!.body.args).toEqual({ ...matter, hash, size: 9, mime: 'image/jpeg' })
  expect(calls[3]!.body.args).toMatchObject({ measures: '已补发', evidence: [hash] })
})

test('a failed file keeps the words, says why and is tried again', async () => {
  let refusing = true
  const calls = aServer((path) =>
    refusing && path.includes('/evidence/')
      ? json({ why: 'refused', what: '存储已满', mend: '找管理员' }, 409)
      : null,
  )
  const { write, submit } = show()
  await write('已补发')
  pick(filesOf('rectification.submit:7'), [aFile(9)])
  await submit()
  expect(root.querySelector('.refused')?.textContent).toContain('存储已满')
  expect(root.querySelector('.proof-failed')).not.toBeNull()
  expect(root.querySelector('textarea')!.value).toBe('已补发')
  expect(calls.some((c) => c.path.endsWith('rectification.submit'))).toBe(false)
  refusing = false
  await submit()
  expect(calls.at(-1)!.path).toBe('/api/v1/commands/rectification.submit')
})

test('a file that was stored stays chosen when the command itself fails, also after a reload', async () => {
  aServer((path) =>
    path.endsWith('rectification.submit') ? json({ why: 'busy', what: '忙', mend: '' }, 503) : null,
  )
  const { write, submit } = show()
  await write('已补发')
  pick(filesOf('rectification.submit:7'), [aFile(9)])
  await submit()
  const hash = await hashOf(aFile(9))
  expect(openDraft('rectification.submit:7').values.evidence).toBe(hash)
  render(null, root)
  dropFiles('rectification.submit:7')
  show()
  expect(root.querySelector<HTMLInputElement>('.proofs-held input')?.checked).toBe(true)
})

test('files go one after the other, and what was stored is not sent again', async () => {
  const calls = aServer()
  const files = signal<Picked[]>([])
  pick(files, [aFile(3, 'a.jpg'), aFile(4, 'b.jpg')])
  await sendFiles(files, matter)
  expect(files.value.map((p) => p.state)).toEqual(['stored', 'stored'])
  const before = calls.length
  await sendFiles(files, matter)
  expect(calls).toHaveLength(before)
})
