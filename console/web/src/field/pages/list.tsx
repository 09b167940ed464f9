import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import {
  answersTo,
  differs,
  isPicked,
  itemsOf,
  listsOf,
  missing,
  standingAnswer,
} from '../core/checklist'
import type { ShownTask } from '../core/merge'
import { bilingual, paperOf, question } from '../names'
import { sayAnswer } from '../parts/answer'
import { Empty, Nav, Page } from '../parts/frame'
import { agent } from '../shell/store'
import { t } from '../words/words'

export function Progress({ have, of }: { have: number; of: number }) {
  return (
    <svg class="progress" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
      <rect class="progress-all" width="100" height="2" />
      <rect class="progress-have" width={of ? (100 * have) / of : 0} height="2" />
    </svg>
  )
}

export function ListPage({ task }: { task: ShownTask }) {
  const all = agent.value?.checklists ?? []
  const lists = listsOf(task, all)
  const items = itemsOf(task, all)
  const open = missing(task, items)
  const at = `/tasks/${task.task}/list`
  return (
    <Page
      title={t('list.title')}
      note={paperOf(task)}
      back={`/tasks/${task.task}`}
      foot={
        <>
          {open.length > 0 && task.state === 'on_site' && (
            <div class="acts">
              <a class="button primary wide" href={href(`${at}/${open[0]!.id}`)}>
                {t('list.next')}
              </a>
            </div>
          )}
          <Nav task={task.task} findings={task.findings.length} />
        </>
      }
    >
      {lists.length === 0 && (
        <Empty icon="ledger" title={t('list.none')} text={t('list.none.text')} />
      )}
      {lists.map((list) => {
        const left = missing(task, list.items).length
        return (
          <section key={list.hash}>
            <header class="list-head">
              <h2>{bilingual(list.zh, list.en)}</h2>
              <b>
                {list.items.length - left} / {list.items.length}
              </b>
              <Progress have={list.items.length - left} of={list.items.length} />
            </header>
            <ul class="lines">
              {list.items.map((item) => {
                const answers = answersTo(task, item.id)
                const standing = standingAnswer(task, item.id)
                const unlike = differs(answers) && !isPicked(task, item.id)
                return (
                  <li key={item.id}>
                    <a class="line" href={href(`${at}/${item.id}`)}>
                      <span class="code">{item.id}</span>
                      <span>
                        {question(item)}
                        {unlike && (
                          <small class="strong">
                            <Icon name="group" size={14} /> {t('list.differs')}
                          </small>
                        )}
                        {task.findings.some((f) => f.facts.rule === item.id) && (
                          <small>{t('list.found')}</small>
                        )}
                      </span>
                      <span class={standing ? 'given' : 'given quiet'}>
                        {standing ? sayAnswer(item, standing) : t('list.unanswered')}
                      </span>
                    </a>
                  </li>
                )
              })}
            </ul>
          </section>
        )
      })}
    </Page>
  )
}
