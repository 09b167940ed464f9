// The mock's county on Wed 2026-10-21 09:42: tasks, findings, rectifications with clocks, ladders and
// timelines that agree with each other. Everything here is made up.

import * as cal from './calendar.mjs'
import {
  answerer,
  chance,
  checklists,
  groups,
  hash,
  pick,
  townshipOf,
  villages,
} from './county.mjs'
import { problems } from './problems.mjs'

const began = Date.now()
const start = Date.parse('2026-10-21T09:42:00+08:00')
export const now = () => start + Date.now() - began
const today = cal.dayNumber(start)
const at = (day, hour, minute = 0) => cal.startOf(day) + (hour * 60 + minute) * 60_000
const minutes = (n) => n * 60_000

export const officers = ['p-1hdvpjfm']
export const ladder = [
  { step: 1, slip: 'blue', offset: -3, to: ['unit'], demand: 'none', opens_lead: false },
  { step: 2, slip: 'blue', offset: -1, to: ['unit', 'officer'], demand: 'none', opens_lead: false },
  {
    step: 3,
    slip: 'yellow',
    offset: 0,
    to: ['unit', 'upper_unit', 'officer'],
    demand: 'explanation',
    opens_lead: false,
  },
  {
    step: 4,
    slip: 'orange',
    offset: 3,
    to: ['township_leader', 'officer'],
    demand: 'undertaking',
    opens_lead: false,
  },
  {
    step: 5,
    slip: 'red',
    offset: 7,
    to: ['leading_group'],
    demand: 'interview',
    opens_lead: false,
  },
  { step: 6, slip: 'none', offset: 12, to: ['officer'], demand: 'none', opens_lead: true },
]
export const budgets = { minor: '5wd', ordinary: '20wd', serious: '15wd', grave: '7wd' }

export const entries = []
export function note(
  matter,
  when,
  type,
  fields = {},
  actor = '',
  text = '',
  via = actor ? 'gateway' : 'worker',
) {
  const entry = { seq: 0, index: 0, at: when, type, actor, second: '', via, text, fields }
  Object.defineProperty(entry, 'matter', { value: matter, enumerable: false })
  entries.push(entry)
  return entry
}

export const tasks = []
export const findings = []
export const rectifications = []
export const demands = []
export const cases = []

export function ladderOf(r, when = now()) {
  const last = r.deadline ? cal.dayNumber(r.deadline - 1) : 0
  let next = false
  return ladder
    .filter((s) => !(r.severity === 'grave' && s.step === 3))
    .map((s) => {
      if (!r.deadline) return { ...s, at: 0, state: 'later', taken_at: 0 }
      const moment = s.offset === 0 ? r.deadline : cal.endOf(cal.step(last, s.offset))
      let state = 'later'
      if (moment <= when && s.step <= r.step) state = 'taken'
      else if (['struck_off', 'fallen_away'].includes(r.state)) state = 'fallen'
      else if (!next && r.clock_runs) {
        state = 'next'
        next = true
      }
      return { ...s, at: moment, state, taken_at: state === 'taken' ? moment : 0 }
    })
}

/** Fills in what follows from deadline, state and step. */
export function settle(r) {
  const last = r.deadline ? cal.dayNumber(r.deadline - 1) : 0
  const here = cal.dayNumber(now())
  r.days_left = r.clock_runs ? cal.left(last, here) : null
  const next = ladderOf(r).find((s) => s.state === 'next')
  r.next = next ? { step: next.step, at: next.at } : null
  return r
}

