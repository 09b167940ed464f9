#!/usr/bin/env node
// A group's device, written from docs/protocol.md alone. It takes the first task that comes, accepts it as the group's
// head, checks in, attaches a photo, records a finding, and reports; then it ends with 0. A line of JSON for each step.
//
//   device.mjs --broker tcp://… --broker-key Z85 --jurisdiction gqc --key FILE --seal FILE --engine-key HEX --data FOLDER
//              --as PERSON [--photo FILE] [--until STEP]
//
// --until delivered, accepted or checked_in ends it there, as a battery does; started again it goes on. What it said and
// was not answered lies in FOLDER, and goes out again.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { keep, keyFrom, Office, sha256 } from './office.mjs'
import { open, sealingKeyFrom } from './sealed.mjs'

// A key in Z85 may begin with a dash, which would be taken for an option: each name is joined to its value.
const args = []
for (const each of process.argv.slice(2)) {
  const name = args.at(-1)
  if (name?.startsWith('--') && !name.includes('=')) args[args.length - 1] = `${name}=${each}`
  else args.push(each)
}

const text = { type: 'string' }
const { values: given } = parseArgs({
  args,
  options: {
    broker: text,
    'broker-key': text,
    jurisdiction: text,
    key: text,
    seal: text,
    'engine-key': text,
    data: text,
    as: text,
    photo: text,
    until: text,
  },
})

const key = keyFrom(given.key)
const sealing = sealingKeyFrom(given.seal)
const engineKey = Buffer.from(given['engine-key'], 'hex')
const head = given.as

let dispatched
const arrived = new Promise((resolve) => {
  dispatched = resolve
})
const office = new Office({
  endpoint: given.broker,
  brokerKey: given['broker-key'],
  jurisdiction: given.jurisdiction,
  key,
  folder: given.data,
  hear: (dispatch) => dispatched(dispatch),
})

const tell = (step, more = {}) => console.log(JSON.stringify({ step, ...more }))

function ends(step) {
  if (given.until !== step) return
  office.close()
  process.exit(0)
}

async function must(name, as, args) {
  const answer = await office.say(name, as, args)
  if (!answer.ok) throw new Error(`${name}: ${answer.why}: ${answer.what}; ${answer.mend}`)
  return answer.accepted
}

/** The task as this device keeps it, opened once: from its file, or from the office. */
async function theTask(group, now) {
  const file = path.join(given.data, 'task.json')
  if (fs.existsSync(file)) {
    const kept = JSON.parse(fs.readFileSync(file, 'utf8'))
    return { ...kept, salt: Buffer.from(kept.salt, 'hex') }
  }
  const dispatch = await arrived
  const body = open(dispatch, { device: key.id, sealing, engineKey, group, now })
  const task = {
    id: dispatch.task,
    target: body.target,
    target_zh: body.target_zh,
    themes: body.themes,
  }
  keep(file, JSON.stringify({ ...task, salt: Buffer.from(body.salt).toString('hex') }))
  return { ...task, salt: Buffer.from(body.salt) }
}

/** 26 characters of Crockford's base 32: a moment of 48 bits, then 80 random ones. */
function ulid(now) {
  const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let time = ''
  for (let left = now, i = 0; i < 10; ++i, left = Math.floor(left / 32))
    time = base32[left % 32] + time
  return time + Array.from(randomBytes(16), (byte) => base32[byte % 32]).join('')
}

async function attach(task, finding, file) {
  const bytes = fs.readFileSync(file)
  const hash = sha256(bytes).toString('hex')
  await must('evidence.attach', head, {
    task,
    finding,
    hash,
    size: bytes.length,
    mime: 'image/jpeg',
  })
  await office.bring(hash, bytes, head)
  tell('stored', { hash })
}

async function visit() {
  await office.left()
  const { group } = await office.ask('me', { as: head })
  const { members } = (await office.ask('groups')).find((each) => each.id === group)
  const { now } = await office.ask('status', { as: head })
  const task = await theTask(group, now)
  const state = async () => (await office.ask('task', { as: head, id: String(task.id) })).state
  tell('opened', { task: task.id, target: task.target, name: task.target_zh })

  await must('task.delivered', '', { task: task.id })
  ends('delivered')
  if ((await state()) === 'released') await must('task.accept', head, { task: task.id })
  tell('accepted')
  ends('accepted')
  if ((await state()) === 'accepted') {
    const { id, salt, target } = task
    await must('task.check_in', head, {
      task: id,
      salt,
      target,
      members,
      position: { source: 'none' },
    })
  }
  tell('checked_in')
  ends('checked_in')

  const finding = ulid(now)
  const facts = {
    category: 'help',
    severity: 'minor',
    rule: 'R1',
    unit: task.target,
    text: '工作室上锁',
  }
  await must('finding.record', head, { task: task.id, finding, facts })
  if (given.photo) await attach(task.id, finding, given.photo)

  // Every item of the pinned checklists: answered, or its gap explained.
  const { checklists } = await office.ask('task', { as: head, id: String(task.id) })
  const pinned = checklists.map((hash) => Buffer.from(hash).toString('hex'))
  const lists = (await office.ask('checklists')).filter((each) =>
    pinned.includes(Buffer.from(each.hash).toString('hex')),
  )
  const items = lists.flatMap((list) => list.items)
  const asked = items.find((item) => item.how.endsWith('Y'))
  if (asked)
    await must('task.answer', head, { task: task.id, item: asked.id, value: 'n', text: '' })
  const gaps = items
    .filter((item) => item !== asked)
    .map((item) => ({ item: item.id, reason: '未问到' }))
  await must('task.report', head, {
    task: task.id,
    final_report: false,
    summary: '初步报告',
    gaps: [],
  })
  await must('task.report', head, { task: task.id, final_report: true, summary: '正式报告', gaps })
  tell('reported', { state: await state(), answered: asked?.id ?? '', gaps: gaps.length })
  office.close()
}

await Promise.race([visit(), office.broken]).catch((error) => {
  console.error(String(error))
  process.exit(1)
})
