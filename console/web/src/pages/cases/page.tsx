import { href } from '../../base/router'
import type { CaseRow } from '../../contract'
import { minute } from '../../live/freshness'
import { merge } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { usePages } from '../../parts/pages'
import { Say, Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { rowDay, rowDue, shortNumber } from '../../words/format'
import { unitName } from '../../words/names'
import { t, word } from '../../words/words'

export default function CasesPage() {
  useTop(t('cases.note'))
  const view = useSnapshot<CaseRow[]>('/cases', {
    concerns: (change) => !!change.cases?.length || !!change.gone?.length,
    apply: (rows, change) => {
      const merged = merge<CaseRow>(rows, change, 'cases')
      return [...merged.fresh, ...merged.rows]
    },
  })
  const pages = usePages<CaseRow>(
    '/cases',
    view,
    view.data ?? [],
    'cases',
    (rows: CaseRow[]) => rows,
  )
  return (
    <div class="panel scroll">
      <Shown view={view}>
        {(rows) =>
          rows.length === 0 ? (
            <Say icon="case" title={t('cases.none')} text={t('cases.none.text')} />
          ) : (
            <table class="table">
              <caption class="unseen">{t('nav.cases')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('col.number')}</th>
                  <th scope="col">{t('col.state')}</th>
                  <th scope="col">{t('col.unit')}</th>
                  <th scope="col">{t('col.source')}</th>
                  <th scope="col" class="num w0">
                    {t('col.opened')}
                  </th>
                  <th scope="col" class="num">
                    {t('col.dispose_by')}
                  </th>
                  <th scope="col" class="w0">
                    {t('links.title')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {pages.rows.map((c) => (
                  <tr key={c.id} class="opens">
                    <td class="code">
                      <a class="row-link" data-row href={href(`/cases/${c.id}`)}>
                        {shortNumber(c.number, minute.value)}
                      </a>
                    </td>
                    <td class="strong nowrap">{word('state.case', c.state)}</td>
                    <td class="nowrap">{unitName(c.unit)}</td>
                    <td class="nowrap">{word('source', c.source)}</td>
                    <td class="num w0">{rowDay(c.opened_at)}</td>
                    <td class="num">{rowDue(c.due)}</td>
                    <td class="quiet w0">
                      {c.rectification
                        ? t('col.rectification')
                        : c.finding
                          ? t('links.finding')
                          : '—'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
      {pages.left && (
        <p class="none-here no-print">
          <button type="button" class="button" onClick={pages.more}>
            {t('page.more')}
          </button>
        </p>
      )}
    </div>
  )
}
