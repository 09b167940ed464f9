import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import { lately } from '../../words/dates'
import { itemsOf, missing } from '../core/checklist'
import { byUrgency, limitOf } from '../core/may'
import type { ShownTask } from '../core/merge'
import { countBy } from '../core/outbox'
import { paperOf, placeOf } from '../names'
import { sayLimit } from '../parts/countdown'
import { Empty, Nav, Page } from '../parts/frame'
import { now } from '../shell/clock'
import { agent, reached, rows, tasks } from '../shell/store'
import { t, word } from '../words/words'

const over = ['reported', 'closed', 'recused', 'missed', 'withdrawn']

export function TasksPage() {
  const sorted = byUrgency(tasks.value)
  const open = sorted.filter((task) => !over.includes(task.state))
  const done = sorted.filter((task) => over.includes(task.state))
  const as_of =
    reached.value === true || !agent.value
      ? ''
      : t('tasks.as_of', { t: lately(agent.value.now, now.value) })
  return (
    <Page title={t('tasks.title')} {...(as_of ? { note: as_of } : {})} foot={<Nav />}>
      {open.map((task) => (
        <Card key={task.task} task={task} />
      ))}
      {open.length === 0 &&
        (agent.value ? (
          <Empty icon="task" title={t('tasks.none')} text={t('tasks.none.text')} />
        ) : (
          <Empty icon="online" title={t('tasks.unheard')} text={t('tasks.unheard.text')} />
        ))}
      {done.length > 0 && (
        <>
          <h2 class="group">{t('tasks.done')}</h2>
          {done.map((task) => (
            <Card key={task.task} task={task} />
          ))}
        </>
      )}
    </Page>
  )
}

export function Place({ task }: { task: ShownTask }) {
  const name = placeOf(task)
  if (name) return <b class="place">{name}</b>
  return (
    <span class="sealed">
      <Icon name="lock" />
      <span>{t('tasks.sealed')}</span>
    </span>
  )
}

function Card({ task }: { task: ShownTask }) {
  const items = itemsOf(task, agent.value?.checklists ?? [])
  const limit = limitOf(task)
  const mine = rows.value.filter((r) => r.task === task.task)
  const unsent = countBy(mine, 'phone') + countBy(mine, 'refused')
  return (
    <a class="card" href={href(`/tasks/${task.task}`)}>
      <span class="card-top">
        <span class="paper">{paperOf(task)}</span>
        <span class="state">{word('state.task', task.state)}</span>
      </span>
      <Place task={task} />
      <span class="card-themes">{task.themes.map((x) => word('theme', x)).join(t('and'))}</span>
      {limit && (
        <span class="card-limit">
          <Icon name="clock" />
          {t(`limit.${limit.what}`)}
          {t('comma')}
          <b>{sayLimit(limit.due)}</b>
        </span>
      )}
      <span class="card-counts">
        {task.state !== 'released' && task.state !== 'accepted' && (
          <>
            {items.length > 0 && (
              <span>
                {t('tasks.items', {
                  n: items.length - missing(task, items).length,
                  of: items.length,
                })}
              </span>
            )}
            <span>{t('tasks.findings', { n: task.findings.length })}</span>
            <span>{t('tasks.photos', { n: task.evidence.length })}</span>
          </>
        )}
        {unsent > 0 && (
          <span class="strong">
            <Icon name="phone" size={14} />
            {t('tasks.unsent', { n: unsent })}
          </span>
        )}
        <Reached task={task.task} />
      </span>
    </a>
  )
}

function Reached({ task }: { task: number }) {
  const mine = rows.value.filter((r) => r.task === task)
  const [agents, offices] = [countBy(mine, 'agent'), countBy(mine, 'office')]
  return (
    <>
      {agents > 0 && (
        <span>
          <Icon name="check" size={14} />
          {t('outbox.agent')} {agents}
        </span>
      )}
      {offices > 0 && (
        <span class="ok">
          <Icon name="checks" size={14} />
          {t('outbox.office')} {offices}
        </span>
      )}
    </>
  )
}
