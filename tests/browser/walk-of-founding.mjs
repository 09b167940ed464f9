// The steps by which the people of a county that was just founded take one matter from a plan to a printed report, by
// clicking and typing alone. What a button is called is read from the catalogue of their language; nothing is asked of the
// API. `founding` and `tests/monday` walk them; what stands in the county that they hand over, founding says.

import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { browserOf, phoneOf } from '../../console/web/test/browser.mjs'
import { catalogueOf } from '../../console/web/test/catalogue.mjs'
import { aPhoto } from '../../console/web/test/field-ways.mjs'

export const county = JSON.parse(process.argv[2])
const { lang, names, today } = county
export const { office: t, phone: p, capital, commands } = await catalogueOf(lang)
export const T = (key, values) => capital(t(key, values))

const patience_ms = 30_000
export const draw_ms = 180_000 // two ticks of a minute, and the moment that is drawn within one
const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const locale = lang === 'zh' ? 'zh-CN' : 'en-GB'
export const say = (zh, en) => (lang === 'zh' ? zh : en)

const browser = await browserOf()
const opened = []
const secrets = new Map() // of each account's authenticator
let pictures = 0

export function seen(what) {
  console.log(`ok      ${what}`)
}

export function must(holds, what) {
  if (!holds) throw new Error(what)
  seen(what)
}

export const settled = (page) =>
  page.waitForFunction(() => document.querySelector('main')?.textContent && !document.querySelector('[aria-busy=true]'))

export async function picture(page, name) {
  await settled(page)
  pictures += 1
  await page.screenshot({ path: join(county.out, `${String(pictures).padStart(2, '0')}-${name}.png`) })
}

function watch(page) {
  opened.push(page)
  page.context().setDefaultTimeout(patience_ms)
  page.on('pageerror', (error) => {
    throw error
  })
  return page
}

/** By which authenticators go: the machine's, or a demo's. */
export const clock = { now: Date.now }

/** The six digits that an authenticator shows: RFC 6238 with SHA-1, as the most common ones do. */
function shownBy(secret) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/\s/g, '')].map((c) => digits.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(BigInt(Math.floor(clock.now() / 30_000)))
  const mac = createHmac('sha1', key).update(count).digest()
  const at = mac[mac.length - 1] & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Makes the own account with the code that was handed over, and is signed in by it. */
export async function signIn(account, { code = county.codes[account], typed = false, shot = undefined } = {}) {
  const context = await browser.newContext({ viewport: desk, locale, baseURL: county.console, ignoreHTTPSErrors: true })
  const page = watch(await context.newPage())
  await page.goto(typed ? '/invitation' : `/invitation#${code}`)
  if (typed) {
    await page.getByLabel(t('invite.code')).fill(code.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: t('invitation.next') }).click()
  }
  await page.getByLabel(t('login.name')).fill(account)
  await page.getByLabel(t('account.fresh'), { exact: true }).fill(county.password)
  await page.getByLabel(t('account.again')).fill(county.password)
  const shown = page.getByLabel(t('account.second.shown'))
  if (await shown.count()) {
    secrets.set(account, await page.locator('.account-key').textContent())
    await shown.fill(shownBy(secrets.get(account)))
  }
  if (shot) await picture(page, shot)
  await page.getByRole('button', { name: t('invitation.make') }).click()
  await page.waitForSelector('.shell')
  await settled(page)
  return page
}

/** By name, password and what the authenticator shows now; at a county that may be another one by its address. */
export async function signInAgain(account, at = county.console) {
  const context = await browser.newContext({ viewport: desk, locale, baseURL: at, ignoreHTTPSErrors: true })
  const page = watch(await context.newPage())
  await enter(page, account)
  return page
}

/** The same on a page that is there. */
export async function enter(page, account) {
  await page.goto('/login')
  await page.getByLabel(t('login.name'), { exact: true }).fill(account)
  await page.getByLabel(t('login.password'), { exact: true }).fill(county.password)
  if (secrets.has(account)) await page.getByLabel(t('login.code'), { exact: true }).fill(shownBy(secrets.get(account)))
  await page.getByRole('button', { name: t('login'), exact: true }).click()
  await page.waitForSelector('.shell')
  await settled(page)
}

