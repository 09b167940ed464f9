import type { TaskPage } from '../../contract'
import { minute } from '../../live/freshness'
import { Icon } from '../../parts/icon'
import { clock, lately } from '../../words/format'
import { type Key, t } from '../../words/words'

interface Leg {
  word: Key
  at: number // 0: not yet
  until: number // limit, 0: none
}

const ended = ['recused', 'missed', 'withdrawn']

function legs(task: TaskPage): Leg[] {
  const accepted = task.timeline.find((entry) => entry.type === 'task.accepted')?.at ?? 0
  const reviewed = task.timeline.find((entry) => entry.type === 'task.reviewed')?.at ?? 0
  return [
    { word: 'state.task.released', at: task.released_at, until: 0 },
    {
      word: 'state.task.accepted',
      at: accepted || (task.checked_in_at ? task.checked_in_at : 0),
      until: task.accept_due,
    },
    { word: 'state.task.on_site', at: task.checked_in_at, until: task.check_in_due },
    { word: 'state.task.reported', at: task.reported_at, until: 0 },
    {
      word: 'state.task.closed',
      at: task.state === 'closed' ? reviewed || task.reported_at : 0,
      until: 0,
    },
  ]
}

/** Five legs from release to close; each says when it was reached, or by when it must be. */
export function Course({ task }: { task: TaskPage }) {
  const now = minute.value
  const all = legs(task)
  const next = all.findIndex((leg) => leg.at === 0)
  const over = ended.includes(task.state)
  return (
    <ol class="course panel">
      {all.map((leg, i) => (
        <li key={leg.word} class={leg.at ? 'leg done' : i === next && !over ? 'leg next' : 'leg'}>
          <b>
            {leg.at > 0 && <Icon name="check" size={14} />}
            {t(leg.word)}
          </b>
          <span class="note">
            {leg.at > 0
              ? lately(leg.at, now)
              : i === next && !over && leg.until > 0
                ? t(leg.until > now ? 'course.left' : 'course.over', {
                    t: clock(Math.abs(leg.until - now)),
                  })
                : '—'}
          </span>
        </li>
      ))}
    </ol>
  )
}
