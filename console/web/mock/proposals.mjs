// What waits for a second person in the mock: one of each kind that people meet.

import { groups, people, posts } from './county.mjs'
import { now, tasks } from './world.mjs'

const day = 86_400_000
const leaders = posts.filter((p) => p.unit === 'gqc' && p.role === 'leader').map((p) => p.holder)
const [first, second, third] = leaders
const keepers = ['p-jvgrs9jw', 'p-kncc4tqa']
const officer = 'p-1hdvpjfm'
const g1 = groups.find((g) => g.id === 'g1')
const masked = '（内容不公开）'

let count = 0
const made = (
  command,
  proposer,
  seats,
  fields,
  stands = {},
  text = '',
  hours = 5,
  confirmed = [],
) => {
  count += 1
  return {
    id: String(count * 16),
    number: `2026-${count}`,
    command,
    proposer,
    at: now() - hours * 3_600_000,
    lapses: Math.ceil((now() + (5 - hours / 24) * day) / day) * day - 8 * 3_600_000,
    confirmed,
    seats,
    fields,
    stands,
    text,
  }
}

const next = tasks.find((t) => t.state === 'released') ?? tasks[0]
const rows = [
  made(
    'post.set',
    keepers[0],
    [leaders],
    { id: 'gqc-standing-3', unit: 'gqc', role: 'leader', holder: people[0].id, deputy: second },
    {
      unit: 'gqc',
      role: 'leader',
      holder: posts.find((p) => p.id === 'gqc-standing-3').holder,
      deputy: third,
    },
    '',
    30,
  ),
  made(
    'task.withdraw',
    second,
    [leaders],
    { task: next.id },
    { number: next.number, group: next.group },
    '大雪封路，进村道路不通。',
    3,
  ),
  made('key.enrol', officer, [[g1.head]], {
    id: '3f9ac17b52e0d8846b1c70aa95e2f31d',
    kind: 'device',
    person: '',
    group: 'g1',
    speaks_for: [],
    incarnation: 1,
    revoked: false,
  }),
  made(
    'conflict.withdraw',
    g1.members[1],
    [[...keepers, ...leaders]],
    { person: g1.members[1], unit: 'v12' },
    {},
    '妻子已不在村委会任职。',
    20,
  ),
  made(
    'group.form',
    keepers[1],
    [leaders],
    {
      id: 'g2',
      name_zh: '督导二组（竹）',
      name_en: 'Group 2 (Bamboo)',
      head: groups[1].head,
      members: [...groups[1].members.slice(0, 4), people[3].id],
      skills: ['R', 'F'],
    },
    { head: groups[1].head, members: groups[1].members },
    '',
    48,
  ),
  made(
    'key.enrol',
    first,
    [leaders, [officer]],
    {
      id: '77b0e4d1c9a35f2e8d06419b3ac5f7e2',
      kind: 'gateway',
      person: '',
      group: '',
      speaks_for: [officer],
      incarnation: 1,
      revoked: false,
    },
    {},
    '',
    26,
  ),
]

const office = ['leader', 'officer', 'plan_keeper', 'auditor']
const asked = (me, row) =>
  row.proposer !== me.person && row.seats.some((seat) => seat.includes(me.person))

export function proposalRows(me) {
  const seen = rows.filter(
    (row) =>
      me.roles.some((role) => office.includes(role)) ||
      row.proposer === me.person ||
      asked(me, row),
  )
  return seen
    .map(({ seats, ...row }) => {
      const waits = asked(me, { ...row, seats })
      const own = row.proposer === me.person
      const reads = waits || own || me.roles.some((r) => ['leader', 'officer'].includes(r))
      return {
        ...row,
        text: row.text && !reads ? masked : row.text,
        missing: seats.map((seat) => seat.filter((each) => each !== row.proposer)),
        waits_for_me: waits,
        may: [...(waits ? ['proposal.confirm'] : []), ...(waits || own ? ['proposal.refuse'] : [])],
      }
    })
    .sort((a, b) => Number(b.waits_for_me) - Number(a.waits_for_me))
}

/** A confirmation or a refusal of the whole: enough for looking at the page. */
export function answerProposal(id, name) {
  const at = rows.findIndex((row) => row.id === id)
  const [row] = at < 0 ? [] : rows.splice(at, 1)
  const how = name === 'proposal.confirm' ? 'confirmed' : 'refused'
  return ['proposal.ended', { id, how, command: row?.command ?? '' }]
}

export function proposeOne(me, command, args, text, at) {
  const task = tasks.find((t) => t.id === args.task)
  const stands = task ? { number: task.number, group: task.group } : {}
  const row = made(command, me.person, [leaders], { task: args.task }, stands, text, 0)
  rows.push({ ...row, at })
  return row
}