export const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A place of the menu; its number may stand beside its name. */
export async function menu(page, key) {
  await page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${quoted(t(key))}( *\\d+)?$`) }).first().click()
  await settled(page)
}

/** Fields are found by what stands above them. */
async function fill(form, spec, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = spec.fields.find((each) => each.name === name)
    const label = T(field.label)
    const box = form.getByLabel(label, { exact: true })
    if (field.kind === 'check') await box.setChecked(value)
    else if (field.kind === 'choice') {
      const option = field.options.find((each) => each.value === value)
      await form.getByRole('radio', { name: T(option.label), exact: true }).check()
    } else if (field.kind === 'proofs') await form.locator('input[type=file]').last().setInputFiles(value)
    else if (['unit', 'person', 'budget'].includes(field.kind)) {
      const option = box.locator('option').filter({ hasText: new RegExp(`^${quoted(value)}`) })
      await box.selectOption({ label: await option.first().textContent() })
    } else await box.fill(value)
  }
}

/** What can be undone for ten seconds is told to go at once; then what came of it is read. */
export async function sent(page) {
  await page.locator('.hold-bar, .toast, .refused').first().waitFor()
  const now = page.getByRole('button', { name: t('hold.now') })
  if (await now.count()) await now.click()
  const box = page.locator('.toast, .refused').first()
  const text = (await box.textContent()).trim()
  if (await page.locator('.refused').count()) throw new Error(text)
  return text
}

/** A deed by its button on the page of its matter, with its dialog. */
export async function act(page, name, values = {}, { at = page, shot, verb = T(commands[name].verb) } = {}) {
  const spec = commands[name]
  await at.getByRole('button', { name: `${verb}…`, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill(dialog, spec, values)
  if (shot) await picture(page, shot)
  await dialog.locator('button[type=submit]').click()
  const text = await sent(page)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await closeToast(page)
  // The deed may have taken its own button away: then the focus is on the page.
  await page.waitForFunction(() => document.activeElement !== document.body)
  seen(`${name}: ${text}`)
}

/** As a person would; it may also have gone by itself meanwhile. */
export async function closeToast(page) {
  await page.locator('.toast-close').click({ timeout: 2000 }).catch(() => {})
  await page.locator('.toast').waitFor({ state: 'detached' })
}

/** A deed in the form of a unit's own page. */
async function hand(page, name, values = {}, shot = undefined) {
  const spec = commands[name]
  const form = page.locator('.ours-form')
  const other = form.locator('.ours-other').getByRole('button', { name: T(spec.verb), exact: true })
  if (await other.count()) await other.click()
  await form.locator('button[type=submit]', { hasText: T(spec.verb) }).waitFor()
  await fill(form, spec, values)
  if (shot) await picture(page, shot)
  await form.locator('button[type=submit]').click()
  seen(`${name}: ${await sent(page)}`)
  await closeToast(page)
}

/** The first line of what waits for the reader. */
export async function openTodo(page, kind) {
  await menu(page, 'nav.todo')
  await page.locator('.todo-line').getByRole('link', { name: T(`todo.${kind}`) }).first().click()
  await page.waitForSelector('.matter-head')
  await settled(page)
}

const dayAfter = (n) => new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000 * n).toISOString().slice(0, 10)

/** Drafted and proposed by the one; the other, who comes when it is proposed, approves it. */
export async function aPlan(keeper, comes) {
  await picture(keeper, 'keeper-plans')
  await keeper.getByRole('link', { name: t('plans.draft') }).click()
  const title = say('冬季督导方案', 'Winter supervision')
  const texts = {
    'draft.decided_by': say('云岫县人民政府', 'Yunxiu County Government'),
    'draft.number': say('云政督〔2026〕9号', 'Yunxiu Gov 2026/9'),
    'draft.mandate_scope': say('乡村振兴责任落实', 'Rural revitalisation duties'),
    'draft.until': dayAfter(60),
    'draft.name': title,
    'draft.start': today,
    'draft.end': dayAfter(1),
    'draft.themes_a_task': '1',
    'draft.tick': '1',
    'draft.visits': '90000', // in 2,879 ticks: one draws with 0.97
    'draft.ceiling': '5000',
  }
  for (const [key, value] of Object.entries(texts)) await keeper.getByLabel(t(key), { exact: true }).fill(value)
  await keeper.getByLabel(t('draft.scope')).selectOption({ label: say('云岫县', 'Yunxiu County') })
  await keeper.getByLabel(T('theme.F')).check()
  await keeper.getByLabel(t('draft.from')).fill('00:00')
  await keeper.getByLabel(t('draft.to')).fill('23:59')
  await keeper.getByLabel(t('draft.working_days')).uncheck()
  await picture(keeper, 'keeper-draft')
  await keeper.getByRole('button', { name: t('draft.send') }).click()
  seen(await sent(keeper))
  await closeToast(keeper)
  const mine = (page) => page.locator('.panel').filter({ has: page.getByRole('heading', { name: title }) })
  await mine(keeper).waitFor()
  await act(keeper, 'plan.propose', {}, { at: mine(keeper), shot: 'keeper-proposes' })
  await picture(keeper, 'keeper-proposed')

  const leader = await comes()
  await picture(leader, 'leader-overview-of-nothing')
  await menu(leader, 'nav.plans')
  await act(leader, 'plan.approve', {}, { at: mine(leader), shot: 'leader-approves' })
  await picture(leader, 'leader-approved')
  return leader
}

/** Registered, given a post, invited by the one and let in by the other: a day after the founding. */
export async function aColleague(keeper, leader, unit = say('柳堤村', 'Liudi')) {
  const name = say('顾新来', 'Gu Xinlai')
  await menu(keeper, 'nav.people')
  await act(keeper, 'person.register', { name, name_en: 'Gu Xinlai', unit }, { shot: 'keeper-registers' })
  const row = () => keeper.locator('tr').filter({ has: keeper.getByRole('rowheader', { name }) })
  await row().waitFor()
  await row().getByRole('button', { name: `${t('people.give_post')}…` }).click()
  const dialog = keeper.getByRole('dialog')
  await dialog.getByRole('radio', { name: T('role.unit_officer') }).check()
  await dialog.locator('button[type=submit]').click()
  seen(`post.set: ${await sent(keeper)}`)
  await closeToast(keeper)
  await row().getByText(T('role.unit_officer')).waitFor()
  await row().getByRole('button', { name: `${t('people.invite')}…` }).click()
  await dialog.locator('button[type=submit]').click()
  await dialog.locator('.letter-code').waitFor()
  const code = (await dialog.locator('.letter-code').textContent()).trim()
  await picture(keeper, 'keeper-has-the-code')
  await dialog.getByRole('button', { name: t('invite.noted') }).click()
  await picture(keeper, 'keeper-people')

  await menu(leader, 'nav.confirmations')
  await picture(leader, 'leader-is-asked-to-confirm')
  await act(leader, 'proposal.confirm')
  const colleague = await signIn('newcomer', { code, typed: true, shot: 'colleague-makes-the-account' })
  await picture(colleague, 'colleague-is-in')
  seen('a colleague who came after the founding signs in')
  return { colleague, row }
}

export async function anAccessEnds(keeper, { colleague, row }) {
  await act(keeper, 'access.end', { reason: say('调离', 'moved away') }, { at: row(), shot: 'keeper-ends-the-access' })
  await colleague.waitForURL('**/login?next=*')
  seen('whose access has ended is signed out at once')
}

/** A phone that is paired by a code at the door of its group's device; what it `shows` then. */
export async function aPhone({ name = 'phone', door = county.door, code = county.code, shows = (page) => page.getByText(p('tasks.none')) } = {}) {
  const context = await phoneOf(join(county.home, name), {
    viewport: phone,
    locale,
    baseURL: door,
    geolocation: { latitude: 29.2413, longitude: 115.8041, accuracy: 8 },
    permissions: ['geolocation'],
  })
  const page = watch(context.pages()[0] ?? (await context.newPage()))
  await page.goto('/')
  await picture(page, 'phone-unpaired')
  await page.getByLabel(p('pair.code')).fill(code)
  await page.getByRole('button', { name: p('pair.do') }).click()
  await shows(page).waitFor()
  await picture(page, 'phone-paired')
  return page
}

/** Until everything that was said on the phone is at the office. */
export const delivered = (page) =>
  page.waitForFunction((text) => !document.querySelector('.link-count') && document.body.innerText.includes(text), p('link.office'))

/** Until the draw has sent this phone's group a task; the group accepts it and checks in. Where it is. */
export async function aCheckIn(page) {
  await page.locator('.card').waitFor({ timeout: draw_ms })
  seen('a task arrives on the phone by itself')
  await picture(page, 'phone-task-has-come')
  await page.locator('.card').click()
  const place = (await page.locator('.place').first().textContent()).trim()
  await picture(page, 'phone-task')
  await page.getByRole('button', { name: p('do.accept') }).click()
  await page.getByRole('link', { name: p('do.check_in') }).click()
  const others = page.locator('fieldset').getByRole('checkbox')
  for (let i = 0; i < 2; ++i) await others.nth(i).check()
  await page.getByRole('button', { name: p('check_in.locate') }).click()
  await page.waitForSelector('.fix')
  await picture(page, 'phone-check-in')
  await page.getByRole('button', { name: p('check_in.do'), exact: true }).click()
  await page.getByText(p('state.task.on_site')).first().waitFor()
  await picture(page, 'phone-on-site')
  return place
}

/** The first point of the list is not as it should be: a finding with a photo, at the office before this ends. */
export async function aFinding(page) {
  await page.getByRole('navigation').getByRole('link', { name: p('nav.list') }).click()
  await picture(page, 'phone-list')
  await page.getByRole('link', { name: p('list.next') }).click()
  await page.getByRole('radio', { name: p('answer.n'), exact: true }).check()
  await page.getByRole('button', { name: p('item.as_finding') }).waitFor()
  await picture(page, 'phone-answer-is-a-finding')
  await page.getByRole('button', { name: p('item.as_finding') }).click()
  await page.getByLabel(p('finding.text')).fill(say('工作室上锁，值班表停在 9 月 12 日', 'The workroom is locked; the duty roster ends on 12 September'))
  await page.locator('input[type=file]').setInputFiles([await aPhoto(page, 1)])
  await page.locator('.picture img').first().waitFor()
  await picture(page, 'phone-finding')
  await page.getByRole('button', { name: p('finding.save') }).click()
  await page.waitForURL('**/findings')
  await delivered(page)
  await picture(page, 'phone-findings')
}

/** Two more answers, and the final report. */
export async function theReport(page) {
  await page.getByRole('navigation').getByRole('link', { name: p('nav.list') }).click()
  await page.getByRole('link', { name: p('list.next') }).click()
  await page.getByLabel(p('item.number'), { exact: true }).fill('3')
  await page.getByRole('button', { name: p('item.next'), exact: true }).click()
  await page.getByRole('radio', { name: p('answer.y'), exact: true }).check()
  await page.getByRole('button', { name: p('item.next'), exact: true }).click()
  seen('three answers')

  await page.getByRole('link', { name: p('back') }).click()
  await page.getByRole('link', { name: p('back') }).click()
  await page.getByRole('link', { name: p('do.report') }).click()
  await page.getByRole('radio', { name: new RegExp(`^${quoted(p('report.final'))}`) }).check()
  await page.getByLabel(p('report.summary')).fill(say('走了村部，其余择日再看', 'The village office was seen; the rest another day'))
  await page.locator('.gap input').first().fill(say('本次未查到', 'not reached this time'))
  await page.getByRole('button', { name: p('report.gap.all') }).click()
  await picture(page, 'phone-report')
  await page.getByRole('button', { name: p('report.do.final') }).click()
  await page.getByText(p('state.task.reported')).first().waitFor()
  await delivered(page)
  await picture(page, 'phone-reported')
}

/** From where the page begins: how many tabs to the first deed; and back to it after its dialog. */
async function byKeys(page) {
  const first = page.locator('#main .actions .button').first()
  await first.waitFor()
  const there = () => first.evaluate((button) => button === document.activeElement)
  let tabs = 0
  for (; tabs < 6 && !(await there()); ++tabs) await page.keyboard.press('Tab')
  must(await there() && tabs <= 5, `the first deed is ${tabs} tabs from the page's beginning`)
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog', { state: 'detached' })
  must(await there(), 'after its dialog the focus is on it again')
}

