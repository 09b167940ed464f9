// What the forms of a case may choose from, as the server found it possible now.

import type { CasePage, OwnWords } from '../../contract'
import type { Choices } from '../../parts/form'
import { binding } from '../../words/format'
import { lang } from '../../words/lang'
import { capital, t, word } from '../../words/words'

export const teamName = (c: Pick<CasePage, 'teams'>, id: string): string => {
  const team = c.teams.find((each) => each.id === id)
  return (team && (lang.value === 'en' ? team.en : team.zh)) || id
}

/** What is asked of a team: a paper is named where one is served or announced. */
export const assignmentName = (kind: string, paper: string): string =>
  capital(word('assignment', kind)) +
  (paper === 'none' ? '' : t('colon') + word('case_paper', paper))

/** The defence that a decision must answer; nothing where it was waived or the time passed. */
export const defence = (c: Pick<CasePage, 'said'>): OwnWords | undefined =>
  c.said.find((each) => each.kind === 'defence')

export function choicesOf(c: CasePage): Choices {
  const how = (command: string) =>
    c.ways
      .filter((way) => way.command === command && way.refused === null)
      .map((way) => ({ value: way.verb, text: word('verb.case', way.verb) }))
  const asks = c.asks.map((ask) => ({ ...ask, what: `${ask.kind}:${ask.paper}` }))
  const whats = [...new Map(asks.map((ask) => [ask.what, ask])).values()]
  const parts = [...new Set(c.team_choices.map((each) => each.part))]
  const team = (id: string) => ({ value: id, text: teamName(c, id) })
  return {
    'case.dispose.how': how('case.dispose'),
    'case.authorise.how': how('case.authorise'),
    'case.step.how': how('case.step'),
    'case.decide.how': how('case.decide'),
    'case.extend.limit': [
      {
        value: c.limit,
        text: t('case.extend.to', {
          limit: word('case_limit', c.limit),
          at: binding(c.clock?.extended_to ?? 0),
        }),
      },
    ],
    'case.team.part': parts.map((part) => ({ value: part, text: capital(word('part', part)) })),
    'case.team.team': (values) =>
      c.team_choices.filter(({ part }) => part === values.part).map((each) => team(each.team)),
    'assignment.issue.what': whats.map(({ kind, paper, what }) => ({
      value: what,
      text: assignmentName(kind, paper),
    })),
    'assignment.issue.team': (values) =>
      asks.filter(({ what }) => what === values.what).map((each) => team(each.team)),
  }
}
