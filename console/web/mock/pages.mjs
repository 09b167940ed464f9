// The mock's answers: each route's data out of the world, as the contract has it.

import * as cal from './calendar.mjs'
import { checklists, groups, people, postOf, townshipOf, units, villages } from './county.mjs'
import { proofsOf, sentTo } from './evidence.mjs'
import * as world from './world.mjs'

const { rectifications, tasks, findings, demands, cases, entries, now } = world
const today = () => cal.dayNumber(now())
const timeline = (matter) => entries.filter((e) => e.matter.split(' ').includes(matter))
const is = (me, ...roles) => me.roles.some((role) => roles.includes(role))

export const accounts = [
  ['secretary', 'leader', 'p-5p6mrtms', '领导：总览、大屏、约谈'],
  ['officer', 'officer', 'p-1hdvpjfm', '纪检干部：台账、核验、销号'],
  ['keeper', 'plan_keeper', 'p-jvgrs9jw', '方案管理员：方案与抽取'],
  ['head', 'group_head', 'p-zfae0667', '督导组组长：任务'],
  ['village', 'unit_officer', '', '村级单位：签收、报告进展、提请核验'],
  ['township', 'unit_officer', '', '乡镇单位：本乡镇及所辖村的整改'],
  ['auditor', 'auditor', 'p-2gvp406a', '审计员：日志与核验'],
]
const person = (id) => people.find((p) => p.id === id)

/** The village that answers most: its page has something to show. */
const unitOf = (() => {
  const late = rectifications.find((r) => r.slip === 'orange')
  return late.unit
})()
accounts[4][2] = rectifications.find((r) => r.unit === unitOf).responsible
accounts[5][2] = people.find((p) => p.unit === townshipOf(unitOf))?.id ?? people[0].id

/** One of its duties fell away: the finding was dismissed after a contest. */
const fallen = rectifications.find((r) => r.unit === unitOf && r.state === 'struck_off')
if (fallen) {
  const f = findings.find((x) => !x.rectification) ?? findings[0]
  Object.assign(f, { state: 'dismissed', unit: unitOf, text: fallen.problem })
  fallen.finding = f.id
  fallen.state = 'fallen_away'
  for (const e of entries)
    if (e.matter === `rectification:${fallen.id}` && e.fields.verb === 'verify')
      Object.assign(e, { fields: { verb: 'fall_away' }, text: '' })
}

export function meOf([name, role, id]) {
  const p = person(id) ?? people[0]
  return {
    person: id,
    name: p.name_zh,
    post: postOf(id),
    unit: name === 'village' ? unitOf : name === 'township' ? townshipOf(unitOf) : p.unit,
    roles: [role],
    group: groups.find((g) => g.members.includes(id))?.id ?? '',
    csrf: 'mock',
    demo: true,
    jurisdiction: { id: 'gqc', zh: '共青城市', en: 'Gongqingcheng City' },
  }
}

const ours = (me) => (row) =>
  !is(me, 'unit_officer') || row.unit === me.unit || townshipOf(row.unit) === me.unit
const open = (r) => !['struck_off', 'fallen_away'].includes(r.state)
const over = (r) => r.clock_runs && r.deadline > 0 && r.deadline <= now()

export const names = () => ({
  units: units.map((u) => ({
    id: u.id,
    parent: u.parent,
    level: u.level,
    zh: u.name_zh,
    en: u.name_en,
  })),
  groups: groups.map((g) => ({ id: g.id, zh: g.name_zh, en: g.name_en })),
  people: people.map((p) => ({ id: p.id, name: p.name_zh, unit: p.unit, post: postOf(p.id) })),
})