export async function anOrder(officer, village) {
  await picture(officer, 'officer-todo')
  await openTodo(officer, 'review')
  await picture(officer, 'officer-task')
  await act(officer, 'task.review', { pass: 'true' }, { shot: 'officer-reviews' })
  await officer.locator('.found a').first().click()
  await officer.waitForSelector('.matter-head')
  await picture(officer, 'officer-finding')
  const words = {
    responsible: names[county.villages[village]],
    demand: say('开放工作室', 'Open the workroom'),
    test: say('连续两周按值班表开放', 'Open by the roster for two weeks'),
  }
  await act(officer, 'rectification.issue', words, { shot: 'officer-issues' })
  await officer.getByRole('link', { name: t('found.open'), exact: true }).first().click()
  await officer.waitForURL('**/rectifications/*')
  await picture(officer, 'officer-rectification')
}

export async function aUnit(unit) {
  await picture(unit, 'unit-has-a-duty')
  await hand(unit, 'rectification.acknowledge', {}, 'unit-acknowledges')
  await hand(unit, 'rectification.progress', { text: say('已配钥匙两把', 'Two keys were cut') }, 'unit-progress')
  const photo = await aPhoto(unit, 2, 1600)
  await hand(unit, 'rectification.submit', { measures: say('已开门，值班到人', 'Open, with a person on duty'), evidence: [photo] }, 'unit-submits')
  await picture(unit, 'unit-submitted')
}

