// @vitest-environment node
// What the first pages say is among the first words: the rest of them may come later, or never. Held
// to it is every text that is named in a file which they import.

import { expect, test } from 'vitest'
import { first as en } from '../src/words/en-first'
import { zh } from '../src/words/zh'
import { first } from '../src/words/zh-first'

type Sources = Record<string, string> // text by path below src/

const sources: Sources = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(['../src/**/*.{ts,tsx}', '!../src/{domain,field}/**'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, text]) => [path.replace('../src/', ''), text]),
)

const route = /import\('\.\.\/(pages\/[^']+)'\),\s+first: true/g
const pages = [...sources['app/routes.tsx']!.matchAll(route)].map((found) => `${found[1]}.tsx`)
const starts = ['main.tsx', 'pages/login/page.tsx', ...pages]
const keys = Object.keys(zh)

/** A file and all that it imports at once; types are no code. */
function reached(files: Sources, from: string, out = new Set<string>()): Set<string> {
  if (out.has(from)) return out
  out.add(from)
  const said = files[from]!.matchAll(/^(?:import|export)(?! type)[^'"]*?'(\.[^']+)'/gm)
  for (const [, to] of said) {
    const path = new URL(to!, `file:///${from}`).pathname.slice(1)
    const file = [`${path}.ts`, `${path}.tsx`].find((each) => each in files)
    if (file) reached(files, file, out)
  }
  return out
}

/** `age.${part}` is each text of that shape, word('role', …) each of that family. */
function said(text: string): string[] {
  const shapes: RegExp[] = []
  const shape = (before: string, words: string, after = '') => {
    if (words.startsWith('${')) return
    const parts = words.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
    shapes.push(new RegExp(`^${before}${parts.join('.+')}${after}$`))
  }
  for (const [, words] of text.matchAll(/'([\w.-]+)'/g)) shape('', words!)
  for (const [, words] of text.matchAll(/`([\w.-]+\$\{[^`]*)`/g)) shape('', words!)
  for (const [, words] of text.matchAll(/\bword\(\s*['`]([^'`]+)['`]/g)) shape('', words!, '\\..+')
  return keys.filter((key) => shapes.some((each) => each.test(key)))
}

function missing(files: Sources): string[] {
  const seen = new Set(starts.flatMap((start) => [...reached(files, start)]))
  return [...seen].flatMap((file) =>
    said(files[file]!)
      .filter((key) => !(key in first))
      .map((key) => `${file} says ${key}`),
  )
}

test('what the first pages say comes first', () => {
  expect(pages).toEqual(['pages/overview/page.tsx'])
  const seen = new Set(starts.flatMap((start) => [...reached(sources, start)]))
  expect(seen.size).toBeGreaterThan(50)
  expect(seen).toContain('words/entry.ts')
  expect(seen).not.toContain('parts/form.tsx')
  expect(missing(sources)).toEqual([])
  expect(Object.keys(en).sort()).toEqual(Object.keys(first).sort())
})

test('a word that would be missing is found', () => {
  const plant = (path: string, text: string) =>
    missing({ ...sources, [path]: sources[path] + text })
  const page = 'pages/overview/page.tsx'
  expect(plant(page, "t('wall.title')")).toEqual([`${page} says wall.title`])
  expect(plant(page, "word('level', code)").length).toBe(4)
  expect(plant('app/shell.tsx', 't(`sessions.$' + '{x}`)').length).toBeGreaterThan(5)
  const imports = missing({
    ...sources,
    [page]: `import { Wall } from './wall'\n${sources[page]}`,
  })
  expect(imports).toContain('pages/overview/wall.tsx says wall.title')
})
