import { me } from '../../base/session'
import type { ProposalRow } from '../../contract'
import { minute } from '../../live/freshness'
import { Actions } from '../../parts/actions'
import { dayOf, hourOf } from '../../time/civil'
import { lately, spokenDue } from '../../words/format'
import { personName } from '../../words/names'
import { t } from '../../words/words'
import { CaseOf } from './case'
import { items, sentence } from './sentence'

const named_max = 3

/** The first few by name, whoever reads it as "you" and before the others. */
export function anyOf(people: string[], reader: string): string {
  const ordered = [...people].sort((a, b) => Number(b === reader) - Number(a === reader))
  const list = ordered
    .slice(0, named_max)
    .map((each) => (each === reader ? t('confirm.you') : personName(each)))
    .join(t('comma.list'))
  return people.length > named_max ? t('confirm.more', { list, n: people.length }) : list
}

/** Who may still confirm, one remark a confirmation that is missing. */
export function awaited(row: ProposalRow, reader: string): string[] {
  return row.missing.map((people) => {
    if (people.length === 0) return t('confirm.awaits.nobody')
    const who = anyOf(people, reader)
    return t(people.length > 1 ? 'confirm.awaits.any' : 'confirm.awaits', { who })
  })
}

/** What may be done, by the pages' own names: one's own is not refused but withdrawn. */
export const deeds = (row: ProposalRow, reader: string): string[] =>
  row.may.map((name) =>
    name === 'proposal.refuse' && row.proposer === reader ? 'proposal.withdraw' : name,
  )

/** Whether others must confirm after the reader. One who fills two places fills both at once. */
export const after = (row: ProposalRow, reader: string): number =>
  row.missing.filter((people) => !people.includes(reader)).length

const when = (at: number): string =>
  dayOf(at) === dayOf(minute.value)
    ? t('confirm.today', { hour: hourOf(at) })
    : lately(at, minute.value)

interface Props {
  row: ProposalRow
  first: boolean // the page's primary deed is its
  reload: () => void
}

export function Row({ row, first, reload }: Props) {
  const reader = me.value?.person ?? ''
  const says = sentence(row)
  const number = t('confirm.number', { n: row.number })
  const by = t('confirm.by', { who: personName(row.proposer), at: when(row.at) })
  const more = after(row, reader)
  const remarks = [
    ...row.confirmed.map((each) => t('confirm.confirmed', { who: personName(each) })),
    ...awaited(row, reader),
  ]
  return (
    <li class="proposal">
      <div class="proposal-what">
        <p class="proposal-says">{says}</p>
        <p class="quiet">
          {by}
          {t('comma')}
          {number}
          {t('comma')}
          {t('confirm.until', { due: spokenDue(row.lapses) })}
        </p>
        {remarks.map((remark) => (
          <p class="quiet" key={remark}>
            {remark}
          </p>
        ))}
        <CaseOf row={row} />
        <details class="proposal-items">
          <summary>{t('confirm.fields')}</summary>
          <dl class="pairs">
            {items(row).map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        </details>
      </div>
      <Actions
        may={deeds(row, reader)}
        id={row.id}
        about={number}
        people={by + t('colon') + says}
        says={
          more ? { 'proposal.confirm': t('says.proposal_confirm.part', { n: more }) } : undefined
        }
        done={reload}
        quiet={!first}
      />
    </li>
  )
}