const classes = [
  ['0-3', 3],
  ['4-7', 7],
  ['8-15', 15],
  ['16-30', 30],
  ['30+', 1e9],
]
const ageOf = (r) => Math.max(0, -cal.left(cal.dayNumber(r.page.clock.started_at), today()))
const classOf = (r) => classes.find(([, max]) => ageOf(r) <= max)[0]
function ageing(rows) {
  return classes.map(([label]) => {
    const out = { label, none: 0, blue: 0, yellow: 0, orange: 0, red: 0, stopped: 0 }
    for (const r of rows)
      if (classOf(r) === label) out[r.clock_runs || r.state === 'issued' ? r.slip : 'stopped'] += 1
    return out
  })
}
function bySlip(rows) {
  const out = { none: 0, blue: 0, yellow: 0, orange: 0, red: 0 }
  for (const r of rows) if (r.clock_runs) out[r.slip] += 1
  return out
}

function tally(day) {
  const out = {}
  for (const f of findings)
    if (cal.dayNumber(f.recorded_at) === day) out[f.severity] = (out[f.severity] ?? 0) + 1
  return out
}

export function overview(me) {
  const all = rectifications.filter(ours(me))
  const opened = all.filter(open)
  const seen = map()
  return {
    on_the_way: tasks.filter((t) => ['released', 'accepted'].includes(t.state)).length,
    sealed: tasks.filter((t) => ['released', 'accepted'].includes(t.state) && !t.target).length,
    in_field: tasks
      .filter((t) => t.state === 'on_site')
      .map((t) => ({
        task: t.id,
        number: t.number,
        group: t.group,
        target: t.target,
        since: t.checked_in_at,
        findings: t.findings,
      })),
    found_yesterday: tally(today() - 1),
    found_today: tally(today()),
    overdue: opened.filter(over).sort((a, b) => a.deadline - b.deadline),
    overdue_by_slip: bySlip(opened.filter(over)),
    due_days: Array.from({ length: 8 }, (_, i) => {
      const due = opened.filter(
        (r) => r.clock_runs && !over(r) && cal.dayNumber(r.deadline - 1) === today() + i,
      )
      return { n: due.length, days_left: Math.min(...due.map((r) => r.days_left), 99) }
    }),
    townships: [...new Set(opened.map((r) => r.township))].map((unit) => {
      const here = opened.filter((r) => r.township === unit)
      return { unit, open: here.length, overdue: here.filter(over).length }
    }),
    unseen: seen
      .map((v) => ({ unit: v.unit, last: v.last_seen }))
      .sort((a, b) => a.last - b.last)
      .slice(0, 7),
    open_rectifications: opened.length,
    open_by_slip: bySlip(opened),
    ageing: ageing(opened),
    struck_off: all.filter((r) => r.state === 'struck_off').length,
    struck_off_30d: { on_time: 54, late: 8, median_days: 11 },
    leads: is(me, 'leader', 'officer', 'auditor')
      ? cases.filter((c) => c.state === 'lead').length
      : null,
    notices: { waiting: 2, under_way: 0, failed: 0, oldest: now() - 240_000 },
    record: {
      commits: world.log.seq,
      events: world.log.seq,
      head: '9f3c41d7e02a6b5894c7d1e0c71e',
      whole: true,
      checked: now() - 60_000,
    },
    weeks: [14, 11, 17, 13, 12, 19, 16, 9, 12, 3, 15, 13].map((opened, i) => ({
      start: cal.startOf(cal.dayNumber(Date.parse('2026-08-03T00:00:00+08:00')) + 7 * i),
      opened,
      closed: [9, 12, 13, 14, 11, 13, 17, 14, 12, 4, 14, 16][i],
      overdue: [5, 6, 8, 7, 9, 12, 10, 9, 8, 8, 11, 9][i],
    })),
    villages_seen: 34,
    villages: 40,
    without_group: is(me, 'leader', 'officer', 'plan_keeper', 'auditor') ? ['v12', 'v31'] : [],
  }
}

