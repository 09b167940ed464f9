// Contrast by WCAG 2 of every pair that the pages use: text 4.5, shapes and edges 3.

import { expect, test } from 'vitest'
import css from '../src/styles/tokens.css?raw'

function colours(selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`)
  const block = css.slice(from, css.indexOf('}', from))
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]))
}

const themes = { light: colours(':root'), dark: colours(':root[data-theme="dark"]') }

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['canvas', 'surface', 'sunken', 'selected', 'raised']
const inks = [
  'ink1',
  'ink2',
  'ink3',
  'accent',
  'blue-fg',
  'yellow-fg',
  'orange-fg',
  'red-fg',
  'ok-fg',
]
const shapes = [
  'line-strong',
  'focus',
  'blue-mark',
  'yellow-mark',
  'orange-mark',
  'red-mark',
  'ok-mark',
]
const slips = ['blue', 'yellow', 'orange', 'red', 'ok']

const text: [string, string][] = [
  ...grounds.flatMap((bg) => inks.map((fg): [string, string] => [fg, bg])),
  ...slips.map((s): [string, string] => [`${s}-fg`, `${s}-bg`]),
  ...[1, 2, 3, 4, 5].map((i): [string, string] => [`on-seq${i}`, `seq${i}`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-red', 'red-solid'],
  ['ink-inverse', 'ink1'],
]
const graphics: [string, string][] = grounds.flatMap((bg) =>
  shapes.map((fg): [string, string] => [fg, bg]),
)

for (const [theme, values] of Object.entries(themes)) {
  test(`text can be read in the ${theme} theme`, () => {
    for (const [fg, bg] of text) {
      expect(contrast(values.get(fg)!, values.get(bg)!), `${fg} on ${bg}`).toBeGreaterThanOrEqual(
        4.5,
      )
    }
  })
  test(`shapes can be seen in the ${theme} theme`, () => {
    for (const [fg, bg] of graphics) {
      expect(contrast(values.get(fg)!, values.get(bg)!), `${fg} on ${bg}`).toBeGreaterThanOrEqual(3)
    }
  })
}

test('both themes have the same colours', () => {
  expect(themes.light.size).toBeGreaterThan(40)
  expect([...themes.dark.keys()].sort()).toEqual([...themes.light.keys()].sort())
})