export async function thereAndBack(officer, unit) {
  await openTodo(officer, 'verify')
  await byKeys(officer)
  await picture(officer, 'officer-submitted')
  await act(officer, 'rectification.return', { gaps: say('缺值班表', 'The roster is missing') }, { shot: 'officer-returns' })
  await unit.getByText(say('缺值班表', 'The roster is missing')).first().waitFor()
  await picture(unit, 'unit-returned')
  await hand(unit, 'rectification.extend', { budget: t('budget.wd', { n: 5 }), reason: say('等新门锁', 'A new lock is on its way') }, 'unit-asks-for-time')
  await openTodo(officer, 'extension')
  await act(officer, 'rectification.decide_extension', { grant: 'true', reason: say('情况属实', 'It is so') }, { shot: 'officer-grants' })
  await picture(officer, 'officer-granted')
  await hand(unit, 'rectification.submit', { measures: say('值班表已上墙', 'The roster is on the wall'), evidence: [await aPhoto(unit, 3, 1200)] }, 'unit-submits-again')
  await openTodo(officer, 'verify')
  await act(officer, 'rectification.verify', { on_site: true, note: say('现场看过，属实', 'Seen on the spot') }, { shot: 'officer-verifies' })
  await officer.getByText(t('state.rectification.struck_off')).first().waitFor()
  await picture(officer, 'officer-struck-off')
  await unit.getByText(t('ours.none')).waitFor()
  await picture(unit, 'unit-has-nothing')
}

