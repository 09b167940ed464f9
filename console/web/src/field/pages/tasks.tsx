import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import { lately } from '../../words/dates'
import { itemsOf, missing } from '../core/checklist'
import {
  asksForHands,
  assignmentLimit,
  assignmentsByUrgency,
  byUrgency,
  limitOf,
} from '../core/may'
import type { ShownAssignment, ShownTask } from '../core/merge'
import { askedOf, assignmentOf, leadOf, paperOf, placeOf } from '../names'
import { CardLimit } from '../parts/countdown'
import { Empty, Nav, Page } from '../parts/frame'
import { Reached } from '../parts/reached'
import { mayNotify } from '../parts/ring'
import { now } from '../shell/clock'
import { agent, assignments, reached, tasks } from '../shell/store'
import { t, word } from '../words/words'
import { AskToNotify } from './about'

const over = ['reported', 'closed', 'recused', 'missed', 'withdrawn']

/** The tasks of a group, the assignments of a case team. */
export function TasksPage() {
  const team = !!agent.value?.device.team
  const sorted = byUrgency(tasks.value)
  const works = assignmentsByUrgency(assignments.value)
  const open = [
    ...works.filter((each) => asksForHands(each.state)).map(assignmentCard),
    ...sorted.filter((task) => !over.includes(task.state)).map(card),
  ]
  const done = [
    ...works.filter((each) => !asksForHands(each.state)).map(assignmentCard),
    ...sorted.filter((task) => over.includes(task.state)).map(card),
  ]
  const as_of =
    reached.value === true || !agent.value
      ? ''
      : t('tasks.as_of', { t: lately(agent.value.now, now.value) })
  return (
    <Page
      title={t(team ? 'assign.title' : 'tasks.title')}
      {...(as_of ? { note: as_of } : {})}
      foot={<Nav />}
    >
      {mayNotify.value === 'default' && (
        <div class="band">
          <p>{t('ring.ask')}</p>
          <AskToNotify />
        </div>
      )}
      {open}
      {open.length === 0 &&
        (agent.value ? (
          <Empty
            icon="task"
            title={t(team ? 'assign.none' : 'tasks.none')}
            text={t(team ? 'assign.none.text' : 'tasks.none.text')}
          />
        ) : (
          <Empty icon="online" title={t('tasks.unheard')} text={t('tasks.unheard.text')} />
        ))}
      {done.length > 0 && (
        <>
          <h2 class="group">{t('tasks.done')}</h2>
          {done}
        </>
      )}
    </Page>
  )
}

const card = (task: ShownTask) => <Card key={task.task} task={task} />
const assignmentCard = (each: ShownAssignment) => (
  <AssignmentCard key={each.assignment} assignment={each} />
)

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
  return (
    <a class="card" href={href(`/tasks/${task.task}`)}>
      <span class="card-top">
        <span class="paper">{paperOf(task)}</span>
        <span class="state">{word('state.task', task.state)}</span>
      </span>
      <Place task={task} />
      <span class="card-themes">{task.themes.map((x) => word('theme', x)).join(t('and'))}</span>
      <CardLimit limit={limit} />
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
        <Reached of={task.task} />
      </span>
    </a>
  )
}

function AssignmentCard({ assignment }: { assignment: ShownAssignment }) {
  return (
    <a class="card" href={href(`/assignments/${assignment.assignment}`)}>
      <span class="card-top">
        <span class="paper">{assignmentOf(assignment)}</span>
        <span class="state">
          {assignment.returned ? t('assign.returned') : word('state.assignment', assignment.state)}
        </span>
      </span>
      <b class="place">{askedOf(assignment)}</b>
      <span class="card-themes">{leadOf(assignment)}</span>
      <CardLimit limit={assignmentLimit(assignment)} />
      <span class="card-counts">
        <Reached of={assignment.assignment} />
      </span>
    </a>
  )
}
