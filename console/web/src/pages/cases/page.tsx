import { ask, href, place, setQuery } from '../../base/router'
import { has } from '../../base/session'
import type { CaseFigures, CaseRow } from '../../contract'
import { case_states, case_tracks } from '../../domain/codes'
import { minute } from '../../live/freshness'
import { merge } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { More } from '../../parts/more'
import { usePages } from '../../parts/pages'
import { Pick } from '../../parts/pick'
import { Say as Nothing, Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { rowDay, rowDue, shortNumber } from '../../words/format'
import { unitName } from '../../words/names'
import { capital, t, word } from '../../words/words'
import { Counts, Say } from './counts'

const names = ['state', 'track', 'late']

/** The register for those who see cases; to leaders how many there are, and no row. */
export default function CasesPage() {
  useTop(t('cases.note'))
  const figures = useSnapshot<CaseFigures>('/case-figures', {
    concerns: (change) => change.touched.includes('case'),
  })
  const rows = has('officer', 'auditor', 'authority', 'superior')
  return (
    <>
      <Shown view={figures}>{(f) => <Say figures={f} rows={rows} />}</Shown>
      {rows && <Register />}
      {figures.data && <Counts figures={figures.data} rows={rows} />}
    </>
  )
}

function Register() {
  const query = new URLSearchParams()
  for (const name of names) if (ask(name)) query.set(name, ask(name))
  const path = `/cases${query.size ? `?${query}` : ''}`
  const view = useSnapshot<CaseRow[]>(path, {
    concerns: (change) => !!change.cases?.length || !!change.gone?.length,
    apply: (rows, change) => {
      const merged = merge<CaseRow>(rows, change, 'cases')
      return query.size === 0 ? [...merged.fresh, ...merged.rows] : merged.rows
    },
  })
  const pages = usePages<CaseRow>(path, view, view.data ?? [], 'cases', (rows: CaseRow[]) => rows)
  return (
    <>
      <div class="bar cases-bar no-print">
        <Pick
          name="state"
          label={t('col.state')}
          all={t('filter.states')}
          options={case_states.map((s) => [s, capital(word('state.case', s))])}
        />
        <Pick
          name="track"
          label={t('field.track')}
          all={t('cases.tracks')}
          options={case_tracks.map((s) => [
            s,
            s === 'none' ? t('cases.no_track') : capital(word('track', s)),
          ])}
        />
        <Pick
          name="late"
          label={t('cases.late')}
          all={t('cases.late.all')}
          options={[['1', t('cases.late')]]}
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
      </div>
      <div class="panel scroll">
        <Shown view={view}>
          {(rows) =>
            rows.length === 0 ? (
              <Nothing icon="case" title={t('cases.none')} text={t('cases.none.text')} />
            ) : (
              <table class="table">
                <caption class="unseen">{t('nav.cases')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('col.number')}</th>
                    <th scope="col">{t('col.state')}</th>
                    <th scope="col" class="w0">
                      {t('field.track')}
                    </th>
                    <th scope="col">{t('col.unit')}</th>
                    <th scope="col" class="w0">
                      {t('col.source')}
                    </th>
                    <th scope="col" class="num w0">
                      {t('col.opened')}
                    </th>
                    <th scope="col" class="w0">
                      {t('case.limit')}
                    </th>
                    <th scope="col" class="num">
                      {t('case.due_column')}
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
                      <td class="strong case-state">{capital(word('state.case', c.state))}</td>
                      <td class="nowrap w0">{c.track === 'none' ? '—' : word('track', c.track)}</td>
                      <td class="nowrap">{unitName(c.unit)}</td>
                      <td class="nowrap w0">{word('source', c.source)}</td>
                      <td class="num w0">{rowDay(c.opened_at)}</td>
                      <td class="nowrap w0">
                        {c.limit === 'none' ? '—' : word('case_limit', c.limit)}
                      </td>
                      <td class="num nowrap">
                        {rowDue(c.due)} {c.late && <span class="tag">{t('cases.late')}</span>}
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