let rectificationCount = 0
let noticeCount = 0
function rectify({
  unit,
  problem,
  severity,
  left,
  state = 'in_progress',
  extensions = 0,
  doneDaysAgo = 0,
}) {
  const number = ++rectificationCount
  const id = String(number)
  const who = answerer(unit)
  const officer = officers[0]
  const budget = budgets[severity]
  const amount = Number.parseInt(budget, 10)
  const closeDay = today - doneDaysAgo
  const deadlineDay = left >= 0 ? cal.step(closeDay, left) : cal.step(closeDay, left - 1)
  const firstDay = cal.step(deadlineDay, -(amount - 1))
  const servedDay = cal.step(firstDay, -1)
  const matter = `rectification:${id}`
  const servedAt = at(servedDay, 9, 16)
  const derivation = cal.derive(servedAt, budget)
  const unserved = state === 'issued'
  const r = {
    id,
    number: `2026-${number}`,
    state,
    finding: '',
    category: problem[0],
    severity,
    unit,
    township: townshipOf(unit),
    responsible: who,
    deadline: unserved ? 0 : derivation.due,
    provisional: false,
    clock_runs: state === 'in_progress',
    days_left: null,
    slip: 'none',
    step: 0,
    next: null,
    extensions,
    extension_asked: false,
    extension_asked_at: 0,
    extension_until: 0,
    returns: 0,
    listed: false,
    problem: problem[1],
    issued_at: at(servedDay - 1, 16, 20),
    moved_at: 0,
    struck_off_at: 0,
  }
  const page = {
    demand: '按公示规定补足公示，补发到户，留存签字与照片。',
    test: '受益户逐户签字，公示满期，由未参与人员到村核验。',
    supporting: number % 9 === 0 ? ['d-finance'] : [],
    clock: {
      budget,
      consumed: 0,
      generation: 1 + extensions,
      started_at: servedAt,
      served_how: unserved ? '' : number % 7 ? 'acknowledged' : 'deemed',
      derivation: unserved ? null : derivation,
    },
    extension: { open: false, budget: '', reason: '' },
    measures: '',
    evidence: [],
    reopened_from: '',
    lead: '',
  }
  Object.defineProperty(r, 'page', { value: page, enumerable: false })
  rectifications.push(r)

  note(matter, r.issued_at, 'rectification.issued', { unit, severity, budget }, officer)
  if (!unserved) {
    note(
      matter,
      servedAt,
      'rectification.served',
      { how: page.clock.served_how },
      page.clock.served_how === 'deemed' ? '' : who,
    )
    note(
      matter,
      servedAt,
      'clock.started',
      { generation: 1 + extensions, budget, deadline: r.deadline },
      '',
    )
    const halfway = cal.step(firstDay, Math.max(1, Math.floor(amount / 2)))
    if (halfway < today)
      note(
        matter,
        at(halfway, 10, 5),
        'rectification.stepped',
        { verb: 'progress' },
        who,
        '公示栏已补贴，正在核对到户名单。',
      )
    if (extensions)
      note(
        matter,
        at(cal.step(firstDay, 3), 11, 20),
        'extension.decided',
        { granted: true, budget: '10wd' },
        officer,
        '等待乡财政复核，同意延期。',
      )
  }
  // The ladder, as far as time has come while the clock ran.
  if (!unserved) {
    for (const s of ladderOf(
      { ...r, step: 9 },
      state === 'in_progress' ? start : at(closeDay, 9),
    )) {
      if (s.state !== 'taken' || (s.offset > -left && left >= 0 && state !== 'in_progress'))
        continue
      r.step = s.step
      if (s.slip !== 'none') r.slip = s.slip
      note(matter, s.at, 'step.taken', {
        step: s.step,
        slip: s.slip,
        generation: page.clock.generation,
      })
      // Whoever the step is for hears of it: queued, then what became of it.
      const told = s.to.map((to) => (to === 'unit' ? who : officer))
      for (const to of told) {
        const notice = String(++noticeCount)
        note(matter, s.at, 'notice.queued', { id: notice, to })
        note(matter, s.at + minutes(2), 'notice.outcome', { id: notice, state: 'sent' })
      }
      if (s.demand === 'none') continue
      const answered = s.step < 4 && left < -1
      const d = {
        id: String(demands.length + 1),
        state: answered ? 'answered' : 'open',
        kind: s.demand,
        rectification: id,
        step: s.step,
        unit: s.step === 3 ? unit : r.township,
        person: s.step === 5 ? 'p-5p6mrtms' : who,
        due: cal.endOf(cal.step(cal.dayNumber(s.at), s.demand === 'interview' ? 3 : 2)),
        may: [],
      }
      demands.push(d)
      note(matter, s.at, 'demand.issued', {
        kind: s.demand,
        unit: d.unit,
        step: s.step,
        due: d.due,
      })
      if (answered)
        note(
          matter,
          Math.min(s.at + minutes(60 * 33), start - minutes(60 * 17)),
          'demand.stepped',
          { verb: 'answer' },
          who,
          '乡财政所已完成复核，3 户银行卡信息有误待更正。',
        )
      if (s.step === 5) r.listed = true
    }
  }
  if (state === 'submitted') {
    page.measures = '已补发 9,000 元，公示延至满期，村委会与村民组各张贴一份。'
    note(
      matter,
      start - minutes(60 + number * 7),
      'rectification.stepped',
      { verb: 'submit' },
      who,
      page.measures,
    )
    note(matter, start - minutes(60 + number * 7), 'clock.stopped', { consumed: 6 })
    page.clock.consumed = 6
  }
  if (state === 'suspended') {
    note(
      matter,
      at(today - 6, 15),
      'rectification.stepped',
      { verb: 'suspend', code: 'season' },
      officer,
      '汛期后方可施工，20 个工作日后复核。',
    )
    page.clock.consumed = 8
  }
  if (state === 'struck_off') {
    r.struck_off_at = at(closeDay, 16, 5)
    note(
      matter,
      r.struck_off_at,
      'rectification.stepped',
      { verb: 'verify', flag: true },
      officer,
      '到村核验，属实。',
    )
  }
  if (number % 2 || state === 'submitted') {
    page.evidence = [
      { hash: hash(), mime: 'image/jpeg', size: 412_000, stored: true },
      { hash: hash(), mime: 'application/pdf', size: 96_000, stored: true },
    ]
  }
  r.moved_at = Math.max(...entries.filter((e) => e.matter === matter).map((e) => e.at))
  return settle(r)
}