const lastSeen = new Map(villages.map((v, i) => [v.id, (i * 37 + 11) % 84]))
export function map() {
  return villages.map((v, i) => {
    const rows = rectifications.filter((r) => r.unit === v.id && open(r))
    const late = rows.filter(over)
    const here = tasks.find((t) => t.state === 'on_site' && t.target === v.id)
    const order = ['none', 'blue', 'yellow', 'orange', 'red']
    return {
      unit: v.id,
      township: v.parent,
      last_seen: i === 29 ? 0 : now() - (here ? 0 : lastSeen.get(v.id) + 0.2) * 86_400_000,
      visits: 1 + (i % 4),
      open: rows.length,
      overdue: late.length,
      slip: late.reduce(
        (top, r) => (order.indexOf(r.slip) > order.indexOf(top) ? r.slip : top),
        'none',
      ),
      in_field: here?.group ?? '',
      since: here?.checked_in_at ?? 0,
    }
  })
}

export function ledger(me, q) {
  const order = {
    days_left: (r) => (r.clock_runs ? r.deadline : 9e15 + r.issued_at),
    moved_at: (r) => r.moved_at,
    issued_at: (r) => r.issued_at,
    unit: (r) => r.unit,
  }
  const state = q.get('state') ?? 'open'
  const base = rectifications
    .filter(ours(me))
    .filter((r) =>
      state === 'all'
        ? true
        : state === 'overdue'
          ? open(r) && over(r)
          : state === 'open'
            ? open(r)
            : r.state === state,
    )
  let rows = base
  for (const name of ['unit', 'township', 'severity', 'slip', 'category', 'responsible'])
    if (q.get(name)) rows = rows.filter((r) => r[name] === q.get(name))
  if (q.get('age')) rows = rows.filter((r) => classOf(r) === q.get('age'))
  if (q.get('q'))
    rows = rows.filter((r) =>
      `${r.problem} ${r.number} ${units.find((u) => u.id === r.unit)?.name_zh}`.includes(
        q.get('q'),
      ),
    )
  const sort = q.get('sort') ?? 'days_left'
  const key = order[sort.replace(/^-/, '')] ?? order.days_left
  const sign = sort.startsWith('-') ? -1 : 1
  rows = [...rows].sort((a, b) => sign * (key(a) > key(b) ? 1 : key(a) < key(b) ? -1 : 0))
  const offset = Number(q.get('offset') ?? 0)
  const limit = Number(q.get('limit') ?? 100)
  return {
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    ageing: ageing(base),
    by_slip: bySlip(base),
  }
}

const of = (state, table) => table[state] ?? []
function mayOf(me, r) {
  if (is(me, 'unit_officer')) {
    const list = of(r.state, {
      issued: ['rectification.acknowledge'],
      in_progress: ['rectification.submit', 'rectification.progress'],
    })
    return r.state === 'in_progress' && r.deadline > now() && !r.extension_asked
      ? [...list, 'rectification.extend']
      : list
  }
  if (!is(me, 'officer'))
    return is(me, 'leader') && r.state === 'in_progress' ? ['rectification.climb'] : []
  const list = of(r.state, {
    issued: ['rectification.serve_on_paper', 'rectification.transfer'],
    in_progress: [
      'rectification.climb',
      'rectification.suspend',
      'rectification.transfer',
      'rectification.refer_up',
    ],
    submitted: ['rectification.verify', 'rectification.return'],
    suspended: ['rectification.resume'],
    referred_up: [],
    struck_off: ['rectification.recheck'],
  })
  return r.extension_asked ? ['rectification.decide_extension', ...list] : list
}

