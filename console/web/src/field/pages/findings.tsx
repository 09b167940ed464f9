import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import { mayI } from '../core/may'
import type { ShownFinding, ShownTask } from '../core/merge'
import type { Reach } from '../core/outbox'
import { paperOf } from '../names'
import { Empty, Nav, Page } from '../parts/frame'
import { Tick } from '../parts/tick'
import { commands, myStanding, rows } from '../shell/store'
import { t, word } from '../words/words'

/** How far the record of a finding has come; one of another device is at this one at least. */
export function reachOf(id: string): Reach {
  const said = commands.value.find((c) => c.body.do === 'record' && c.body.finding === id)
  return rows.value.find((r) => r.key === said?.key)?.reach ?? 'agent'
}

export function FindingsPage({ task }: { task: ShownTask }) {
  const at = `/tasks/${task.task}/findings`
  return (
    <Page
      title={t('findings.title')}
      note={paperOf(task)}
      back={`/tasks/${task.task}`}
      foot={
        <>
          {mayI(task.state, 'record', myStanding.value) && (
            <div class="acts">
              <a class="button primary wide" href={href(`${at}/new`)}>
                <Icon name="plus" />
                {t('do.finding')}
              </a>
            </div>
          )}
          <Nav task={task.task} findings={task.findings.length} />
        </>
      }
    >
      {task.findings.length === 0 && (
        <Empty icon="warn" title={t('findings.none')} text={t('findings.none.text')} />
      )}
      <ul class="lines">
        {[...task.findings].reverse().map((finding) => (
          <li key={finding.id}>
            <a class="line" href={href(`${at}/${finding.id}`)}>
              <Tick reach={reachOf(finding.id)} />
              <span>
                <span class="two-lines">{finding.facts.text || t('finding.elsewhere')}</span>
                <small>{about(finding)}</small>
              </span>
              <Icon name="chev" />
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

const about = (finding: ShownFinding): string =>
  [
    finding.facts.category && word('category', finding.facts.category),
    finding.facts.severity && word('severity', finding.facts.severity),
    finding.photos.length > 0 && t('tasks.photos', { n: finding.photos.length }),
    finding.corrected && t('finding.corrected'),
  ]
    .filter(Boolean)
    .join(t('comma'))
