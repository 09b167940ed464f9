import { href } from '../../base/router'
import type { PlanRow, TaskPage } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { EvidenceList } from '../../parts/evidence'
import { Panel } from '../../parts/panel'
import { Grade } from '../../parts/slip'
import { Say } from '../../parts/state'
import { basis } from '../../words/basis'
import { hashHead, paper, rowTime } from '../../words/format'
import { groupName, personName } from '../../words/names'
import { t, word } from '../../words/words'

export function Found({ task }: { task: TaskPage }) {
  return (
    <Panel title={t('found.title')} note={String(task.found.length)}>
      {task.found.length === 0 ? (
        task.target === '' ? (
          <Say icon="lock" title={t('task.sealed')} text={t('task.sealed.text')} />
        ) : (
          <p class="none-here">{t('found.none')}</p>
        )
      ) : (
        <ul class="found">
          {task.found.map((f) => (
            <li key={f.id}>
              <p>
                <a href={href(`/findings/${f.id}`)}>{f.text || t('found.open')}</a>
              </p>
              <p class="note">
                {word('category', f.category)} · <Grade severity={f.severity} /> ·{' '}
                {word('state.finding', f.state)}
                {f.rule && ` · ${basis(f)}`}
                {f.versions > 1 && ` · ${t('found.versions', { n: f.versions })}`}
                {f.rectification && (
                  <>
                    {' · '}
                    <a href={href(`/rectifications/${f.rectification}`)}>
                      {t('found.rectification')}
                    </a>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** What the group attached, whichever finding it belongs to. */
export function Attached({ task }: { task: TaskPage }) {
  if (task.evidence.length === 0) return null
  const stored = task.evidence.filter((e) => e.stored).length
  return (
    <Panel
      title={t('evidence.title')}
      note={t('found.evidence', { n: task.evidence.length, m: stored })}
    >
      <EvidenceList evidence={task.evidence} />
    </Panel>
  )
}

export function Group({ task }: { task: TaskPage }) {
  return (
    <Panel title={t('col.group')}>
      <dl class="pairs panel-body">
        <dt>{t('col.group')}</dt>
        <dd>{groupName(task.group)}</dd>
        <dt>{t('task.present')}</dt>
        <dd>{task.people.map(personName).join(t('comma.list')) || '—'}</dd>
        <dt>{t('col.released')}</dt>
        <dd>{rowTime(task.released_at)}</dd>
        <dt>{t('task.on_device')}</dt>
        <dd>{t(task.delivered ? 'task.delivered' : 'task.not_delivered')}</dd>
      </dl>
    </Panel>
  )
}

/** A task says its plan's id; those who may see plans read its paper's number. */
function usePlan(id: string): string {
  const plans = useSnapshot<PlanRow[]>('/plans')
  const plan = plans.data?.find((p) => p.id === id)
  return plan ? paper('plan', plan.number) : ''
}

export function Origin({ task }: { task: TaskPage }) {
  const plan = usePlan(task.plan)
  return (
    <Panel title={t('origin.title')}>
      <div class="panel-body">
        <dl class="pairs">
          <dt>{t('col.plan')}</dt>
          <dd>
            <a href={href('/plans')}>{plan || t('links.plan')}</a>
          </dd>
          <dt>{t('col.draw')}</dt>
          <dd class="code">{task.draw || '—'}</dd>
          <dt>{t('origin.commitment')}</dt>
          <dd class="code">{task.commitment ? hashHead(task.commitment) : '—'}</dd>
        </dl>
        <p class="note">{t(task.target ? 'origin.opened' : 'origin.sealed')}</p>
      </div>
    </Panel>
  )
}
