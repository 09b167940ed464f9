import type { ComponentChildren } from 'preact'
import { href } from '../../base/router'
import { Icon, type IconName } from '../../parts/icon'
import { itemsOf, missing, toPick } from '../core/checklist'
import { limitOf, mayI } from '../core/may'
import type { ShownTask } from '../core/merge'
import { paperOf, personName } from '../names'
import { act } from '../parts/act'
import { Countdown } from '../parts/countdown'
import { Empty, Nav, Page } from '../parts/frame'
import { Counts } from '../parts/reached'
import { agent, myStanding, rows, tasks } from '../shell/store'
import { known, t, word } from '../words/words'
import { Place } from './tasks'

/** The task of the address, or why there is none. */
export function WithTask({
  id,
  children,
}: {
  id: string
  children: (task: ShownTask) => ComponentChildren
}) {
  const task = tasks.value.find((each) => String(each.task) === id)
  if (task) return <>{children(task)}</>
  return (
    <Page title={t('tasks.title')} back="/" foot={<Nav />}>
      <Empty icon="lock" title={t('task.gone')} text={t('task.gone.text')} />
    </Page>
  )
}

interface LineProps {
  to: string
  icon: IconName
  title: string
}

function Line({ to, icon, title }: LineProps) {
  return (
    <a class="line" href={href(to)}>
      <Icon name={icon} size={20} />
      <span>{title}</span>
      <Icon name="chev" />
    </a>
  )
}

export function TaskPage({ task }: { task: ShownTask }) {
  const at = `/tasks/${task.task}`
  const items = itemsOf(task, agent.value?.checklists ?? [])
  const open = missing(task, items)
  const differing = toPick(task, items)
  const standing = myStanding.value
  const over = `task.over.${task.state}`
  const on_site = task.state === 'on_site'
  // By any phone of the group; a refused one was said before.
  const left = rows.value.some((r) => r.task === task.task && r.deed === 'leave')
  return (
    <Page
      title={paperOf(task)}
      note={word('state.task', task.state)}
      back="/"
      foot={<Foot task={task} />}
    >
      <Countdown limit={limitOf(task)} late={t('limit.late')} />
      <section class="block">
        <h2 class="place-line">
          <Place task={task} />
        </h2>
        <p class="text">{task.themes.map((x) => word('theme', x)).join(t('and'))}</p>
        {(task.state === 'released' || task.state === 'accepted') && (
          <p class="secret">
            <Icon name="lock" />
            {t('tasks.secret')}
          </p>
        )}
        {known(over) && <p class="text">{t(over)}</p>}
        {standing === 'member' && task.state === 'released' && <p class="note">{t('task.head')}</p>}
      </section>
      {task.members.length > 0 && (
        <section class="block">
          <p class="text">
            <b>{t('task.members')}</b> {task.members.map(personName).join(t('and'))}
          </p>
          {task.members.length === 1 && <p class="band">{t('task.single')}</p>}
        </section>
      )}
      {on_site && (
        <div class="lines">
          {differing.length > 0 && (
            <Line
              to={`${at}/list/${differing[0]!.id}`}
              icon="group"
              title={t(standing === 'member' ? 'task.pick_by_head' : 'task.to_pick', {
                n: differing.length,
              })}
            />
          )}
          {task.checklists_known ? (
            <Line
              to={`${at}/list`}
              icon="ledger"
              title={t('tasks.items', { n: items.length - open.length, of: items.length })}
            />
          ) : (
            <p class="band">{t('task.lists_unknown')}</p>
          )}
          <Line
            to={`${at}/findings`}
            icon="warn"
            title={t('tasks.findings', { n: task.findings.length })}
          />
          <Line to={`${at}/sign`} icon="pen" title={t('do.sign')} />
          {!left && (
            <button
              type="button"
              class="line"
              onClick={() =>
                void act([{ task: task.task, body: { do: 'leave', task: task.task } }])
              }
            >
              <Icon name="return" size={20} />
              <span>{t('do.leave')}</span>
            </button>
          )}
          {mayI(task.state, 'report', standing) && (
            <Line to={`${at}/report`} icon="report" title={t('do.report')} />
          )}
        </div>
      )}
      <Counts of={task.task} />
    </Page>
  )
}

/** What a thumb reaches: the one next step. */
function Foot({ task }: { task: ShownTask }) {
  const at = `/tasks/${task.task}`
  const standing = myStanding.value
  const recuse = mayI(task.state, 'recuse', standing) && (
    <a class="button bare wide" href={href(`${at}/recuse`)}>
      {t('do.recuse.link')}
    </a>
  )
  if (mayI(task.state, 'accept', standing)) {
    const accept = () => act([{ task: task.task, body: { do: 'accept', task: task.task } }])
    return (
      <div class="acts">
        <button type="button" class="button primary wide" onClick={() => void accept()}>
          <Icon name="check" size={20} />
          {t('do.accept')}
        </button>
        {recuse}
      </div>
    )
  }
  if (mayI(task.state, 'check_in', standing)) {
    return (
      <div class="acts">
        <a class="button primary wide" href={href(`${at}/check-in`)}>
          <Icon name="pin" size={20} />
          {t('do.check_in')}
        </a>
        {recuse}
      </div>
    )
  }
  return <Nav task={task.task} findings={task.findings.length} />
}
