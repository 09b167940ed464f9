// The checklists in force, by theme; a plan keeper proposes changed ones from a file.

import { useState } from 'preact/hooks'
import { has } from '../../base/session'
import type { ChecklistItem, ChecklistRow } from '../../contract'
import { touches, useSnapshot } from '../../live/snapshot'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { lang } from '../../words/lang'
import { t } from '../../words/words'
import { own, sayHow } from './items'
import { LoadChecklists } from './load-checklists'

export function Checklists() {
  const view = useSnapshot<ChecklistRow[]>('/checklists', { concerns: touches('checklist') })
  const [loading, setLoading] = useState(false)
  return (
    <>
      <Panel
        class="checklists"
        title={t('checklists.title')}
        note={t('checklists.note')}
        action={
          <span class="checklists-actions no-print">
            {!!view.data?.length && (
              <a class="button" href="/api/v1/checklists/file" download>
                {t('checklists.load.download')}
              </a>
            )}
            {has('plan_keeper') && (
              <button type="button" class="button" onClick={() => setLoading(true)}>
                {t('checklists.load')}…
              </button>
            )}
          </span>
        }
      >
        <Shown view={view} rows={6}>
          {(lists) =>
            lists.length === 0 ? (
              <Say icon="task" title={t('checklists.none')} text={t('checklists.none.text')} />
            ) : (
              lists.map((list) => <List key={list.theme} list={list} />)
            )
          }
        </Shown>
      </Panel>
      {loading && <LoadChecklists close={() => setLoading(false)} />}
    </>
  )
}

function List({ list }: { list: ChecklistRow }) {
  const name = own(list)
  return (
    <details>
      <summary>{t('checklists.of', { name, n: list.items.length })}</summary>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.item')}</th>
              <th scope="col">{t('col.question')}</th>
              <th scope="col">{t('checklists.how')}</th>
              <th scope="col">{t('checklists.rule')}</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((item: ChecklistItem) => (
              <tr key={item.id}>
                <td class="code quiet">{item.id}</td>
                <td lang={lang.value}>{own(item)}</td>
                <td class="nowrap">{sayHow(item.how)}</td>
                <td class="code quiet">{item.rule || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
