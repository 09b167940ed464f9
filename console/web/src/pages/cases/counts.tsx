import { href } from '../../base/router'
import type { CaseFigures } from '../../contract'
import { case_states, case_tracks } from '../../domain/codes'
import { Panel } from '../../parts/panel'
import { capital, t, word } from '../../words/words'
import './page.css'

const day_ms = 86_400_000

interface Props {
  figures: CaseFigures
  rows: boolean // the reader has the register, so that a number may lead there
}

export function Say({ figures, rows }: Props) {
  if (figures.total === 0) return <p class="lead">{t('cases.say.none')}</p>
  const { open: n, total, late } = figures
  return (
    <p class="lead">
      {t(late ? 'cases.say.late' : 'cases.say', { n, total, late })}
      {!rows && t('cases.say.counts_only')}
    </p>
  )
}

export function Counts({ figures, rows }: Props) {
  const tracks = case_tracks.filter((track) => figures.by.some((each) => each.track === track))
  const states = case_states.filter((state) => figures.by.some((each) => each.state === state))
  const of = (state: string, track?: string) =>
    figures.by.filter((each) => each.state === state && (!track || each.track === track))
  const sum = (some: CaseFigures['by'], field: 'n' | 'late') =>
    some.reduce((all, each) => all + each[field], 0)
  const took = new Map(figures.stages.map((stage) => [stage.state, stage.mean_ms]))
  if (figures.total === 0) return null
  return (
    <Panel class="cases-counts" title={t('cases.counts')} note={t('cases.counts.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{t('cases.counts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.state')}</th>
              {tracks.map((track) => (
                <th key={track} scope="col" class="num">
                  {track === 'none' ? t('cases.no_track') : capital(word('track', track))}
                </th>
              ))}
              <th scope="col" class="num">
                {t('cases.all')}
              </th>
              <th scope="col" class="num">
                {t('cases.late')}
              </th>
              <th scope="col" class="num">
                {t('cases.mean')}
              </th>
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <tr key={state}>
                <td class="nowrap">
                  {rows ? (
                    <a href={href(`/cases?state=${state}`)}>{capital(word('state.case', state))}</a>
                  ) : (
                    capital(word('state.case', state))
                  )}
                </td>
                {tracks.map((track) => (
                  <td key={track} class="num">
                    {sum(of(state, track), 'n') || '—'}
                  </td>
                ))}
                <td class="num strong">{sum(of(state), 'n')}</td>
                <td class="num">{sum(of(state), 'late') || '—'}</td>
                <td class="num quiet">
                  {took.has(state)
                    ? t('cases.days', { n: (took.get(state)! / day_ms).toFixed(1) })
                    : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