function task({
  state,
  group,
  target,
  released,
  accepted,
  checkedIn,
  reported,
  kind = 'unannounced',
  answered = 0,
  members = 3,
}) {
  const number = tasks.length + 1
  const id = String(number)
  const matter = `task:${id}`
  const lists = [checklists[number % 7], checklists[(number + 3) % 7]].filter(Boolean)
  const items = lists.reduce((n, l) => n + l.items.length, 0)
  answered = Math.min(answered, items - 3)
  const g = groups.find((x) => x.id === group)
  const open = checkedIn > 0 || kind === 'announced'
  const row = {
    id,
    number: `2026-${number}`,
    state,
    kind,
    group,
    target: open ? target : '',
    delivered: true,
    released_at: released,
    accept_due: released + minutes(120),
    check_in_due: released + minutes(1440),
    checked_in_at: checkedIn ?? 0,
    reported_at: reported ?? 0,
    findings: 0,
    answered: reported ? items : answered,
    items,
    members: checkedIn ? members : 0,
  }
  const page = {
    plan: '1',
    draw: `D-${cal.text(cal.dayNumber(released)).slice(5).replace('-', '')}-${1 + (number % 3)}`,
    replaces: '',
    replaced_by: '',
    commitment: hash(),
    single_witness: members === 1,
    people: checkedIn ? g.members.slice(0, members) : [],
    lists,
    target,
    evidence: checkedIn ? [{ hash: hash(), mime: 'image/jpeg', size: 380_000, stored: true }] : [],
  }
  Object.defineProperty(row, 'page', { value: page, enumerable: false })
  tasks.push(row)
  note(matter, released, 'task.released', { group, accept_due: row.accept_due }, '', '', 'engine')
  note(matter, released + minutes(1), 'task.delivered', {}, '', '', 'device')
  if (accepted) note(matter, accepted, 'task.accepted', {}, g.head, '', 'device')
  if (checkedIn) note(matter, checkedIn, 'task.checked_in', { target }, g.head, '', 'device')
  if (reported)
    note(
      matter,
      reported,
      'task.reported',
      { final_report: true },
      g.head,
      '两人入户 4 户，逐项核对。',
      'device',
    )
  return row
}

export function find(taskRow, problem, severity, when, state = 'recorded') {
  const id = String(findings.length + 1)
  const f = {
    id,
    task: taskRow.id,
    state,
    category: problem[0],
    severity,
    rule: problem[2],
    unit: taskRow.page.target,
    text: problem[1],
    versions: 1,
    single_witness: taskRow.page.single_witness,
    recorded_at: when,
    contest_until: state === 'recorded' ? 0 : cal.endOf(cal.step(cal.dayNumber(when), 9)),
    rectification: '',
    lead: '',
  }
  findings.push(f)
  taskRow.findings += 1
  const g = groups.find((x) => x.id === taskRow.group)
  note(
    `task:${taskRow.id} finding:${id}`,
    when,
    'finding.recorded',
    { unit: f.unit, severity },
    g.members[1],
    problem[1],
    'device',
  )
  return f
}

