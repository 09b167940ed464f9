import { useSignal } from '@preact/signals'
import { ask, place, setQuery } from '../../base/router'
import type { TaskRow } from '../../contract'
import { merge } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { paused, togglePause, waiting } from '../../live/stream'
import { Icon } from '../../parts/icon'
import { More } from '../../parts/more'
import { usePages } from '../../parts/pages'
import { Pick } from '../../parts/pick'
import { SavedViews } from '../../parts/saved'
import { Say, Shown } from '../../parts/state'
import { groupName, namesById } from '../../words/names'
import { t } from '../../words/words'
import { Board } from './board'
import { List } from './list'
import { isUnannounced } from './sealed'
import './page.css'

const kinds = ['unannounced', 'announced', 'special'] as const

const path = '/tasks?days=30'

export default function TasksPage() {
  const changed = useSignal<Record<string, number>>({})
  const view = useSnapshot<TaskRow[]>(path, {
    concerns: (change) => !!change.tasks?.length || !!change.gone?.length,
    apply: (rows, change) => {
      const merged = merge<TaskRow>(rows, change, 'tasks')
      const marks = { ...changed.value }
      for (const id of [...merged.changed, ...merged.fresh.map((row) => row.id)])
        marks[id] = change.seq
      changed.value = marks
      // A board has room for a new card; it stands first in its column.
      return [...merged.fresh, ...merged.rows]
    },
  })
  const pages = usePages<TaskRow>(path, view, view.data ?? [], 'tasks', (rows: TaskRow[]) => rows)
  const group = ask('group')
  const kind = ask('kind')
  const table = ask('view') === 'table'
  return (
    <Shown view={view} rows={10}>
      {() => {
        const rows = pages.rows.filter(
          (r) => (!group || r.group === group) && (!kind || r.kind === kind),
        )
        return (
          <>
            <div class="bar tasks-bar no-print">
              <div class="switch">
                <button type="button" aria-pressed={!table} onClick={() => setQuery({ view: '' })}>
                  {t('tasks.board')}
                </button>
                <button
                  type="button"
                  aria-pressed={table}
                  onClick={() => setQuery({ view: 'table' })}
                >
                  {t('tasks.table')}
                </button>
              </div>
              <Pick
                name="group"
                label={t('col.group')}
                all={t('filter.groups')}
                options={namesById.value.groups.map((g) => [g.id, groupName(g.id)])}
              />
              <Pick
                name="kind"
                label={t('col.kind')}
                all={t('filter.kinds')}
                options={kinds.map((k) => [k, t(`task.kind.${k}`)])}
              />
              <SavedViews />
              <span class="grow" />
              {table && (
                <span class="quiet">
                  {t('tasks.sealed', { n: rows.filter(isUnannounced).length })}
                </span>
              )}
              <button
                type="button"
                class={paused.value ? 'button on' : 'button'}
                onClick={togglePause}
              >
                <Icon name="pause" size={14} />
                {paused.value ? t('fresh.paused', { n: waiting.value }) : t('pause')}
                <kbd>p</kbd>
              </button>
            </div>
            {rows.length === 0 ? (
              <Empty />
            ) : table ? (
              <List rows={rows} />
            ) : (
              <Board rows={rows} changed={changed.value} />
            )}
            <More pages={pages} />
          </>
        )
      }}
    </Shown>
  )
}

function Empty() {
  const narrowed = place.value.query.has('group') || place.value.query.has('kind')
  return (
    <div class="panel">
      <Say
        icon={narrowed ? 'filter' : 'task'}
        title={t(narrowed ? 'tasks.none' : 'tasks.empty')}
        text={t(narrowed ? 'tasks.none.text' : 'tasks.empty.text')}
      >
        {narrowed && (
          <button type="button" class="button" onClick={() => setQuery({ group: '', kind: '' })}>
            {t('filter.clear')}
          </button>
        )}
      </Say>
    </div>
  )
}
