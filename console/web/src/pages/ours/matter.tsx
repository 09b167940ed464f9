import { useState } from 'preact/hooks'
import { href } from '../../base/router'
import { me } from '../../base/session'
import type { Entry, RectificationPage } from '../../contract'
import { minute } from '../../live/freshness'
import { commands, ofDemand, offered } from '../../parts/commands'
import { due, ended } from '../../parts/due'
import { whenDecided } from '../../parts/extension'
import { CommandForm } from '../../parts/form'
import { Icon } from '../../parts/icon'
import { Badge } from '../../parts/slip'
import { budget, paper, rowDay, rowDue, rowTime, spokenDue } from '../../words/format'
import { unitName } from '../../words/names'
import { capital, type Key, t, title, word } from '../../words/words'
import { mayContest } from './contest'

interface Deed {
  name: string
  id: string
  about: string
}

/** What may be done now, the most pressing first: an answer that is asked for, then the rest. */
function deeds(r: RectificationPage): Deed[] {
  const answers = r.demands.flatMap((d) =>
    offered(ofDemand(d.may, d.kind)).map((name) => ({
      name,
      id: d.id,
      about: word('demand', d.kind),
    })),
  )
  const about = paper('rectification', r.number)
  const own = offered(r.may).map((name) => ({ name, id: r.id, about }))
  return [...answers, ...own]
}

/** Why nothing is asked. */
const nothing: Partial<Record<RectificationPage['state'], Key>> = {
  submitted: 'ours.waiting',
  fallen_away: 'ours.fell',
}

export function Matter({ r, done }: { r: RectificationPage; done: () => void }) {
  const all = deeds(r)
  const [chosen, choose] = useState('')
  const deed = all.find((d) => d.name === chosen) ?? all[0]
  const d = due(r, minute.value)
  return (
    <section class="panel ours-matter">
      <header class="ours-part">
        <p class="ours-top">
          <Badge slip={r.slip} long /> <span>{paper('rectification', r.number)}</span>
          {/* A township answers for its villages too. */}
          {r.unit !== me.value?.unit && <span>{unitName(r.unit)}</span>}
          <span>{word('category', r.category)}</span>
          {r.listed && <span class="tag">{t('listed')}</span>}
        </p>
        <h2>{r.problem}</h2>
        <p>
          <b class={d.slip === 'none' ? '' : `ink-${d.slip}`}>{d.text}</b>
          {r.deadline > 0 && !ended(r) && t('ours.due', { d: spokenDue(r.deadline) })}
          {r.provisional && <span class="tag">{t('due.provisional')}</span>}
        </p>
        {r.extension_asked && (
          <p class="quiet">
            {t('extension.asked', { b: budget(r.extension.budget) })} · {whenDecided(r)}
          </p>
        )}
      </header>
      <Course r={r} />
      <Returned last={lastReview(r)} />
      <div class="ours-part">
        <dl class="pairs">
          <dt>{t('duty.demand')}</dt>
          <dd>{r.demand || '—'}</dd>
          <dt>{t('duty.test')}</dt>
          <dd>{r.test || '—'}</dd>
        </dl>
      </div>
      {deed ? (
        <div class="ours-part ours-form">
          <h3>{t(commands[deed.name]!.ask, { about: deed.about })}</h3>
          <CommandForm
            key={`${deed.name}:${deed.id}`}
            name={deed.name}
            id={deed.id}
            about={deed.about}
            evidence={r.evidence}
            matter={{ task: r.task, finding: r.finding }}
            done={done}
          />
          <p class="bar ours-other">
            {all
              .filter((other) => other !== deed)
              .map((other) => (
                <button
                  key={other.name}
                  type="button"
                  class="button"
                  onClick={() => choose(other.name)}
                >
                  {title(commands[other.name]!.verb)}
                </button>
              ))}
            {r.finding_row && mayContest(r.finding_row, minute.value) && (
              <a class="button bare" href={href(`/findings/${r.finding_row.id}`)}>
                {t('verb.contest')}
              </a>
            )}
          </p>
        </div>
      ) : (
        <p class="ours-part quiet">
          <Icon name="pause" size={14} /> {t(nothing[r.state] ?? 'ours.nothing')}
        </p>
      )}
    </section>
  )
}

/** The return that the unit's next submission answers; none where it has submitted since. */
function lastReview(r: RectificationPage): Entry | undefined {
  const steps = r.timeline.filter(({ fields }) =>
    /^(submit|return)$/.test(String(fields.verb ?? '')),
  )
  const last = steps.at(-1)
  return r.state === 'in_progress' && last?.fields.verb === 'return' ? last : undefined
}

function Returned({ last }: { last: Entry | undefined }) {
  if (!last) return null
  return (
    <p class="ours-part ours-returned">
      <b>{t('ours.returned', { d: rowTime(last.at) })}</b> {last.text}
    </p>
  )
}

interface Leg {
  word: string
  note: string
  state: 'done' | 'now' | 'late' | 'later'
}

function legs(r: RectificationPage): Leg[] {
  const served = r.clock.served_at > 0
  const fell = r.state === 'fallen_away'
  const out: Leg[] = [
    {
      word: t('verb.serve'),
      note: served ? rowDay(r.clock.served_at) : fell ? '—' : t('ours.leg.wait'),
      state: served ? 'done' : fell ? 'later' : 'now',
    },
  ]
  for (const d of r.demands) {
    const answered = d.state === 'answered' || d.state === 'done'
    out.push({
      word: capital(word('demand', d.kind)),
      note:
        answered || fell ? word('state.demand', d.state) : t('ours.leg.by', { d: rowDue(d.due) }),
      state: answered ? 'done' : fell ? 'later' : 'late',
    })
  }
  if (fell) {
    const when = rowDay(r.struck_off_at)
    return [...out, { word: word('state.rectification', r.state), note: when, state: 'done' }]
  }
  const submitted = r.state === 'submitted' || r.state === 'struck_off'
  out.push({
    word: t('verb.submit'),
    note: submitted ? rowDay(r.moved_at) : t('ours.leg.any'),
    state: submitted
      ? 'done'
      : served && !out.some((leg) => leg.state === 'late')
        ? 'now'
        : 'later',
  })
  out.push({
    word: t('verb.strike_off'),
    note: r.struck_off_at ? rowDay(r.struck_off_at) : '—',
    state: r.struck_off_at ? 'done' : 'later',
  })
  return out
}

function Course({ r }: { r: RectificationPage }) {
  return (
    <ol class="ours-course ours-part">
      {legs(r).map((leg, i) => (
        <li
          key={i}
          class={`ours-leg ${leg.state}${leg.state === 'late' ? ` late-${r.slip}` : ''}`}
          aria-current={leg.state === 'now' || leg.state === 'late' ? 'step' : undefined}
        >
          <b>{leg.word}</b>
          <span class="note">{leg.note}</span>
        </li>
      ))}
    </ol>
  )
}
