// @vitest-environment node
// The floors of the pages: a file imports from its own folder and from the floors below, and no file
// comes back to itself by its imports.

import { expect, test } from 'vitest'

/** From the lowest. Folders on one floor do not know each other. */
const floors = [
  ['domain'],
  ['contract'],
  ['time'],
  ['words'],
  ['base'],
  ['live'],
  ['parts'],
  ['pages', 'field'],
  ['app'],
  ['main'],
]
/** The same within field/. */
const field_floors = [
  ['contract'],
  ['core', 'words'],
  ['shell'],
  ['names'],
  ['parts'],
  ['pages'],
  ['app'],
  ['main', 'sw'],
]

type Sources = Record<string, string> // text by path below src/

const sources: Sources = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../src/**/*.{ts,tsx}', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace('../src/', ''), text]),
)

const resolve = (from: string, to: string): string => {
  const out = from.split('/').slice(0, -1)
  for (const piece of to.split('/')) {
    if (piece === '..') out.pop()
    else if (piece !== '.') out.push(piece)
  }
  return out.join('/')
}

/** What each file imports, types and code that is fetched later among it; styles are no files here. */
function importsOf(files: Sources): Map<string, string[]> {
  const names = new Set(Object.keys(files))
  return new Map(
    Object.entries(files).map(([path, text]) => {
      const said = [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g)]
      const paths = said.map((found) => resolve(path, found[1]!))
      return [path, paths.flatMap((p) => [`${p}.ts`, `${p}.tsx`].filter((f) => names.has(f)))]
    }),
  )
}

const folder = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '')

function upward(imports: Map<string, string[]>, order: string[][]): string[] {
  const floor = (name: string) => order.findIndex((names) => names.includes(name))
  const out: string[] = []
  for (const [from, all] of imports) {
    if (floor(folder(from)) < 0) out.push(`${from} stands on no floor`)
    for (const to of all) {
      if (folder(from) === folder(to) || floor(folder(to)) < floor(folder(from))) continue
      out.push(`${from} imports ${to}`)
    }
  }
  return out
}

/** Each circle once, as the files along it. */
function circles(imports: Map<string, string[]>): string[] {
  const out: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: string[]): void => {
    const back = way.indexOf(file)
    if (back >= 0) out.push([...way.slice(back), file].join(' → '))
    if (back >= 0 || done.has(file)) return
    for (const next of imports.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return out
}

const within = (files: Sources, place: string): Sources =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(place))
      .map(([path, text]) => [path.slice(place.length), text]),
  )

test('imports of the pages point down', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(150)
  expect(upward(importsOf(sources), floors)).toEqual([])
  expect(upward(importsOf(within(sources, 'field/')), field_floors)).toEqual([])
})

test('no imports go in a circle', () => {
  expect(circles(importsOf(sources))).toEqual([])
})

test('what points up or goes in a circle is found', () => {
  const plant = (path: string, text: string) => importsOf({ ...sources, [path]: text })
  const up = plant('live/planted.ts', "import { Icon } from '../parts/icon'")
  expect(upward(up, floors)).toEqual(['live/planted.ts imports parts/icon.tsx'])
  const aside = plant('field/planted.ts', "import type { Page } from '../pages/help/page'")
  expect(upward(aside, floors)).toEqual(['field/planted.ts imports pages/help/page.tsx'])
  const round = importsOf({
    'parts/a.ts': "export { b } from './b'",
    'parts/b.ts': "const c = () => import('./c')",
    'parts/c.ts': "import type { A } from './a'",
  })
  expect(circles(round)).toEqual(['parts/a.ts → parts/b.ts → parts/c.ts → parts/a.ts'])
  expect(upward(importsOf({ 'drawer/a.ts': '' }), floors)).toEqual([
    'drawer/a.ts stands on no floor',
  ])
})