export function rectification(me, id) {
  const r = rectifications.find((x) => x.id === id)
  if (!r || !ours(me)(r)) return null
  const lead = is(me, 'leader', 'officer', 'auditor') ? r.page.lead : ''
  return {
    ...world.settle(r),
    ...r.page,
    task: findings.find((f) => f.id === r.finding)?.task ?? '',
    evidence: [...r.page.evidence, ...sentTo(r.finding)],
    lead,
    finding_row: findings.find((f) => f.id === r.finding) ?? null,
    ladder: world.ladderOf(r),
    demands: demands
      .filter((d) => d.rectification === id)
      .map((d) => ({
        ...d,
        may:
          d.state === 'open' && is(me, 'unit_officer')
            ? ['demand.answer']
            : d.state === 'answered' && is(me, 'officer', 'leader')
              ? ['demand.decide']
              : [],
      })),
    timeline: timeline(`rectification:${id}`),
    may: mayOf(me, r),
  }
}

export const taskRows = (q) =>
  tasks
    .filter((t) => !q.get('group') || t.group === q.get('group'))
    .sort((a, b) => b.released_at - a.released_at)
export function task(me, id) {
  const t = tasks.find((x) => x.id === id)
  if (!t) return null
  let n = 0
  return {
    ...t,
    plan: t.page.plan,
    draw: t.page.draw,
    replaces: t.page.replaces,
    replaced_by: t.page.replaced_by,
    commitment: t.page.commitment,
    single_witness: t.page.single_witness,
    people: t.page.people,
    evidence: t.page.evidence,
    checklists: t.page.lists.map((l) => ({
      ...l,
      items: l.items.map((item, i) =>
        n++ < t.answered
          ? {
              ...item,
              answer: ['y', 'y', 'n', '2', 'y'][i % 5],
              by: t.page.people[i % Math.max(1, t.page.people.length)] ?? '',
              at: t.checked_in_at + (i + 1) * 240_000,
            }
          : { ...item, answer: '', by: '', at: 0 },
      ),
    })),
    found: t.target ? findings.filter((f) => f.task === id) : [],
    timeline: timeline(`task:${id}`),
    may:
      t.state === 'reported' && is(me, 'officer', 'leader')
        ? ['task.review']
        : ['released', 'accepted'].includes(t.state) && is(me, 'leader')
          ? ['task.withdraw']
          : [],
  }
}

export const findingRows = (me, q) =>
  findings
    .filter(ours(me))
    .filter((f) =>
      ['state', 'unit', 'category', 'severity'].every((k) => !q.get(k) || f[k] === q.get(k)),
    )
    .sort((a, b) => b.recorded_at - a.recorded_at)
export function finding(me, id) {
  const f = findings.find((x) => x.id === id)
  if (!f || !ours(me)(f)) return null
  const may = is(me, 'officer')
    ? {
        recorded: ['finding.dismiss'],
        confirmed: ['rectification.issue'],
        contested: ['finding.decide'],
      }[f.state]
    : is(me, 'unit_officer') && ['confirmed', 'opened'].includes(f.state) && f.contest_until > now()
      ? ['finding.contest']
      : []
  return {
    ...f,
    evidence: [...proofsOf(f), ...sentTo(f.id)],
    timeline: timeline(`finding:${id}`),
    may: may ?? [],
  }
}

export const caseRows = (me) => (is(me, 'leader', 'officer', 'auditor') ? cases : null)
export function casePage(me, id) {
  const c = caseRows(me)?.find((x) => x.id === id)
  if (!c) return null
  return {
    ...c,
    rectification_row: rectifications.find((r) => r.id === c.rectification) ?? null,
    finding_row: findings.find((f) => f.id === c.finding) ?? null,
    timeline: timeline(`case:${id}`),
    may: [],
  }
}

