import { beforeEach, expect, test } from 'vitest'
import { domain, visit } from '../src/domain/zh'
import { first } from '../src/domain/zh-first'
import { commands } from '../src/parts/commands'
import { en } from '../src/words/en'
import { news, tell } from '../src/words/entry'
import { budget, clock, paper, shortNumber, span, spokenDue } from '../src/words/format'
import { fill, known, rich, setLang, t, word } from '../src/words/words'
import { zh } from '../src/words/zh'
import { anEntry, at, now } from './support'

beforeEach(() => setLang('zh'))

const holes = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((found) => found[1]).sort()

test('both languages have the same keys and the same holes', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const [key, text] of Object.entries(zh)) {
    const have = new Set(holes(en[key as keyof typeof zh]))
    for (const hole of holes(text)) expect(have, key).toContain(hole)
  }
})

test('what the domain says stands in its catalogue alone', () => {
  const files = import.meta.glob<Record<string, object>>('../src/words/{zh,en}/*.ts', {
    eager: true,
  })
  expect(Object.keys(files).length).toBe(26)
  for (const [path, file] of Object.entries(files)) {
    const own = Object.values(file).flatMap((words) => Object.keys(words))
    expect(
      own.filter((key) => key in domain || key in visit || key in first),
      path,
    ).toEqual([])
  }
})

test('no hole lies in another', () => {
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) {
    expect(text, key).not.toMatch(/\{[^}]*\{/)
  }
})

test('no text threatens, blames or shouts', () => {
  const never =
    /严肃处理|后果自负|拒不|违纪人员|黑名单|末位|系统判定|打卡|扣分|贫困户|尽快|ASAP|[!！]/
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) {
    expect(text, key).not.toMatch(never)
  }
})

test('every command of the table has its words', () => {
  for (const spec of Object.values(commands)) {
    expect(known(spec.verb) && known(spec.ask)).toBe(true)
    for (const field of spec.fields) expect(known(field.label)).toBe(true)
  }
})

test('English chooses by number', () => {
  expect(fill('{n} {n#task|tasks}', { n: 1 })).toBe('1 task')
  expect(fill('{n} {n#task|tasks}', { n: 3 })).toBe('3 tasks')
})

test('a text with holes takes elements in place', () => {
  expect(rich('say.field', { groups: 'X' })).toEqual(['现在 ', 'X', ' 在村里。'])
})

test('a code that is newer than the pages shows as itself', () => {
  expect(word('state.task', 'on_site')).toBe('现场督导')
  expect(word('state.task', 'teleported')).toBe('teleported')
})

test('numbers, dates and spans follow the two languages', async () => {
  expect(paper('task', '2026-12')).toBe('督字〔2026〕12号')
  expect(shortNumber('2026-12', now)).toBe('12')
  expect(shortNumber('2025-12', now)).toBe('2025-12')
  expect(spokenDue(at('2026-10-16T00:00:00'))).toBe('10 月 15 日 24:00')
  expect(budget('10wd')).toBe('10 个工作日')
  expect(clock(10_080_000)).toBe('2:48')
  expect(span(9 * 3_600_000 + 42 * 60_000)).toBe('9 小时 42 分')
  await setLang('en')
  expect(spokenDue(at('2026-10-16T00:00:00'))).toBe('15 Oct, 24:00')
  expect(budget('1m')).toBe('1 month')
})

const entry = (type: string, fields: Record<string, unknown>) => anEntry({ type, fields })

test('news says the official number of the matter it is about', () => {
  const about = (matter: string, number: string) =>
    news(anEntry({ type: 'rectification.stepped', fields: { verb: 'submit' }, matter, number }))
  expect(about('rectification:3', '2026-12')).toContain('改字〔2026〕12号')
  expect(about('assignment:3', '2026-4')).toContain('案任〔2026〕4号')
  expect(about('founding', '')).not.toContain('号')
})

test('an event is told by its verb, its step or its outcome', () => {
  expect(tell(entry('step.taken', { step: 4, slip: 'orange' })).deed).toBe('发出橙色督办单')
  expect(tell(entry('rectification.stepped', { verb: 'submit' })).deed).toBe('提请核验')
  expect(tell(entry('extension.decided', { granted: true })).deed).toBe('同意延期')
  expect(tell(entry('extension.decided', { granted: false })).deed).toBe('不同意延期')
  expect(tell(entry('something.new', {})).deed).toBe('something.new')
  expect(t('via.worker')).toBe('系统到期自动')
})
