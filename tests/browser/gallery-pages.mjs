// Which pages the gallery shows: every route of console/web for each person whose page it is, and every page of a
// group's phone. A matter is named by what it is and not by its number.

import { readFileSync } from 'node:fs'

const sources = new URL('../../console/web/src/', import.meta.url)

/** One of the county's: the path of the first row of a list that is like it. */
const of = (list, by, to) => async (data) => {
  const all = await data(list)
  const rows = all.rows ?? all
  const found = rows.find(by)
  if (!found) throw new Error(`nothing like it in ${list}`)
  return to(found)
}
const rectification = (by) => of('/rectifications?state=all&limit=1000', by, (r) => `/rectifications/${r.id}`)
const oneOfOurs = (list, to) => of(list, () => true, to)

/** The first paper of a kind among the matters of the county. */
const paper =
  (kind, matters = '/rectifications?state=all&limit=1000', family = 'rectification') =>
  async (data) => {
    const all = await data(matters)
    for (const each of all.rows ?? all) {
      const found = (await data(`/papers?matter=${family}:${each.id}`)).find((p) => p.kind === kind)
      if (found) return `/papers/${found.serial}`
    }
    throw new Error(`no paper of the kind ${kind}`)
  }
const report = async (data) => `/papers/M${(await data('/reports?kind=month')).from.replaceAll('-', '')}`

// One address may not try for ever: the pictures have the first answer in each language.
const refusals = new Map()
const refused = async (page) => {
  await page.route('**/api/v1/login', async (route) => {
    const lang = new URL(page.url()).searchParams.get('lang')
    if (!refusals.has(lang)) {
      const answer = await route.fetch()
      refusals.set(lang, { status: answer.status(), contentType: 'application/json', body: await answer.text() })
    }
    await route.fulfill(refusals.get(lang))
  })
  await page.locator('#name').fill('nobody')
  await page.locator('#password').fill('not-the-password')
  await page.locator('#code').fill('123456')
  await page.locator('.login-go').click()
  await page.waitForSelector('[role=alert]')
}
const choose = async (page) => {
  if (!(await page.locator('main table input[type=checkbox]').nth(1).isVisible())) return // a phone's rows have none
  for (const i of [1, 2]) await page.locator('main table input[type=checkbox]').nth(i).check()
  await page.waitForSelector('.chosen')
}
const press = (button) => async (page) => {
  await page.locator(button).first().click()
  await page.waitForSelector('dialog[open]')
}