// --- what is late, what is near, what is in time -------------------------------------------------
const v = (i) => villages[i % villages.length].id
const lateOnes = [
  [18, 0, 'grave', -8, 1],
  [12, 1, 'serious', -4, 0],
  [25, 2, 'ordinary', -3, 1],
  [23, 3, 'ordinary', -3, 0],
  [36, 4, 'ordinary', -2, 0],
  [6, 5, 'ordinary', -1, 0],
  [34, 6, 'ordinary', -1, 0],
  [3, 7, 'minor', 0, 0],
  [19, 8, 'ordinary', 0, 2],
]
// Closed ones first, so that their numbers are the older.
for (let i = 0; i < 62; ++i) {
  rectify({
    unit: v(i * 7),
    problem: problems[i % problems.length],
    severity: ['ordinary', 'minor', 'serious', 'ordinary'][i % 4],
    left: i % 8 === 3 ? -2 : 2 + (i % 6),
    state: 'struck_off',
    doneDaysAgo: 1 + Math.floor(i * 0.9),
  })
}
for (const [village, p, severity, over, extensions] of lateOnes) {
  const r = rectify({ unit: v(village), problem: problems[p], severity, left: over, extensions })
  if (over === 0) {
    // Just over: the deadline was yesterday's 24:00.
    const d = cal.dayNumber(start) - 1
    r.deadline = cal.endOf(d)
    r.page.clock.derivation = cal.derive(
      at(cal.step(d, -Number.parseInt(budgets[severity], 10)), 9, 16),
      budgets[severity],
    )
    r.step = 3
    r.slip = 'yellow'
    note(`rectification:${r.id}`, r.deadline, 'step.taken', {
      step: 3,
      slip: 'yellow',
      generation: 1,
    })
    settle(r)
  }
}
for (const left of [0, 0, 1, 2, 2, 1, 2, 1, 2, 2, 1, 0, 2]) {
  rectify({
    unit: v(Math.floor(chance() * 40)),
    problem: pick(problems),
    severity: pick(['ordinary', 'ordinary', 'serious', 'minor']),
    left,
    extensions: chance() < 0.15 ? 1 : 0,
  })
}
for (let i = 0; i < 52; ++i) {
  rectify({
    unit: v(i * 11 + 3),
    problem: problems[(i * 5) % problems.length],
    severity: pick(['ordinary', 'ordinary', 'serious', 'ordinary']),
    left: 3 + (i % 12),
  })
}
for (let i = 0; i < 14; ++i) {
  rectify({
    unit: v(i * 13 + 1),
    problem: problems[(i * 3 + 1) % problems.length],
    severity: 'ordinary',
    left: 1 + (i % 8),
    state: i < 9 ? 'submitted' : 'suspended',
  })
}
for (let i = 0; i < 8; ++i) {
  rectify({
    unit: v(i * 5 + 2),
    problem: problems[(i * 7) % problems.length],
    severity: 'ordinary',
    left: 15,
    state: 'issued',
  })
}