export async function aReport(leader) {
  await menu(leader, 'nav.overview')
  await picture(leader, 'leader-overview')
  await menu(leader, 'nav.reports')
  await picture(leader, 'leader-reports')
  await leader.getByRole('link', { name: t('report.paper') }).click()
  await leader.getByRole('button', { name: t('papers.save') }).waitFor()
  await picture(leader, 'leader-report')
  await leader.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await leader.getByRole('button', { name: t('papers.save') }).click()
  await leader.waitForSelector('body[data-printed]')
  await leader.pdf({ path: join(county.out, 'report.pdf'), preferCSSPageSize: true, printBackground: true })
  seen('the leader prints the report')
}

export async function anAdministrator(admin) {
  await picture(admin, 'administrator-system')
  await menu(admin, 'nav.groups')
  await picture(admin, 'administrator-groups')
}

/** What each page showed when it went wrong. */
export async function failed(error) {
  for (const [i, page] of opened.entries()) await page.screenshot({ path: join(county.out, `failed-${i}.png`) }).catch(() => {})
  console.log(`FAILED  ${error.message}`)
}

export async function close() {
  for (const page of opened) await page.context().close().catch(() => {})
  await browser.close()
}

/** "System", "Upkeep": this machine examined, the record verified with the head that was noted, all of it backed up. */
export async function cares(page, { noted = '', shot } = {}) {
  const came = {}
  for (const work of ['examine', 'verify', 'back_up']) {
    const part = () => page.getByRole('region', { name: t(`upkeep.${work}`), exact: true })
    if (work === 'verify' && noted) await part().getByLabel(t('upkeep.noted')).fill(noted)
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.url().endsWith('/api/v1/upkeep')),
      part().getByRole('button', { name: t(`upkeep.${work}.do`), exact: true }).click(),
    ])
    must(answer.ok(), `${work} is asked for: ${answer.status()}`)
    const { number } = await answer.json()
    must(number > 0, `${work} has a number`)
    await part().getByRole('button', { disabled: false }).waitFor({ timeout: 120_000 })
    await part().locator(`.upkeep-when[data-number="${number}"]`).waitFor()
    came[work] = (await part().locator('.upkeep-when[data-number] b').textContent()).trim()
    if (work === 'verify') came.head = (await part().locator('code').textContent()).trim()
  }
  if (shot) await picture(page, shot)
  const well = ['examine', 'verify', 'back_up'].every((work) => came[work] === t(`upkeep.${work}.good`))
  return { ...came, well }
}
