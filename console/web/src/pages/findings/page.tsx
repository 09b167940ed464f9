import { ask, href, place, setQuery } from '../../base/router'
import type { FindingRow } from '../../contract'
import { categories, severities } from '../../domain/codes'
import { merge } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { More } from '../../parts/more'
import { usePages } from '../../parts/pages'
import { Pick } from '../../parts/pick'
import { RuleOf } from '../../parts/rule'
import { SavedViews } from '../../parts/saved'
import { Grade } from '../../parts/slip'
import { Say, Shown } from '../../parts/state'
import { rowDue, rowTime } from '../../words/format'
import { townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import './page.css'

const states = ['recorded', 'confirmed', 'opened', 'contested', 'corrected', 'dismissed'] as const
const names = ['state', 'category', 'severity', 'unit']

export default function FindingsPage() {
  const query = new URLSearchParams()
  for (const name of names) if (ask(name)) query.set(name, ask(name))
  const path = `/findings${query.size ? `?${query}` : ''}`
  const view = useSnapshot<FindingRow[]>(path, {
    concerns: (change) => !!change.findings?.length || !!change.gone?.length,
    apply: (rows, change) => {
      const merged = merge<FindingRow>(rows, change, 'findings')
      return query.size === 0 ? [...merged.fresh, ...merged.rows] : merged.rows
    },
  })
  const pages = usePages<FindingRow>(
    path,
    view,
    view.data ?? [],
    'findings',
    (rows: FindingRow[]) => rows,
  )
  return (
    <>
      <div class="bar findings-bar no-print">
        <Pick
          name="state"
          label={t('col.state')}
          all={t('filter.states')}
          options={states.map((s) => [s, t(`state.finding.${s}`)])}
        />
        <Pick
          name="category"
          label={t('col.category')}
          all={t('filter.category')}
          options={categories.map((c) => [c, t(`category.${c}`)])}
        />
        <Pick
          name="severity"
          label={t('col.severity')}
          all={t('filter.severity')}
          options={severities.map((s) => [s, t(`severity.${s}`)])}
        />
        {names.some((name) => place.value.query.has(name)) && (
          <button
            type="button"
            class="button bare"
            onClick={() => setQuery(Object.fromEntries(names.map((n) => [n, ''])))}
          >
            {t('filter.clear')}
          </button>
        )}
        <SavedViews />
      </div>
      <div class="panel scroll">
        <Shown view={view} rows={14}>
          {(rows) =>
            rows.length === 0 ? (
              <Say
                icon={query.size ? 'filter' : 'check'}
                title={t('findings.none')}
                text={t('findings.none.text')}
              />
            ) : (
              <table class="table findings">
                <caption class="unseen">{t('nav.findings')}</caption>
                <thead>
                  <tr>
                    <th scope="col" class="w0">
                      {t('col.recorded')}
                    </th>
                    <th scope="col">{t('col.unit')}</th>
                    <th scope="col">{t('col.problem')}</th>
                    <th scope="col" class="w0">
                      {t('col.category')}
                    </th>
                    <th scope="col">{t('col.severity')}</th>
                    <th scope="col" class="w1">
                      {t('col.rule')}
                    </th>
                    <th scope="col">{t('col.state')}</th>
                    <th scope="col" class="num w1">
                      {t('col.contest')}
                    </th>
                    <th scope="col" class="w0">
                      {t('found.rectification')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {pages.rows.map((f) => (
                    <tr key={f.id} class="opens" title={f.text}>
                      <td class="quiet nowrap w0">{rowTime(f.recorded_at)}</td>
                      <td class="nowrap">
                        <b>{unitName(f.unit)}</b>{' '}
                        <span class="quiet w1 zh-only">{unitName(townshipOf(f.unit))}</span>
                      </td>
                      <td class="slack">
                        <a class="row-link" data-row href={href(`/findings/${f.id}`)}>
                          {f.text || t('found.open')}
                        </a>
                      </td>
                      <td class="nowrap quiet w0">{word('category', f.category)}</td>
                      <td class="nowrap">
                        <Grade severity={f.severity} />
                      </td>
                      <td class="quiet w1 basis-cell">
                        <RuleOf of={f} />
                      </td>
                      <td class="nowrap">
                        {word('state.finding', f.state)}
                        {f.single_witness && (
                          <span class="tag single">{t('state.finding.single_witness')}</span>
                        )}
                      </td>
                      <td class="num quiet w1">{rowDue(f.contest_until)}</td>
                      <td class="over w0">
                        {f.rectification ? (
                          <a href={href(`/rectifications/${f.rectification}`)}>{t('found.open')}</a>
                        ) : (
                          <span class="none">—</span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
        <More pages={pages} />
      </div>
    </>
  )
}
