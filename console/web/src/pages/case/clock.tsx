import type { CasePage, CaseWay } from '../../contract'
import { minute } from '../../live/freshness'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { binding, budget, span, spokenDue } from '../../words/format'
import { personName } from '../../words/names'
import { capital, known, t, title, word } from '../../words/words'

/** Exactly one limit pends, or none; where it comes from stands under it. */
export function Clock({ c }: { c: CasePage }) {
  const now = minute.value
  if (!c.clock) {
    return (
      <section class="panel">
        <div class="clock-head">
          <p class="clock-figure">{t('case.clock.none')}</p>
          <p>{t('case.clock.none.text')}</p>
        </div>
      </section>
    )
  }
  const key = `case.source.${c.clock.source}`
  const source = known(key) ? t(key) : c.clock.source
  return (
    <section class="panel">
      <div class="clock-head">
        <p class="clock-figure">
          {t(c.due <= now ? 'case.clock.over' : 'case.clock.left', { s: span(c.due - now) })}
        </p>
        <p>
          {t('case.clock.due', { limit: capital(word('case_limit', c.limit)), d: binding(c.due) })}
        </p>
      </div>
      <dl class="pairs panel-body">
        <dt>{t('case.clock.budget')}</dt>
        <dd>{budget(c.clock.budget)}</dd>
        <dt>{t('case.clock.source')}</dt>
        <dd>{source}</dd>
        <dt>{t('case.clock.extension')}</dt>
        <dd>
          {c.extended
            ? t('case.clock.extended')
            : c.clock.extended_to > 0
              ? t('case.clock.more', {
                  b: budget(c.clock.extension),
                  d: binding(c.clock.extended_to),
                  who: word('role', c.clock.approver),
                })
              : t('case.clock.no_more')}
        </dd>
      </dl>
    </section>
  )
}

/** What is proposed already and waits for another's key. */
export function Waits({ c }: { c: CasePage }) {
  if (c.waiting.length === 0) return null
  return (
    <Panel title={t('case.waiting')} link={{ to: '/confirmations', text: t('nav.confirmations') }}>
      <ul class="lines">
        {c.waiting.map((row) => (
          <li key={row.id}>
            <b>{deedOf(row.command, String(row.fields.how ?? ''))}</b>{' '}
            <span class="quiet">
              {t('case.waiting.by', { who: personName(row.proposer), due: spokenDue(row.lapses) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const deedOf = (command: string, how: string): string => {
  const key = `command.${command}`
  return how ? word('verb.case', how) : known(key) ? title(key) : command
}

/** The state that it enters, where the step's own word does not say it. */
function leadsTo(c: CasePage, { to, verb }: CaseWay): string {
  const state = word('state.case', to)
  return to === c.state || state === word('verb.case', verb) ? '' : `→ ${state}`
}

/** The steps from here: what each leads to, whose own key it takes, and what it still waits for. */
export function Ways({ c }: { c: CasePage }) {
  if (c.ways.length === 0) return null
  return (
    <Panel title={t('case.ways')}>
      <ul class="lines ways">
        {c.ways.map((way) => (
          <li key={way.verb} class={way.refused ? 'way shut' : 'way'}>
            <Icon name={way.refused ? 'pause' : 'chev'} size={14} />
            <div>
              <b>{word('verb.case', way.verb)}</b> <span class="quiet">{leadsTo(c, way)}</span>
              {way.agrees && <p class="note">{t(`case.agrees.${way.agrees}`)}</p>}
              {way.refused && <p class="note">{way.refused.what}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
