// What the people of a founded county do at its pages and phones, a step a line, as `run` says them.
//
//     node tests/monday/monday.mjs '{"console": "https://127.0.0.1:8080", …}'        (run says what stands in it)

import * as walk from '../browser/walk-of-founding.mjs'
import { serve } from '../browser/steps.mjs'

const { act, county, menu, p, picture, seen, sent, signIn, t } = walk
const desks = new Map() // by account
const phones = new Map() // by name

const data = async (page, path) => {
  const answer = await page.request.get(`${county.console}/api/v1${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  const said = await answer.json()
  return said.data ?? said
}

const steps = {
  /** With the code of the invitation, typed as it stands on paper. */
  async accept({ who }) {
    desks.set(who, await signIn(who, { typed: true, shot: `${who}-makes-the-account` }))
    return data(desks.get(who), '/me').then((me) => me.person)
  },
  /** At a county that was put back. */
  async enter({ who, at }) {
    county.console = at
    desks.set(who, await walk.signInAgain(who, at))
    await picture(desks.get(who), `${who}-at-the-county-put-back`)
  },
  data: ({ who, path }) => data(desks.get(who), path),
  /** `card`: what stands in the task that it shows at once; without it, it has none. */
  async pair({ phone, door, code, card }) {
    const more = card === null ? {} : { shows: (page) => page.locator('.card', { hasText: card }) }
    phones.set(phone, await walk.aPhone({ name: phone, door, code, ...more }))
  },
  async plan() {
    await walk.aPlan(desks.get('keeper'), async () => desks.get('leader'))
  },
  /** The phone to whose group the draw sends a task. */
  async draw({ among }) {
    return Promise.any(
      among.map(async (phone) => {
        await phones.get(phone).locator('.card').waitFor({ timeout: walk.draw_ms })
        return phone
      }),
    )
  },
  check_in: ({ phone }) => walk.aCheckIn(phones.get(phone)),
  finding: ({ phone }) => walk.aFinding(phones.get(phone)),
  /** On the page "Devices", by the first letters of its key. */
  async lose({ who, key }) {
    const page = desks.get(who)
    await menu(page, 'nav.devices')
    const row = page.locator('.devices tr', { has: page.getByTitle(key) })
    await act(page, 'key.revoke', {}, { at: row, verb: t('devices.lost'), shot: `${who}-revokes-the-lost-device` })
    await row.getByText(t('groups.revoked')).waitFor()
    await picture(page, `${who}-has-revoked-it`)
  },
  /** The code is typed as it stands on the new device's screen. */
  async enrol({ who, code, group }) {
    const page = desks.get(who)
    await menu(page, 'nav.devices')
    await page.getByRole('button', { name: `${t('devices.enrol')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('devices.code')).fill(code.toLowerCase())
    await dialog.getByRole('button', { name: t('devices.look') }).click()
    await dialog.locator('dd.code', { hasText: code }).waitFor()
    await dialog.getByLabel(t('devices.group')).selectOption({ label: group })
    await picture(page, `${who}-enrols-the-new-device`)
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('button', { name: t('invite.noted') }).click()
    await dialog.waitFor({ state: 'detached' })
  },
  /** The one proposal that waits for this person; `sees` stands in it. */
  async confirm({ who, sees = '' }) {
    const page = desks.get(who)
    await menu(page, 'nav.confirmations')
    await page.locator('.proposal', { hasText: sees }).first().waitFor()
    await picture(page, `${who}-confirms`)
    await act(page, 'proposal.confirm', {}, { at: page.locator('.proposal', { hasText: sees }).first() })
  },
  /** On the new device's phone: what the office has is there, and the visit goes on. */
  async goes_on({ phone, finding }) {
    const page = phones.get(phone)
    await page.locator('.card').first().click()
    await page.getByRole('navigation').getByRole('link', { name: p('nav.findings') }).click()
    await page.getByText(finding).first().waitFor()
    await picture(page, 'phone-of-the-new-device')
    seen('the finding of the lost device stands on the new one')
    await walk.theReport(page)
  },
  order: ({ village }) => walk.anOrder(desks.get('officer'), village),
  unit: ({ who }) => walk.aUnit(desks.get(who)),
  there_and_back: ({ who }) => walk.thereAndBack(desks.get('officer'), desks.get(who)),
  async colleague({ unit }) {
    const { colleague } = await walk.aColleague(desks.get('keeper'), desks.get('leader'), unit)
    desks.set('newcomer', colleague)
    return data(colleague, '/me').then((me) => me.person)
  },
  async calendar({ who, file, day }) {
    const page = desks.get(who)
    await menu(page, 'nav.calendar')
    await page.getByRole('button', { name: `${t('calendar.load')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('calendar.load.files')).setInputFiles(file)
    await dialog.getByRole('rowheader', { name: day }).waitFor()
    await picture(page, `${who}-loads-the-holidays`)
    await dialog.getByRole('button', { name: t('calendar.load.do') }).click()
    seen(`calendar.adopt: ${await sent(page)}`)
    await walk.closeToast(page)
  },
  /** The public half of a person's key, pasted on the page "People and accounts"; `number`: of the key, as its machine says. */
  async enrol_key({ who, person, public_key, number }) {
    const page = desks.get(who)
    const whose = (await data(page, '/names')).people.find((each) => each.id === person)
    const name = walk.say(whose.name, whose.en || whose.name)
    await menu(page, 'nav.people')
    const row = page.locator('.people tr', { has: page.getByRole('rowheader', { name, exact: true }) })
    await row.getByRole('button', { name: `${t('people.enrol_key')}…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('enrol_key.text'), { exact: true }).fill(public_key)
    await dialog.locator('dd.code', { hasText: number.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ') }).waitFor()
    await picture(page, `${who}-enrols-a-persons-own-key`)
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('button', { name: t('invite.noted') }).click()
    await dialog.waitFor({ state: 'detached' })
  },
  async cares({ who, noted }) {
    const page = desks.get(who)
    await menu(page, 'nav.system')
    return walk.cares(page, { noted, shot: `${who}-cares-for-the-machine` })
  },
  report: ({ who }) => walk.aReport(desks.get(who)),
}

await serve(steps, async (step, error) => {
  await walk.failed(error)
  return error.message
})
await walk.close()
