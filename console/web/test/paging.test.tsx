// A list in pages while its first page is fetched anew: none is lost between the pages.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Pages, usePages } from '../src/parts/pages'

interface Row {
  id: string
}
const root = document.createElement('div')
const asked: string[] = []
let shown: Pages<Row>
let list: string[] // of the server, the newest first

const rows = (ids: string[]): Row[] => ids.map((id) => ({ id }))

/** Two rows a page; a cursor is the last row before it. */
function pageAfter(last: string) {
  const at = list.indexOf(last) + 1
  const ids = list.slice(at, at + 2)
  return { data: rows(ids), next: at + 2 < list.length ? ids.at(-1)! : '' }
}

function List({ view }: { view: ReturnType<typeof pageAfter> }) {
  const whole = { ...view, error: null, loading: false, reload: () => {} }
  shown = usePages<Row>('/notices', whole, view.data, null, (data: Row[]) => data)
  return null
}

beforeEach(() => {
  asked.length = 0
  list = ['5', '4', '3', '2', '1']
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    const after = new URL(path, 'http://x').searchParams.get('after') ?? ''
    return new Response(JSON.stringify({ seq: 1, now: 1, again: [], ...pageAfter(after) }))
  })
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

const ids = () => shown.rows.map((row) => row.id)
const see = (n: number) => vi.waitFor(() => expect(ids().length).toBe(n))

test('a row that is pushed from the first page to the second is not lost', async () => {
  await act(() => render(<List view={pageAfter('')} />, root))
  expect(ids()).toEqual(['5', '4'])
  await act(() => shown.more())
  await see(4)
  expect(ids()).toEqual(['5', '4', '3', '2'])
  // Two are new: 5 and 4 leave the first page, and stood in no other.
  list = ['7', '6', ...list]
  await act(() => render(<List view={pageAfter('')} />, root))
  await vi.waitFor(() => expect(ids()).toEqual(['7', '6', '5', '4']))
  await act(() => shown.more())
  await see(6)
  await act(() => shown.more())
  await see(7)
  expect(ids()).toEqual(list)
  expect(shown.left).toBe(false)
  expect(asked.length).toBe(4)
})

test('a row that is struck off the list is gone from its pages', async () => {
  await act(() => render(<List view={pageAfter('')} />, root))
  await act(() => shown.more())
  await see(4)
  list = ['4', '2', '1']
  await act(() => render(<List view={pageAfter('')} />, root))
  await vi.waitFor(() => expect(ids()).toEqual(['4', '2', '1']))
})
