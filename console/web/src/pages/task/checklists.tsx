import type { TaskPage } from '../../contract'
import { minute } from '../../live/freshness'
import { Panel } from '../../parts/panel'
import { lately } from '../../words/format'
import { lang } from '../../words/lang'
import { personName } from '../../words/names'
import { t, word } from '../../words/words'

export function Checklists({ task }: { task: TaskPage }) {
  return (
    <>
      {task.checklists.map((list) => {
        const name = lang.value === 'en' ? list.en : list.zh
        const answered = list.items.filter((item) => item.answer !== '').length
        return (
          <Panel
            key={list.theme}
            title={t('checklist.title', { name })}
            note={`${answered}/${list.items.length}`}
          >
            <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
              <table class="table plain">
                <caption class="unseen">{name}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('col.item')}</th>
                    <th scope="col">{t('col.question')}</th>
                    <th scope="col">{t('col.answer')}</th>
                    <th scope="col" class="w0">
                      {t('col.by')}
                    </th>
                    <th scope="col" class="num w0">
                      {t('col.at')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.items.map((item) => (
                    <tr key={item.id}>
                      <td class="code quiet">{item.id}</td>
                      <td class="question">{lang.value === 'en' ? item.en : item.zh}</td>
                      <td class="strong">{item.answer ? word('answer', item.answer) : '—'}</td>
                      <td class="nowrap quiet w0">{personName(item.by)}</td>
                      <td class="num quiet w0">{item.at ? lately(item.at, minute.value) : ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Panel>
        )
      })}
    </>
  )
}
