import { href } from '../../base/router'
import type { FindingRow } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Grade } from '../../parts/slip'
import { Say, Shown } from '../../parts/state'
import { rowTime, spokenDue } from '../../words/format'
import { t, word } from '../../words/words'
import { mayContest } from './contest'

/** What inspections concluded about us, and until when each may be contested. */
export function OurFindings() {
  const view = useSnapshot<FindingRow[]>('/findings', {
    concerns: (change) => !!change.findings?.length || !!change.gone?.length,
  })
  return (
    <Shown view={view}>
      {(rows) =>
        rows.length === 0 ? (
          <div class="panel">
            <Say icon="check" title={t('ours.findings.none')} text={t('ours.findings.none.text')} />
          </div>
        ) : (
          <>
            <p class="ours-say">{t('ours.findings.say', { n: rows.length })}</p>
            <ul class="ours-rest">
              {rows.map((f) => (
                <li key={f.id} class="panel">
                  <div>
                    <a class="row-link" data-row href={href(`/findings/${f.id}`)}>
                      {f.text || t('found.open')}
                    </a>
                    <p class="quiet">
                      {rowTime(f.recorded_at)} · {word('category', f.category)} ·{' '}
                      <Grade severity={f.severity} />
                    </p>
                  </div>
                  <div class="ours-rest-due">
                    <b>{word('state.finding', f.state)}</b>
                    {mayContest(f, minute.value) && (
                      <span>{t('ours.contest', { d: spokenDue(f.contest_until) })}</span>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Shown>
  )
}