/** name, who looks, where; what is done there before the picture. */
export const pages = [
  ['login', '', '/login'],
  ['login-refused', '', '/login', refused],
  ['overview', 'leader', '/overview'],
  ['screen', 'leader', '/overview?screen=1'],
  ['overview-of-an-auditor', 'auditor', '/overview'],
  ['tasks', 'officer', '/tasks'],
  ['tasks-table', 'officer', '/tasks?view=table'],
  ['tasks-of-a-leader', 'leader', '/tasks'],
  [
    'task',
    'officer',
    of(
      '/tasks',
      (t) => t.findings > 2,
      (t) => `/tasks/${t.id}`,
    ),
  ],
  [
    'task-sealed',
    'officer',
    of(
      '/tasks',
      (t) => t.target === '',
      (t) => `/tasks/${t.id}`,
    ),
  ],
  [
    'task-reported',
    'officer',
    of(
      '/tasks',
      (t) => t.state === 'reported',
      (t) => `/tasks/${t.id}`,
    ),
  ],
  ['map', 'leader', '/map'],
  ['todo', 'officer', '/todo'],
  ['todo-of-a-leader', 'leader', '/todo'],
  ['todo-of-a-keeper', 'keeper', '/todo'],
  ['todo-of-a-group', 'head', '/todo'],
  ['todo-of-an-auditor', 'auditor', '/todo'],
  ['todo-of-an-administrator', 'admin', '/todo'],
  ['ledger', 'officer', '/rectifications'],
  ['ledger-chosen', 'officer', '/rectifications', choose],
  ['ledger-of-a-leader', 'leader', '/rectifications?state=overdue'],
  ['ledger-none', 'officer', '/rectifications?q=nothing-has-this'],
  ['rectification-late', 'officer', rectification((r) => r.clock_runs && r.days_left < 0)],
  ['rectification-submitted', 'officer', rectification((r) => r.state === 'submitted')],
  ['rectification-deed', 'officer', rectification((r) => r.state === 'submitted'), press('#main .actions .button')],
  ['rectification-done', 'officer', rectification((r) => r.state === 'struck_off')],
  ['findings', 'officer', '/findings'],
  [
    'finding',
    'officer',
    of(
      '/findings',
      (f) => f.rectification,
      (f) => `/findings/${f.id}`,
    ),
  ],
  ['escalations', 'officer', '/escalations'],
  ['cases', 'officer', '/cases'],
  ['case', 'officer', oneOfOurs('/cases', (c) => `/cases/${c.id}`)],
  [
    'case-lead',
    'officer',
    of(
      '/cases',
      (c) => c.state === 'lead',
      (c) => `/cases/${c.id}`,
    ),
  ],
  ['cases-of-a-leader', 'leader', '/cases'],
  ['my-case', 'village', '/my-case'],
  ['my-case-paper', 'village', oneOfOurs('/own-cases', (c) => `/my-case/papers/${c.papers[0].serial}`)],
  ['confirmations', 'leader', '/confirmations'],
  ['confirmations-of-a-keeper', 'keeper', '/confirmations'],
  ['plans', 'keeper', '/plans'],
  ['plans-of-an-auditor', 'auditor', '/plans'],
  ['plan-draft', 'keeper', '/plans/draft'],
  ['conflicts', 'keeper', '/conflicts'],
  ['people', 'keeper', '/people'],
  ['people-of-an-administrator', 'admin', '/people'],
  ['people-invite', 'officer', '/people', press('.people .actions .button:nth-of-type(2)')],
  ['invitation', '', '/invitation'],
  ['groups', 'officer', '/groups'],
  ['devices', 'officer', '/devices'],
  ['devices-enrol', 'officer', '/devices', press('.panel .actions .button:nth-of-type(2)')],
  ['devices-of-an-administrator', 'admin', '/devices'],
  ['log', 'officer', '/log'],
  ['calendar', 'officer', '/calendar'],
  ['policy', 'officer', '/policy'],
  ['reports', 'leader', '/reports'],
  ['reports-month', 'leader', '/reports?kind=month'],
  ['reports-quarter', 'auditor', '/reports?kind=quarter'],
  ['papers', 'officer', '/papers'],
  ...['notice', 'blue', 'yellow', 'orange', 'red', 'extension', 'return', 'strike_off'].map((kind) => [
    `paper-${kind.replace('_', '-')}`,
    'officer',
    paper(kind),
  ]),
  ['paper-attendance', 'officer', paper('attendance', '/tasks', 'task')],
  ['paper-conclusion', 'officer', paper('conclusion', '/tasks', 'task')],
  ['paper-of-a-case', 'officer', paper('case_opened', '/cases?state=investigation', 'case')],
  ['paper-report', 'leader', report],
  ['file', 'officer', oneOfOurs('/rectifications?state=struck_off&limit=1', (r) => `/rectifications/${r.id}/file`)],
  ['ledger-sheets', 'officer', '/print/rectifications?state=all'],
  ['system', 'leader', '/system'],
  ['search', 'officer', '/search?q=2026'],
  ['search-none', 'officer', '/search?q=nothing-has-this'],
  ['help', 'officer', '/help'],
  ['help-guide', 'officer', '/help/leaders'],
  ['account', 'officer', '/account'],
  ['tasks-of-a-group', 'head', '/tasks'],
  ['findings-of-a-group', 'head', '/findings'],
  ['conflicts-of-a-group', 'head', '/conflicts'],
  ['log-of-an-auditor', 'auditor', '/log'],
  ['system-of-an-administrator', 'admin', '/system'],
  ['groups-of-an-administrator', 'admin', '/groups'],
  ['account-of-a-village', 'village', '/account'],
  ['ours', 'village', '/ours'],
  ['ours-one', 'village', oneOfOurs('/rectifications?state=all&limit=1', (r) => `/ours/${r.id}`)],
  ['ours-done', 'village', '/ours?tab=done'],
  ['ours-findings', 'village', '/ours?tab=findings'],
  ['not-there', 'officer', '/rectifications/999999999'],
  ['no-such-page', 'officer', '/nowhere'],
]

/** Pages of a matter that waits for the one who looks: its first deed must be near for a keyboard. */
export const offers = ['rectification-submitted', 'task-reported', 'case-lead']

const routesIn = (file, found) => [...readFileSync(new URL(file, sources), 'utf8').matchAll(found)].map((at) => at[1])

/** The addresses that the pages know and no picture shows. */
export function unseen(shown) {
  const path = (where) => where.split('?')[0]
  return routesIn('app/routes.tsx', /\bat: '([^']+)'/g).filter((route) => {
    const pattern = new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)
    return !shown.some((where) => pattern.test(path(where)))
  })
}

/** name, where; TASK is the group's task on site. What `app.tsx` of the field page knows. */
export const phonePages = [
  ['phone-pair', '/pair'],
  ['phone-tasks', '/'],
  ['phone-outbox', '/outbox'],
  ['phone-about', '/about'],
  ['phone-task', '/tasks/TASK'],
  ['phone-recuse', '/tasks/TASK/recuse'],
  ['phone-check-in', '/tasks/TASK/check-in'],
  ['phone-list', '/tasks/TASK/list'],
  ['phone-item', '/tasks/TASK/list/ITEM'],
  ['phone-findings', '/tasks/TASK/findings'],
  ['phone-finding-new', '/tasks/TASK/findings/new'],
  ['phone-finding', '/tasks/TASK/findings/FINDING'],
  ['phone-sign', '/tasks/TASK/sign'],
  ['phone-report', '/tasks/TASK/report'],
]

/** Of a group's phone the same: routes without a picture. */
export function unseenOnPhone() {
  const known = [
    ...routesIn('field/app.tsx', /at === '([^']+)'/g),
    ...routesIn('field/app.tsx', /^ {2}\['([^']*)', \(task/gm).map((each) => `/tasks/TASK${each}`),
  ]
  return known.filter((route) => {
    const pattern = new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)
    return !phonePages.some(([, where]) => pattern.test(where))
  })
}
