// What moves in the mock: a tick each five seconds, something on the board each six, and commands.

import * as cal from './calendar.mjs'
import { groups, pick } from './county.mjs'
import { attach } from './evidence.mjs'
import { problems } from './problems.mjs'
import { answerProposal, proposeOne } from './proposals.mjs'
import * as world from './world.mjs'

const { tasks, rectifications, demands, findings, log, now, note, entries } = world

export const live = {
  clients: new Set(),
  silent: false,
  join(request, response) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    response.write('retry: 3000\n\n')
    live.clients.add(response)
    if (!live.silent) tick(response)
    request.on('close', () => live.clients.delete(response))
  },
}

const frame = (response, type, data, id) =>
  response.write(`${id ? `id: ${id}\n` : ''}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
const tick = (response) =>
  frame(response, 'tick', { seq: log.seq, now: now(), log_seq: log.seq, fresh_ms: 120 })

function tell(changes, ...events) {
  for (const entry of events) {
    entry.seq = ++log.seq
    entry.index = entry.seq * 2
  }
  entries.sort((a, b) => a.seq - b.seq)
  if (live.silent) return
  const change = {
    seq: log.seq,
    now: now(),
    touched: Object.keys(changes).map((k) => k.replace(/s$/, '')),
    feed: events,
    ...changes,
  }
  for (const client of live.clients) frame(client, 'change', change, log.seq)
}

setInterval(() => {
  if (!live.silent) for (const client of live.clients) tick(client)
}, 5000).unref()

let turn = 0
function move() {
  turn += 1
  const onSite = tasks.filter((t) => t.state === 'on_site')
  const t = onSite[turn % Math.max(1, onSite.length)]
  if (turn % 5 === 0) {
    const next = tasks.find((x) => x.state === 'accepted' && !x.target)
    if (next) {
      Object.assign(next, {
        state: 'on_site',
        target: next.page.target,
        checked_in_at: now(),
        members: 3,
      })
      next.page.people = groups.find((g) => g.id === next.group).members.slice(0, 3)
      return tell(
        { tasks: [next] },
        note(
          `task:${next.id}`,
          now(),
          'task.checked_in',
          { target: next.target },
          next.page.people[0],
          '',
          'device',
        ),
      )
    }
  }
  if (turn % 7 === 3) {
    const next = tasks.find((x) => x.state === 'released')
    if (next) {
      next.state = 'accepted'
      return tell(
        { tasks: [next] },
        note(
          `task:${next.id}`,
          now(),
          'task.accepted',
          {},
          groups.find((g) => g.id === next.group).head,
          '',
          'device',
        ),
      )
    }
  }
  if (!t) return
  if (turn % 4 === 2) {
    const f = world.find(t, pick(problems), 'ordinary', now())
    return tell({ tasks: [t], findings: [f] }, entries.at(-1))
  }
  if (turn % 3 === 1) {
    const r = rectifications.find(
      (x) => x.clock_runs && x.deadline > now() && x.id % 5 === turn % 5,
    )
    if (r) {
      r.moved_at = now()
      return tell(
        { rectifications: [r] },
        note(
          `rectification:${r.id}`,
          now(),
          'rectification.stepped',
          { verb: 'progress', unit: r.unit },
          r.responsible,
          '公示已张贴，照片已上传。',
        ),
      )
    }
  }
  t.answered = Math.min(t.items, t.answered + 1)
  tell(
    { tasks: [t] },
    note(`task:${t.id}`, now(), 'task.answered', {}, t.page.people[1], '', 'device'),
  )
}
setInterval(move, Number(process.env.MOCK_MOVE_MS ?? 6000)).unref()

// --- commands: each key once ----------------------------------------------------------------------
const answered = new Map()

const steps = {
  'rectification.acknowledge': (r) => {
    r.state = 'in_progress'
    r.clock_runs = true
    r.page.clock.started_at = now()
    r.page.clock.served_how = 'acknowledged'
    r.page.clock.derivation = cal.derive(now(), r.page.clock.budget)
    r.deadline = r.page.clock.derivation.due
    return ['rectification.served', { how: 'acknowledged' }]
  },
  'rectification.progress': () => ['rectification.stepped', { verb: 'progress' }],
  'rectification.submit': (r, args) => {
    Object.assign(r, { state: 'submitted', clock_runs: false })
    r.page.measures = args.measures
    return ['rectification.stepped', { verb: 'submit' }]
  },
  'rectification.verify': (r) => {
    Object.assign(r, { state: 'struck_off', clock_runs: false, struck_off_at: now() })
    return ['rectification.stepped', { verb: 'verify' }]
  },
  'rectification.return': (r, args) => {
    Object.assign(r, { state: 'in_progress', clock_runs: true, returns: r.returns + 1 })
    return ['rectification.stepped', { verb: 'return', flag: args.hollow }]
  },
  'rectification.extend': (r, args) => {
    const until = now() + 2 * 86_400_000
    Object.assign(r, { extension_asked: true, extension_asked_at: now(), extension_until: until })
    r.page.extension = { open: true, budget: args.budget, reason: args.reason }
    return ['extension.requested', { budget: args.budget }]
  },
  'rectification.decide_extension': (r, args) => {
    Object.assign(r, { extension_asked: false, extension_asked_at: 0, extension_until: 0 })
    r.page.extension.open = false
    if (args.grant) {
      r.extensions += 1
      r.page.clock.generation += 1
      r.deadline = cal.endOf(
        cal.step(cal.dayNumber(r.deadline - 1), Number.parseInt(r.page.extension.budget, 10)),
      )
      r.page.clock.derivation.due = r.deadline
    }
    return ['extension.decided', { granted: args.grant }]
  },
  'rectification.suspend': (r) => {
    Object.assign(r, { state: 'suspended', clock_runs: false })
    return ['rectification.stepped', { verb: 'suspend' }]
  },
  'rectification.resume': (r) => {
    Object.assign(r, { state: 'in_progress', clock_runs: true })
    return ['rectification.stepped', { verb: 'resume' }]
  },
  'rectification.climb': (r, args) => {
    r.step = args.step
    r.slip = world.ladder[args.step - 1].slip
    return ['step.taken', { step: args.step, slip: r.slip, by_hand: true }]
  },
}

export function act(me, name, key, args) {
  if (answered.has(key)) return answered.get(key)
  const text =
    args.text ?? args.reason ?? args.measures ?? args.gaps ?? args.note ?? args.grounds ?? ''
  const d = args.demand && demands.find((x) => x.id === args.demand)
  const r = rectifications.find((x) => x.id === (args.rectification ?? d?.rectification))
  const done = {
    seq: log.seq + 1,
    id: r?.id ?? args.finding ?? args.task ?? '',
    number: r?.number ?? '',
    proposal: '',
  }
  answered.set(key, done)
  if (args.proposal) {
    const [type, fields] = answerProposal(args.proposal, name)
    tell({ proposals: [] }, note(`proposal:${args.proposal}`, now(), type, fields, me.person, text))
    return done
  }
  if (name === 'task.withdraw') {
    const made = proposeOne(me, name, args, text, now())
    Object.assign(done, { id: '', number: made.number, proposal: made.id })
    tell(
      { proposals: [] },
      note(
        `proposal:${made.id}`,
        now(),
        'proposal.made',
        { id: made.id, number: made.number, command: name },
        me.person,
        text,
      ),
    )
    return done
  }
  if (name === 'evidence.attach') {
    attach(args)
    return done
  }
  if (d) {
    d.state = name === 'demand.answer' ? 'answered' : args.accept ? 'done' : 'open'
    tell(
      { demands: [d], rectifications: [r] },
      note(
        `rectification:${r.id}`,
        now(),
        'demand.stepped',
        { verb: name === 'demand.answer' ? 'answer' : 'accept' },
        me.person,
        text,
      ),
    )
  } else if (r && steps[name]) {
    const [type, fields] = steps[name](r, args)
    r.moved_at = now()
    world.settle(r)
    tell(
      { rectifications: [r] },
      note(`rectification:${r.id}`, now(), type, { unit: r.unit, ...fields }, me.person, text),
    )
  } else {
    const f = findings.find((x) => x.id === args.finding)
    const t = tasks.find((x) => x.id === args.task)
    if (f && name === 'finding.contest') f.state = 'contested'
    if (t && name === 'task.review') t.state = args.pass ? 'closed' : 'on_site'
    const matter = f ? `finding:${f.id}` : t ? `task:${t.id}` : 'plan:1'
    tell(
      f ? { findings: [f] } : t ? { tasks: [t] } : {},
      note(
        matter,
        now(),
        f ? 'finding.stepped' : t ? 'task.reviewed' : 'plan.stepped',
        { verb: name.split('.')[1], pass: args.pass },
        me.person,
        text,
      ),
    )
  }
  return done
}
