// What the office of a county does at its pages in the course of a year, a step a line, as `run` says them.
//
//     node tests/year/year.mjs '{"console": "http://127.0.0.1:8080", …}'        (run says what stands in it)

import { readFileSync, writeFileSync } from 'node:fs'
import * as walk from '../browser/walk-of-founding.mjs'
import { serve } from '../browser/steps.mjs'

const { act, closeToast, county, menu, must, picture, sent, settled, T, t } = walk
const desks = new Map() // by account
const nowhere = 'about:blank'
const inside = new Set() // who is signed in by name and password

/** What a place of the menu shows once all of it is there. */
async function at(who, key) {
  const page = desks.get(who)
  if (page.url() === nowhere) {
    await page.goto('/')
    await page.waitForSelector('.shell')
  }
  await menu(page, key)
  return page
}
const texts = (locator) => locator.allTextContents().then((all) => all.map((each) => each.trim()))
const panel = (page, title) => page.locator('.panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** What a sentence of the catalogue begins with, up to its first figure. */
const begins = (key) => t(key).split('{')[0]

/** A person's row on "People and accounts", which shows two hundred: found as one finds it, by the name. */
async function rowOf(page, name) {
  await page.getByLabel(t('people.search')).fill(name)
  const row = page.locator('.people tbody tr').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await row.waitFor()
  return row
}

/** A dialog that asks for a day beside what `act` knows. */
async function given(page, button, fields) {
  await button.click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fields(dialog)
  await dialog.locator('button[type=submit]').click()
  const said = await sent(page)
  await dialog.waitFor({ state: 'detached' })
  await closeToast(page)
  return said
}

const steps = {
  /** As each Monday morning: by name and password. */
  async signs_in({ who }) {
    if (inside.has(who)) return
    inside.add(who)
    if (desks.has(who)) await walk.enter(desks.get(who), who)
    else desks.set(who, await walk.signInAgain(who))
  },
  async signs_out({ who }) {
    inside.delete(who)
    const page = desks.get(who)
    await page.getByRole('button', { name: t('logout') }).first().click()
    await page.waitForURL('**/login*')
  },
  /** Until the next time: a page that stands open would draw each of a week's events. */
  async all_go_home() {
    for (const page of desks.values()) await page.goto(nowhere)
  },
  /** What the door says to somebody who may not come in. */
  async is_kept_out({ who }) {
    const page = desks.get(who)
    await page.goto('/login')
    await page.getByLabel(t('login.name'), { exact: true }).fill(who)
    await page.getByLabel(t('login.password'), { exact: true }).fill(county.password)
    await page.getByRole('button', { name: t('login'), exact: true }).click()
    const said = await page.locator('.refused').first().textContent()
    return said.trim()
  },
  async accepts({ who, code, now }) {
    const before = desks.get(who)
    walk.clock.now = () => now // no authenticator of the world has a demo's time
    desks.set(who, await walk.signIn(who, { code, typed: true }))
    await before?.context().close()
  },
  async data({ who, path }) {
    const answer = await desks.get(who).request.get(`${county.console}/api/v1${path}`)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    const said = await answer.json()
    return said.data ?? said
  },
  async bytes({ who, path }) {
    const answer = await desks.get(who).request.get(`${county.console}/api/v1${path}`)
    return (await answer.body()).length
  },
  async shown({ who, place, name }) {
    await picture(await at(who, place), name)
  },

  // Each Monday, by the guides.
  async system({ who, shot }) {
    const page = await at(who, 'nav.system')
    if (shot) await picture(page, shot)
    const lead = (await page.locator('main .lead').textContent()).trim()
    const parts = await texts(panel(page, t('system.parts')).locator('b'))
    const wrong = await texts(panel(page, t('system.left_out')).locator('li'))
    const connected = parts.length === 2 && parts.every((each) => each === t('system.connected'))
    return { well: lead.startsWith(begins('system.say.well')) && connected && wrong.length === 0, lead, parts, wrong }
  },
  async cares({ who, noted, shot }) {
    return walk.cares(await at(who, 'nav.system'), { noted, shot })
  },
  /** Nothing is marked: a full disk, a certificate that ends. */
  async devices({ who, shot }) {
    const page = await at(who, 'nav.devices')
    if (shot) await picture(page, shot)
    const rows = await page.locator('.devices tbody tr').count()
    const warned = await texts(page.locator('.devices .warn'))
    return { well: rows > 0 && warned.length === 0, rows, warned }
  },
  async people({ who, shot }) {
    const page = await at(who, 'nav.people')
    if (shot) await picture(page, shot)
    const rows = await page.locator('.people tbody tr').count()
    return { well: rows > 0, rows }
  },
  async plans({ who, shot }) {
    const page = await at(who, 'nav.plans')
    if (shot) await picture(page, shot)
    const states = await texts(page.locator('.plans .panel-note'))
    return { well: states.some((each) => each.endsWith(t('state.plan.running'))), states }
  },
  async villages({ who, shot }) {
    const page = await at(who, 'nav.map')
    if (shot) await picture(page, shot)
    const tiles = await page.locator('.tile-name').count()
    return { well: tiles > 0, tiles }
  },
  async notices_and_record({ who, shot }) {
    const page = await at(who, 'nav.overview')
    if (shot) await picture(page, shot)
    const says = await texts(panel(page, t('proof.title')).locator('li b'))
    return { well: says[0] === t('proof.sent') && says[1].startsWith(begins('proof.whole')), says }
  },

  // People.
  async invites({ who, name, shot }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    const verbs = [t('people.invite'), t('people.invite_again')] // again: who has, or had, an account
    await row.getByRole('button', { name: new RegExp(`^(${verbs.join('|')})…$`) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('button[type=submit]').click()
    const code = (await dialog.locator('.letter-code').textContent()).trim()
    if (shot) await picture(page, shot)
    await dialog.getByRole('button', { name: t('invite.noted') }).click()
    await dialog.waitFor({ state: 'detached' })
    return code
  },
  /** The one proposal that waits for this person. */
  async confirms({ who, sees, key, shot }) {
    const page = await at(who, 'nav.confirmations')
    const row = page.locator('.proposal', { hasText: sees ?? begins(key) }).first()
    await row.waitFor()
    if (shot) await picture(page, shot)
    const says = (await row.locator('.proposal-says').textContent()).trim()
    await act(page, 'proposal.confirm', {}, { at: row })
    return says
  },
  async registers({ who, name, unit }) {
    const page = await at(who, 'nav.people')
    await act(page, 'person.register', { name, unit })
    await rowOf(page, name)
  },
  async gives_post({ who, name, role }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    return given(page, row.getByRole('button', { name: `${t('people.give_post')}…` }), (dialog) =>
      dialog.getByRole('radio', { name: T(`role.${role}`), exact: true }).check(),
    )
  },
  /** Who stands in while the holder is away. */
  async names_deputy({ who, name, deputy, shot }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    return given(page, row.locator('.people-holds .as-link').first(), async (dialog) => {
      const box = dialog.getByLabel(T('people.deputy'), { exact: true })
      const option = box.locator('option', { hasText: deputy })
      await box.selectOption({ label: await option.first().textContent() })
      if (shot) await picture(page, shot)
    })
  },
  async gives_role({ who, name, role, scope, until, shot }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    return given(page, row.getByRole('button', { name: `${t('people.give_role')}…` }), async (dialog) => {
      await dialog.getByRole('radio', { name: T(`role.${role}`), exact: true }).check()
      await dialog.getByLabel(T('people.scope'), { exact: true }).selectOption({ label: scope })
      await dialog.getByLabel(T('people.last_day'), { exact: true }).fill(until)
      if (shot) await picture(page, shot)
    })
  },
  async extends({ who, name, until, shot }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    return given(page, row.locator('.people-holds .as-link', { hasText: t('people.extend') }).first(), async (dialog) => {
      await dialog.getByLabel(T('people.last_day'), { exact: true }).fill(until)
      if (shot) await picture(page, shot)
    })
  },
  async takes_back({ who, name, reason }) {
    const page = await at(who, 'nav.people')
    const row = await rowOf(page, name)
    return given(page, row.locator('.people-holds .as-link', { hasText: t('people.take_back') }).first(), (dialog) =>
      dialog.getByLabel(T('field.reason'), { exact: true }).fill(reason),
    )
  },
  async ends_access({ who, name, reason, shot }) {
    const page = await at(who, 'nav.people')
    await act(page, 'access.end', { reason }, { at: await rowOf(page, name), shot })
  },
  /** Whoever was signed in is out, without having touched anything. */
  async is_signed_out({ who }) {
    await desks.get(who).waitForURL('**/login?next=*')
  },

  // The year.
  async loads_holidays({ who, file, day, shot }) {
    const page = await at(who, 'nav.calendar')
    await page.getByRole('button', { name: `${t('calendar.load')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('calendar.load.files')).setInputFiles(file)
    await dialog.getByRole('rowheader', { name: day }).waitFor()
    if (shot) await picture(page, shot)
    await dialog.getByRole('button', { name: t('calendar.load.do') }).click()
    const said = await sent(page)
    await closeToast(page)
    return said
  },
  /** The policy in force is downloaded, a value in it changed, and the file loaded. */
  async changes_policy({ who, file, from, to, shot }) {
    const page = await at(who, 'nav.policy')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('policy.load.download') }).click(),
    ])
    await download.saveAs(file)
    const text = readFileSync(file, 'utf8')
    must(text.includes(from), `the file that was downloaded has ${from}`)
    writeFileSync(file, text.replace(from, to))
    await page.getByRole('button', { name: `${t('policy.load')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('policy.load.file')).setInputFiles(file)
    await dialog.locator('tbody tr').first().waitFor()
    const changes = await dialog.locator('tbody tr').count()
    if (shot) await picture(page, shot)
    await dialog.getByRole('button', { name: t('calendar.load.do') }).click()
    await sent(page)
    await closeToast(page)
    return changes
  },
  async drafts_plan({ who, plan, shot }) {
    const page = await at(who, 'nav.plans')
    await page.getByRole('link', { name: t('plans.draft') }).click()
    for (const [key, value] of Object.entries(plan.texts)) {
      await page.getByLabel(t(`draft.${key}`), { exact: true }).fill(value)
    }
    await page.getByLabel(t('draft.scope')).selectOption({ label: plan.scope })
    for (const theme of plan.themes) await page.getByLabel(T(`theme.${theme}`)).check()
    if (shot) await picture(page, shot)
    await page.getByRole('button', { name: t('draft.send') }).click()
    await sent(page)
    await closeToast(page)
    await panel(page, plan.texts.name).waitFor()
    await act(page, 'plan.propose', {}, { at: panel(page, plan.texts.name) })
  },
  async approves_plan({ who, name, shot }) {
    const page = await at(who, 'nav.plans')
    await act(page, 'plan.approve', {}, { at: panel(page, name), shot })
  },
  async loses_device({ who, key, shot }) {
    const page = await at(who, 'nav.devices')
    const row = page.locator('.devices tr', { has: page.getByTitle(key) })
    await act(page, 'key.revoke', {}, { at: row, verb: t('devices.lost'), shot })
    await row.getByText(t('groups.revoked')).waitFor()
  },
  async enrols_device({ who, code, group, shot }) {
    const page = await at(who, 'nav.devices')
    await page.getByRole('button', { name: `${t('devices.enrol')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('devices.code')).fill(code)
    await dialog.getByRole('button', { name: t('devices.look') }).click()
    await dialog.locator('dd.code', { hasText: code }).waitFor()
    await dialog.getByLabel(t('devices.group')).selectOption({ label: group })
    if (shot) await picture(page, shot)
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('button', { name: t('invite.noted') }).click()
    await dialog.waitFor({ state: 'detached' })
  },
}

await serve(steps, async (step, error) => {
  await walk.failed(error)
  return `${step.do}: ${error.message}`
})
await walk.close()
