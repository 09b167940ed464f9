import type { AssignmentRow, CasePage } from '../../contract'
import { Actions } from '../../parts/actions'
import { EvidenceList } from '../../parts/evidence'
import { Panel } from '../../parts/panel'
import { paper, rowDue, rowTime } from '../../words/format'
import { personName } from '../../words/names'
import { capital, t, word } from '../../words/words'
import { assignmentName, teamName } from './choices'

/** What the case asked of its teams, the newest first. What a team was told only it can open. */
export function Assignments({ c, done }: { c: CasePage; done: () => void }) {
  const rows = [...c.assignments].reverse()
  return (
    <Panel
      title={t('case.assignments')}
      note={rows.length ? t('n.items', { n: rows.length }) : undefined}
    >
      {rows.length === 0 ? (
        <p class="none-here">{t('case.assignments.none')}</p>
      ) : (
        <ul class="assignments">
          {rows.map((row) => (
            <Assignment key={row.id} c={c} row={row} done={done} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

interface Props {
  c: CasePage
  row: AssignmentRow
  done: () => void
}

function Assignment({ c, row, done }: Props) {
  const about = paper('assignment', row.number)
  const facts = [
    teamName(c, row.team),
    row.hands.map(personName).join(t('comma.list')),
    row.reported_at > 0
      ? t('case.reported', { d: rowTime(row.reported_at) })
      : t(row.delivered ? 'case.delivered' : 'case.undelivered', { d: rowTime(row.issued_at) }),
    row.outcome !== 'none' ? word('outcome', row.outcome) : '',
  ]
  return (
    <li class="assignment">
      <div class="assignment-what">
        <p>
          <b>{assignmentName(row.kind, row.paper)}</b>{' '}
          <span class={row.late ? 'strong' : 'quiet'}>
            {capital(word('state.assignment', row.state))}
            {row.due > 0 &&
              t('comma') + t(row.late ? 'case.late_since' : 'case.until', { d: rowDue(row.due) })}
          </span>
        </p>
        <p class="quiet">{facts.filter(Boolean).join(' · ')}</p>
        {row.report && <p class="moment-text">{row.report}</p>}
        {row.evidence.length > 0 && <EvidenceList evidence={row.evidence} />}
        <p class="note code">{about}</p>
      </div>
      {row.reviews.length > 0 && (
        <Actions
          may={['assignment.review']}
          id={row.id}
          about={about}
          quiet={!row.reviews.includes('pass')}
          choices={{
            'assignment.review.how': row.reviews.map((verb) => ({
              value: verb,
              text: word('verb.assignment', verb),
            })),
          }}
          done={done}
        />
      )}
    </li>
  )
}
