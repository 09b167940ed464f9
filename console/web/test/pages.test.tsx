// Every page, shown to each role in both languages from what the console answered for a played
// county (tests/unit/console/fixtures_test.cpp recorded it): nothing is missing, nothing is said in
// the words of programs.

import axe from 'axe-core'
import { render } from 'preact'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Me } from '../src/contract'
import { type Answers, fetchFrom, people } from './recorded'

// What the machine of the tests has not: a screen, a stream of changes, frames.
vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }))
  vi.stubGlobal('scrollTo', () => {})
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  )
})

const { App } = await import('../src/app/app')
const { ours, proving, seenBy, watching } = await import('../src/app/routes')
const { answersForUnit, me, resume } = await import('../src/base/session')
const { go } = await import('../src/base/router')
const { hear } = await import('../src/live/freshness')
const { setLang, t } = await import('../src/words/words')

const root = document.createElement('div')
document.body.append(root)

const settled = () =>
  vi.waitFor(
    () => {
      const main = root.querySelector('main, .wall')
      if (!main?.textContent || root.querySelector('[aria-busy]')) throw new Error('loading')
      return main.textContent
    },
    { timeout: 5000, interval: 5 },
  )

/** What this session's menu leads to, and one page of each matter that it may see. */
function places(who: Me, answers: Answers): string[] {
  const menu = answersForUnit(who) ? ours : [...watching, ...proving]
  const lists = seenBy(menu, who.roles, true).map((item) => item.to)
  const matters = Object.keys(answers)
    .filter((target) => /^\/\w+\/[^?/]+$/.test(target) && answers[target]!.status === 200)
    .map((target) => (answersForUnit(who) ? target.replace('rectifications', 'ours') : target))
  // The whole log is long: it is recorded for the one whose work it is.
  const log = '/log?limit=100&deeds=1' in answers
  const ownPaper = /^\/own-papers\/(\d+)$/
  const own = who.concerned
    ? ['/my-case', ...Object.keys(answers).filter((at) => ownPaper.test(at))].map((at) =>
        at.replace(ownPaper, '/my-case/papers/$1'),
      )
    : []
  return [...lists.filter((to) => to !== '/log' || log), '/account', ...own, ...matters]
}

/** Words that are none: what is missing, and what only programs say. */
const wrong =
  /undefined|NaN|\bnull\b|\[object|Infinity|[{}]|\b[a-z]+_[a-z_]+\b|\b(state|verb|event|role|command|via|area|kind)\.[a-z.]+/

/** Of those who use a keyboard or a reader of screens; what needs a layout is tests/browser/gallery's. */
const rules = [
  'region',
  'page-has-heading-one',
  'landmark-one-main',
  'landmark-unique',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'heading-order',
  'label-content-name-mismatch',
  'label',
  'button-name',
  'link-name',
  'select-name',
  'empty-table-header',
  'scope-attr-valid',
  'aria-valid-attr-value',
  'aria-allowed-attr',
  'aria-allowed-role',
  'duplicate-id-aria',
  'list',
  'listitem',
  'definition-list',
]

async function faults(): Promise<string[]> {
  const found = await axe.run(document, {
    runOnly: { type: 'rule', values: rules },
    resultTypes: ['violations'],
  })
  return found.violations
    .filter((v) => v.impact !== 'minor')
    .map((v) => `${v.impact} ${v.id}: ${v.nodes[0]!.html.slice(0, 200)}`)
}

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation((...said) => {
    throw new Error(said.join(' '))
  })
})
afterAll(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

test.each(
  Object.keys(people).flatMap((who) => [
    [who, 'zh'],
    [who, 'en'],
  ]) as [keyof typeof people, 'zh' | 'en'][],
)(
  'every page of %s in %s',
  async (who, lang) => {
    const { answers, me: recorded, now } = people[who]
    const asked = new Set<string>()
    vi.stubGlobal('fetch', fetchFrom(answers, recorded, asked))
    hear(now)
    await setLang(lang)
    await resume()
    expect(me.value).toEqual(recorded)
    const titles = new Set<string>()
    for (const to of places(recorded, answers)) {
      render(null, root)
      go(to)
      render(<App />, root)
      const text = await settled()
      expect(wrong.exec(text)?.[0], `${to}: ${text}`).toBeUndefined()
      expect(text, to).not.toContain(t('state.nothing'))
      // The structure is the same in both.
      if (lang === 'en') expect(await faults(), to).toEqual([])
      titles.add(document.title)
    }
    expect(titles.size).toBeGreaterThan(4)
    // What a page asks for is recorded, so that the console's own answer is what it shows. What
    // follows of a form is asked once it has stood still, and is no part of the page.
    const unknown = [...asked].filter((at) => !(at in answers) && !at.startsWith('/foresee/'))
    expect(unknown).toEqual([])
  },
  240_000,
)
