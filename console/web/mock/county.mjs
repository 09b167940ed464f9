// The demo county's own files, and a seeded chance for what the mock makes up about it.

import { readFileSync } from 'node:fs'

const folder = new URL('../../../deploy/county/', import.meta.url)

function csv(file) {
  const [head, ...lines] = readFileSync(new URL(file, folder), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => {
    const cells = [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1])
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

export const units = csv('units.csv')
export const people = csv('people.csv')
export const posts = csv('posts.csv')
export const groups = csv('groups.csv').map((g) => ({
  ...g,
  members: g.members.split(';'),
  skills: g.skills.split(';'),
}))
export const villages = units.filter((u) => u.level === 'village')
export const townshipOf = (id) => {
  const u = units.find((x) => x.id === id)
  return u?.level === 'village' ? u.parent : u?.level === 'township' ? u.id : ''
}

/** The themes and questions of checklists.toml; only what the pages show is read. */
export const checklists = (() => {
  const out = []
  for (const block of readFileSync(new URL('checklists.toml', folder), 'utf8')
    .split(/^\[\[/m)
    .slice(1)) {
    const field = (name) => new RegExp(`^${name} = "(.*)"`, 'm').exec(block)?.[1] ?? ''
    if (block.startsWith('checklists]]'))
      out.push({ theme: field('theme'), zh: field('zh'), en: field('en'), items: [] })
    else if (block.startsWith('checklists.items]]'))
      out.at(-1).items.push({ id: field('id'), zh: field('zh'), en: field('en') })
  }
  return out
})()

let state = 20261021
export function chance() {
  state = (state * 1664525 + 1013904223) >>> 0
  return state / 2 ** 32
}
export const pick = (list) => list[Math.floor(chance() * list.length)]
export const hash = () =>
  Array.from({ length: 32 }, () =>
    Math.floor(chance() * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join('')

export const postOf = (person) => posts.find((p) => p.holder === person)?.title_zh ?? ''
export const answerer = (unit) =>
  posts.find((p) => p.unit === unit && p.role === 'unit_officer')?.holder ||
  people.find((p) => p.unit === unit)?.id ||
  people[0].id