export function escalations() {
  const rows = rectifications.filter((r) => r.clock_runs)
  const soon = now() + 7 * 86_400_000
  const line = (r, s) => ({
    rectification: r.id,
    number: r.number,
    unit: r.unit,
    step: s.step,
    slip: s.slip,
    at: s.at,
  })
  const coming = rows
    .flatMap((r) =>
      world
        .ladderOf(r)
        .filter((s) => s.state === 'next' && s.at <= soon)
        .map((s) => line(r, s)),
    )
    .sort((a, b) => a.at - b.at)
  const acted = rows
    .flatMap((r) =>
      world
        .ladderOf(r)
        .filter((s) => s.state === 'taken')
        .map((s) => ({ ...line(r, s), late: 420, overtaken: false })),
    )
    .sort((a, b) => b.at - a.at)
    .slice(0, 30)
  if (acted[4]) acted[4] = { ...acted[4], overtaken: true, late: 5_400_000 }
  return {
    coming,
    acted,
    notices: acted.slice(0, 6).map((a, i) => ({
      id: String(900 + i),
      state: ['sent', 'sent', 'waiting', 'sent', 'failed', 'sent'][i],
      to: rectifications.find((r) => r.id === a.rectification).responsible,
      send_at: a.at + 30_600_000,
      items: [
        {
          matter: 'rectification',
          id: a.rectification,
          step: a.step,
          text: `notice.step.${a.step}`,
        },
      ],
    })),
    unreachable: [{ unit: 'v35', role: 'unit_officer', at: now() - 86_400_000, passed_to: 't6' }],
  }
}

export const groupRows = () =>
  groups.map((g, i) => {
    const mine = tasks.filter((t) => t.group === g.id)
    const live =
      mine.find((t) => t.state === 'on_site') ??
      mine.find((t) => ['accepted', 'released'].includes(t.state))
    return {
      id: g.id,
      head: g.head,
      members: g.members,
      skills: g.skills,
      task: live?.id ?? '',
      task_state: live?.state ?? '',
      since: live?.checked_in_at || live?.released_at || 0,
      tasks_open: mine.filter(
        (t) => !['closed', 'recused', 'missed', 'withdrawn'].includes(t.state),
      ).length,
      tasks_done: mine.filter((t) => t.state === 'closed').length,
      missed: 0,
      devices: [
        {
          key: `dev-${g.id}`,
          revoked: false,
          waiting: i === 3 ? 1 : 0,
          last_heard: now() - [6_000, 840_000, 20_000, 4_000_000, 200_000][i],
        },
      ],
    }
  })

export const plans = (me) => [
  {
    id: '1',
    number: '2026-1',
    state: 'running',
    title: '2026年秋季督导方案',
    mandate: {
      decided_by: '共青城市人民政府※',
      number: '督授〔2026〕1号※',
      scope: 'gqc',
      until: Date.parse('2027-01-01T00:00:00+08:00'),
    },
    start: Date.parse('2026-09-14T00:00:00+08:00'),
    end: Date.parse('2027-01-01T00:00:00+08:00'),
    themes: checklists.map((c) => c.theme),
    windows: [
      { from: 480, to: 1080, working_days_only: true },
      { from: 540, to: 960, working_days_only: false },
    ],
    expected_visits: 150,
    visits_a_year_max: 6,
    author: 'p-jvgrs9jw',
    approver: 'p-5p6mrtms',
    released: tasks.length,
    may: is(me, 'leader') ? ['plan.close'] : [],
  },
  {
    id: '2',
    number: '2026-2',
    state: 'proposed',
    title: '2026年冬季取暖专项督导方案',
    mandate: {
      decided_by: '共青城市人民政府※',
      number: '督授〔2026〕2号※',
      scope: 'gqc',
      until: Date.parse('2027-03-01T00:00:00+08:00'),
    },
    start: Date.parse('2026-12-01T00:00:00+08:00'),
    end: Date.parse('2027-03-01T00:00:00+08:00'),
    themes: ['H', 'C'],
    windows: [{ from: 480, to: 1080, working_days_only: true }],
    expected_visits: 40,
    visits_a_year_max: 6,
    author: 'p-jvgrs9jw',
    approver: '',
    released: 0,
    may: is(me, 'leader') ? ['plan.approve'] : is(me, 'plan_keeper') ? ['plan.withdraw'] : [],
  },
]
export const draws = () => {
  const out = new Map()
  for (const t of tasks) {
    const d = out.get(t.page.draw) ?? {
      id: t.page.draw,
      plan: '1',
      at: t.released_at - 3_600_000,
      manifest_root: t.page.commitment,
      params_hash: t.page.commitment.split('').reverse().join(''),
      result_commitment: t.page.commitment,
      tasks: 0,
    }
    d.tasks += 1
    out.set(t.page.draw, d)
  }
  return [...out.values()].sort((a, b) => b.at - a.at)
}

