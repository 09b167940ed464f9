// What a proposal about a case rests on: how it stands, what the person concerned said, and beside
// each point the answer that is proposed.

import { href } from '../../base/router'
import type { OwnWords, ProposalRow } from '../../contract'
import { binding, paper, rowTime } from '../../words/format'
import { personName, unitName } from '../../words/names'
import { capital, t, word } from '../../words/words'

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Line by line where both have as many; else the whole beside the whole. */
export function pointsOf(said: string, answer: string): [point: string, answer: string][] {
  const points = lines(said)
  const answers = lines(answer)
  if (points.length > 0 && points.length === answers.length) {
    return points.map((point, i) => [point, answers[i]!])
  }
  return [[said.trim(), answer.trim()]]
}

export function CaseOf({ row }: { row: ProposalRow }) {
  const c = row.case
  if (!c) return null
  const facts: [string, string][] = [
    [t('col.number'), paper('case', c.number)],
    [t('col.unit'), unitName(c.unit)],
    [t('col.source'), word('source', c.source)],
    [t('col.state'), capital(word('state.case', c.state))],
    [t('field.track'), c.track === 'none' ? '' : capital(word('track', c.track))],
    [
      t('case.limit'),
      c.clock ? `${word('case_limit', c.limit)}${t('comma')}${binding(c.due)}` : '',
    ],
    ...[...new Set(c.hands.map(({ part }) => part))].map((part): [string, string] => [
      capital(word('part', part)),
      c.hands
        .filter((hand) => hand.part === part)
        .map((hand) => personName(hand.person))
        .join(t('comma.list')),
    ]),
    [
      t('field.measures_of_case'),
      c.measures.map((each) => word('measure', each)).join(t('comma.list')),
    ],
  ]
  return (
    <section class="case-facts">
      <h3>{t('confirm.case.facts')}</h3>
      <dl class="pairs">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
      {row.decision && <Decision row={row} said={c.said} />}
      <p>
        <a href={href(`/cases/${c.id}`)}>{t('confirm.case.open')}</a>
      </p>
    </section>
  )
}

function Decision({ row, said }: { row: ProposalRow; said: OwnWords[] }) {
  const { organ, answer, reason } = row.decision!
  const measures = Array.isArray(row.fields.measures) ? row.fields.measures.map(String) : []
  const first = /^(decide|exempt)$/.test(String(row.fields.how))
  // On appeal the appeal is what was said; before, the defence.
  const heard = said.filter(({ kind }) => (first ? kind !== 'appeal' : kind === 'appeal')).at(-1)
  return (
    <>
      <dl class="pairs">
        <dt>{t('case.organ')}</dt>
        <dd>{organ || '—'}</dd>
        {measures.length > 0 && (
          <>
            <dt>{t('field.measures_of_case')}</dt>
            <dd>{measures.map((each) => word('measure', each)).join(t('comma.list'))}</dd>
          </>
        )}
        <dt>{t('field.reason')}</dt>
        <dd class="case-words">{reason || '—'}</dd>
      </dl>
      {heard?.text ? (
        <table class="table plain case-points">
          <caption class="note">
            {t(`own.said.${heard.kind}`)} {rowTime(heard.at)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('confirm.case.point')}</th>
              {first && <th scope="col">{t('confirm.case.answer')}</th>}
            </tr>
          </thead>
          <tbody>
            {pointsOf(heard.text, first ? answer : '').map(([point, answered]) => (
              <tr key={point}>
                <td class="case-words">{point}</td>
                {first && (
                  <td class="case-words">{answered || <b>{t('confirm.case.no_answer')}</b>}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        first && <p>{t(heard ? 'confirm.case.waived' : 'confirm.case.silent')}</p>
      )}
    </>
  )
}
