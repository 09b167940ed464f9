// Changed checklists, as a file: which items come, go and change is shown before they are proposed, a
// proposal for each theme; a leader confirms it.

import type { ChecklistChanges } from '../../contract'
import { AdoptFile } from '../../parts/adopt-file'
import { t } from '../../words/words'
import { own, told } from './items'

type List = ChecklistChanges['lists'][number]

export function LoadChecklists({ close }: { close: () => void }) {
  return (
    <AdoptFile<ChecklistChanges>
      id="checklists.file"
      command="checklist.adopt"
      check="/checklists/check"
      accept=".toml,application/toml"
      words={{
        ask: t('checklists.load.ask'),
        says: t('checklists.load.says'),
        file: t('checklists.load.file'),
        hint: t('checklists.load.hint'),
      }}
      each={({ lists }) => lists.map(({ theme }) => ({ theme }))}
      show={({ lists }) => (
        <div class="field" role="status">
          {lists.map((list) => (
            <Changed key={list.theme} list={list} />
          ))}
        </div>
      )}
      form="checklist-load"
      close={close}
    />
  )
}

const isRenamed = ({ was, zh, en }: List): boolean => !!was && (was.zh !== zh || was.en !== en)

function summary(list: List): string {
  const { was, changes, items } = list
  if (!was) return t('checklists.load.new', { n: items })
  if (changes.length === 0) return isRenamed(list) ? '' : t('checklists.load.order', { n: items })
  return t('checklists.load.counts', {
    added: changes.filter(({ before }) => !before).length,
    removed: changes.filter(({ after }) => !after).length,
    changed: changes.filter(({ before, after }) => before && after).length,
    n: items,
  })
}

function Changed({ list }: { list: List }) {
  const { was, changes } = list
  const says = summary(list)
  return (
    <section class="checklist-change" aria-label={own(list)}>
      <b>
        {list.theme} {own(list)}
        {says && t('colon') + says}
      </b>
      {was && isRenamed(list) && (
        <p class="note">{t('checklists.load.name', { name: own(was) })}</p>
      )}
      {changes.length > 0 && (
        <table class="table plain">
          <thead>
            <tr>
              <th scope="col">{t('col.item')}</th>
              <th scope="col">{t('calendar.load.before')}</th>
              <th scope="col">{t('calendar.load.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ before, after }) => {
              const lines = told(before, after)
              const id = (after ?? before)!.id
              return (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td class="checklist-words">{lines.map((line) => line.before).join('\n')}</td>
                  <td class="checklist-words">{lines.map((line) => line.after).join('\n')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