// --- tasks: closed ones, then those under way ------------------------------------------------------
for (let i = 0; i < 24; ++i) {
  const day = cal.step(today, -Math.floor(3 + i * 0.9))
  const row = task({
    state: 'closed',
    group: `g${1 + (i % 5)}`,
    target: v(i * 9 + 4),
    released: at(day, 8, 12),
    accepted: at(day, 8, 50),
    checkedIn: at(day, 9, 40),
    reported: at(day, 17, 5),
    members: i === 7 ? 1 : 3,
  })
  for (let k = 0; k < 1 + (i % 4); ++k)
    find(
      row,
      problems[(i * 3 + k) % problems.length],
      pick(['minor', 'ordinary', 'ordinary', 'serious']),
      at(day, 10 + k, 20),
      'opened',
    )
  note(
    `task:${row.id}`,
    at(day + 1, 10),
    'task.reviewed',
    { pass: true, contest_until: cal.endOf(cal.step(day, 6)) },
    officers[0],
  )
}
const yesterday = cal.step(today, -1)
for (let i = 0; i < 6; ++i) {
  const day = i < 3 ? yesterday : cal.step(today, -2)
  const row = task({
    state: 'reported',
    group: `g${1 + ((i + 2) % 5)}`,
    target: v(i * 6 + 14),
    released: at(day, 8 + i, 12),
    accepted: at(day, 8 + i, 40),
    checkedIn: at(day, 9 + i, 20),
    reported: at(day, 15, 10 + i),
  })
  for (let k = 0; k < [3, 4, 2, 5, 1, 2][i]; ++k)
    find(
      row,
      problems[(i * 4 + k * 5) % problems.length],
      ['ordinary', 'ordinary', 'minor', 'grave', 'ordinary'][k % 5],
      at(day, 11 + (i % 3), 10 + k * 7),
    )
}
const onSite = [
  ['g1', 14, 168, 21, 3],
  ['g3', 4, 72, 9, 1],
  ['g5', 38, 25, 2, 0],
]
for (const [group, village, ago, answered, found] of onSite) {
  const row = task({
    state: 'on_site',
    group,
    target: v(village),
    released: start - minutes(ago + 90),
    accepted: start - minutes(ago + 70),
    checkedIn: start - minutes(ago),
    answered,
  })
  for (let k = 0; k < found; ++k)
    find(
      row,
      problems[(k * 7 + 3) % problems.length],
      ['ordinary', 'ordinary', 'minor'][k],
      start - minutes(ago - 40 - k * 20),
    )
}
task({
  state: 'accepted',
  group: 'g2',
  target: v(20),
  released: start - minutes(140),
  accepted: start - minutes(120),
})
task({
  state: 'accepted',
  group: 'g2',
  target: v(31),
  released: start - minutes(610),
  accepted: start - minutes(590),
  kind: 'announced',
})
task({ state: 'released', group: 'g4', target: v(9), released: start - minutes(36) })
task({ state: 'released', group: 'g1', target: v(27), released: start - minutes(103) })
const recused = task({
  state: 'recused',
  group: 'g4',
  target: v(16),
  released: at(today - 2, 9),
  accepted: at(today - 2, 9, 40),
})
note(
  `task:${recused.id}`,
  at(today - 2, 10),
  'task.recused',
  {},
  groups[3].head,
  '组员为该村亲属。',
  'device',
)

// --- what hangs together -----------------------------------------------------------------------------
const opened = findings.filter((f) => f.state === 'opened')
rectifications.slice(62).forEach((r, i) => {
  const f = opened[i % opened.length]
  r.finding = f.id
  if (!f.rectification) {
    f.rectification = r.id
    f.unit = r.unit
    f.text = r.problem
    f.category = r.category
    f.severity = r.severity
  }
})
findings[2].state = 'confirmed'
findings[5].state = 'contested'
note(
  `finding:${findings[5].id}`,
  start - minutes(300),
  'finding.stepped',
  { verb: 'contest' },
  answerer(findings[5].unit),
  '公示照片拍摄日期可由村广播记录佐证。',
)

function lead(r, source, days, state = 'lead') {
  const id = String(cases.length + 1)
  cases.push({
    id,
    number: `2026-${id}`,
    state,
    source,
    rectification: r?.id ?? '',
    finding: r?.finding ?? '',
    unit: r?.unit ?? v(11),
    opened_at: at(today - days, 8),
    due: at(today - days + 30, 24),
  })
  note(`case:${id}`, at(today - days, 8), 'lead.opened', { unit: cases.at(-1).unit, kind: source })
  if (r) r.page.lead = id
}
lead(
  rectifications.find((r) => r.slip === 'red'),
  'grave_finding',
  1,
)
lead(rectifications[5], 'ladder', 12)
lead(null, 'petition', 20, 'verification')
lead(rectifications[30], 'ladder', 40, 'closed_no_case')

entries.sort((a, b) => a.at - b.at)
let seq = 48_213 - entries.length
for (const entry of entries) {
  entry.seq = ++seq
  entry.index = seq * 2
}
export const log = { seq }
