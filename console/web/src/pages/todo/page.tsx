import { me } from '../../base/session'
import type { Todo, TodoRow } from '../../contract'
import { minute } from '../../live/freshness'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { TodoList } from '../../parts/todo-list'
import { type Part, partOf, parts, todos } from '../../parts/todos'
import { t } from '../../words/words'

/** What waits for the reader's own act, by its own limit. */
export default function TodoPage() {
  return (
    <Shown view={todos.value} rows={12}>
      {(todo) =>
        todo.total === 0 ? (
          <div class="panel">
            <Say icon="check" title={t('todo.none')} text={t('todo.none.text')} />
          </div>
        ) : (
          <Parts todo={todo} />
        )
      }
    </Shown>
  )
}

function Parts({ todo }: { todo: Todo }) {
  const now = minute.value
  const of = (part: Part) => todo.rows.filter((row) => partOf(row.limit, now) === part)
  const passed = of('passed').length
  const today = of('today').length
  // What somebody asked of this very person comes before what waits for anybody.
  const isMine = (row: TodoRow) => row.verifier !== '' && row.verifier === me.value?.person
  const lists = [
    ['mine', todo.rows.filter(isMine)] as const,
    ...parts.map((part) => [part, of(part).filter((row) => !isMine(row))] as const),
  ]
  const hidden = todo.total - todo.rows.length
  return (
    <>
      <p class="lead">
        {t('todo.say', { n: todo.total })}
        {passed > 0 && t('todo.say.passed', { n: passed })}
        {today > 0 && t('todo.say.today', { n: today })}
      </p>
      <div class="todo-parts">
        {lists.map(
          ([part, rows]) =>
            rows.length > 0 && (
              <Panel
                key={part}
                title={t(`todo.part.${part}`)}
                note={t('n.items', { n: rows.length })}
              >
                <TodoList rows={rows} caption={t(`todo.part.${part}`)} />
              </Panel>
            ),
        )}
      </div>
      {hidden > 0 && <p class="note">{t('todo.hidden', { n: hidden })}</p>}
    </>
  )
}
