import { useEffect } from 'preact/hooks'
import { href } from '../../base/router'
import type { TaskPage } from '../../contract'
import { concerns } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { Icon } from '../../parts/icon'
import { Papers } from '../../parts/papers'
import { Shown } from '../../parts/state'
import { Timeline } from '../../parts/timeline'
import { paper } from '../../words/format'
import { groupName, personName, townshipOf, unitName } from '../../words/names'
import { t } from '../../words/words'
import { Checklists } from './checklists'
import { Course } from './course'
import { Attached, Found, Group, Origin } from './side'
import '../rectification/page.css'
import './page.css'

export default function Task({ id }: { id: string }) {
  const view = useSnapshot<TaskPage>(`/tasks/${encodeURIComponent(id)}`, {
    concerns: (change) =>
      concerns(change, 'tasks', id) || !!change.findings?.some((f) => f.task === id),
  })
  return (
    <Shown view={view} rows={12}>
      {(task) => (
        <>
          <Head task={task} reload={view.reload} />
          <Course task={task} />
          <div class="task-two">
            <div class="matter-middle">
              <Found task={task} />
              <Checklists task={task} />
              <Timeline entries={task.timeline} pauses={task.pauses} />
            </div>
            <aside class="matter-right">
              <Group task={task} />
              {task.target !== '' && <Papers kind="task" id={task.id} />}
              <Attached task={task} />
              <Origin task={task} />
            </aside>
          </div>
        </>
      )}
    </Shown>
  )
}

function Head({ task, reload }: { task: TaskPage; reload: () => void }) {
  const number = paper('task', task.number)
  useEffect(() => {
    document.title = `${number} · ${t('brand')}`
  }, [number])
  const sealed = task.target === ''
  return (
    <header class="matter-head">
      <div>
        <p class="crumbs">
          <a href={href('/tasks')}>{t('nav.tasks')}</a> / {number}
        </p>
        <h2>
          {sealed ? (
            <span class="sealed">
              <Icon name="lock" />
              <span>{t(task.state === 'withdrawn' ? 'task.no_target' : 'task.sealed')}</span>
            </span>
          ) : (
            unitName(task.target)
          )}
        </h2>
        <p class="matter-facts">
          {!sealed && <span>{unitName(townshipOf(task.target))}</span>}
          <span>{t(`task.kind.${task.kind}`)}</span>
          <span>
            <b>{groupName(task.group)}</b>
          </span>
          <span>{t(`state.task.${task.state}`)}</span>
          {task.single_witness && <span class="tag">{t('state.finding.single_witness')}</span>}
          {task.replaces && <a href={href(`/tasks/${task.replaces}`)}>{t('task.replaces')}</a>}
          {task.replaced_by && (
            <a href={href(`/tasks/${task.replaced_by}`)}>{t('task.replaced_by')}</a>
          )}
        </p>
      </div>
      <Actions
        may={task.may}
        id={task.id}
        about={number}
        people={t('about.task', {
          group: groupName(task.group),
          people: task.people.map(personName).join(t('comma.list')) || '—',
        })}
        done={reload}
      />
    </header>
  )
}