export function logPage(q) {
  const limit = Math.min(Number(q.get('limit') ?? 100), 500)
  const before = Number(q.get('before') ?? 0) || Number.POSITIVE_INFINITY
  const all = entries
    .filter(
      (e) =>
        e.seq < before &&
        (!q.get('actor') || e.actor === q.get('actor')) &&
        (!q.get('type') || [e.type, e.type.split('.')[0]].includes(q.get('type'))) &&
        (!q.get('matter') || e.matter === q.get('matter')),
    )
    .sort((a, b) => b.seq - a.seq)
  const page = all.slice(0, limit)
  return { entries: page, before: all.length > limit ? page.at(-1).seq : 0 }
}

export function calendar(year) {
  const y = cal.calendars.get(year) ?? cal.calendars.get(2026)
  return {
    year: y.year,
    official: y.status === 'official',
    revision: y.authority[0].number ?? y.authority[0].title,
    off: y.off.map((o) => ({ day: o.date, name: o.name })),
    work: (y.work ?? []).map((w) => w.date ?? w),
    open_tail: y.year === 2026 ? '2027-01-01' : '',
    years: [...cal.calendars.keys()].filter((n) => n >= 2024),
  }
}

export const policy = () => ({
  title: '共青城市督导规则（演示）※',
  hash: '4b1e90c72fa8d03351aa6f3b8e2c91d7',
  budgets: Object.entries(world.budgets).map(([severity, budget]) => ({
    severity,
    budget,
    first_overdue_step: severity === 'grave' ? 4 : 3,
  })),
  ladder: world.ladder,
  limits: {
    task_accept: '2h',
    task_check_in: '24h',
    task_preliminary: '24h',
    task_final_report: '3wd',
    task_review: '3wd',
    task_supplement: '2wd',
    deemed_service: '2wd',
    contest: '5wd',
    contest_decision: '5wd',
    conclusion_review: '30d',
    verification: '5wd',
    extension_decision: '2wd',
    suspension_review: '20wd',
    referral: '5wd',
    lead_disposal: '1m',
    confirmation: '5wd',
  },
})
export function simulate(q) {
  const severity = q.get('severity') ?? 'ordinary'
  const derivation = cal.derive(Number(q.get('start') ?? now()), world.budgets[severity])
  const r = { severity, deadline: derivation.due, state: 'in_progress', clock_runs: false, step: 0 }
  return {
    derivation,
    ladder: world.ladderOf(r).map((s) => ({ ...s, state: 'later', taken_at: 0 })),
  }
}

export const system = (clients, started) => ({
  software: '0.1.0',
  started,
  broker: 'connected',
  store: 'connected',
  log_seq: world.log.seq,
  lag_ms: 38,
  clients,
  sessions: clients + 1,
  demo_clock: true,
  faults: [],
  left_out: [],
  processes: [
    ['broker', 'broker'],
    ['deadlines', 'worker'],
    ['notices', 'worker'],
    ['engine', 'engine'],
    ['dev-g1', 'device'],
    ['dev-g2', 'device'],
    ['dev-g3', 'device'],
    ['dev-g4', 'device'],
    ['dev-g5', 'device'],
  ].map(([name, kind], i) => ({
    name,
    kind,
    last_heard: now() - [1, 2, 2, 3, 6, 840, 20, 4000, 200][i] * 1000,
  })),
})
