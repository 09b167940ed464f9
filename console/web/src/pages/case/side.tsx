import { href } from '../../base/router'
import type { CaseFacts, CasePage, OwnWords } from '../../contract'
import { DueChip } from '../../parts/chip'
import { Panel } from '../../parts/panel'
import { Badge, Grade } from '../../parts/slip'
import { rowTime } from '../../words/format'
import { personName } from '../../words/names'
import { capital, t, title, word } from '../../words/words'
import { teamName } from './choices'

export function Teams({ c }: { c: CasePage }) {
  return (
    <Panel title={t('case.teams')}>
      {c.parts.length === 0 ? (
        <p class="none-here">{t('case.teams.none')}</p>
      ) : (
        <dl class="pairs panel-body">
          {c.parts.map(({ part, team }) => (
            <>
              <dt>{capital(word('part', part))}</dt>
              <dd>
                {teamName(c, team)}{' '}
                <span class="quiet">
                  {c.teams
                    .find((each) => each.id === team)
                    ?.members.map(personName)
                    .join(t('comma.list'))}
                </span>
              </dd>
            </>
          ))}
        </dl>
      )}
    </Panel>
  )
}

/** Who had which part: nobody judges what they investigated. */
export function Hands({ c }: { c: CaseFacts }) {
  const parts = [...new Set(c.hands.map((hand) => hand.part))]
  if (parts.length === 0 && c.recused.length === 0 && !c.named) return null
  return (
    <Panel title={t('case.hands')}>
      <dl class="pairs panel-body">
        {parts.map((part) => (
          <>
            <dt>{capital(word('part', part))}</dt>
            <dd>
              {c.hands
                .filter((hand) => hand.part === part)
                .map((hand) => personName(hand.person))
                .join(t('comma.list'))}
            </dd>
          </>
        ))}
        {c.recused.length > 0 && (
          <>
            <dt>{t('case.recused')}</dt>
            <dd>{c.recused.map(personName).join(t('comma.list'))}</dd>
          </>
        )}
        <dt>{t('case.person')}</dt>
        <dd class="quiet">{t(c.named ? 'case.named' : 'case.unnamed')}</dd>
      </dl>
    </Panel>
  )
}

export function Measures({ c }: { c: CaseFacts }) {
  if (c.measures.length === 0) return null
  return (
    <Panel title={t('field.measures_of_case')}>
      <p class="panel-body">
        {c.measures.map((each) => capital(word('measure', each))).join(t('comma.list'))}
      </p>
    </Panel>
  )
}

export function Said({ said }: { said: OwnWords[] }) {
  if (said.length === 0) return null
  return (
    <Panel title={t('case.said')}>
      <ul class="lines">
        {said.map((each) => (
          <li key={each.at}>
            <div>
              <b>{title(`own.said.${each.kind}`)}</b> <span class="quiet">{rowTime(each.at)}</span>
              {each.text && <p class="own-words">{each.text}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function Links({ c }: { c: CasePage }) {
  return (
    <>
      {c.rectification_row && (
        <Panel title={t('col.rectification')}>
          <div class="panel-body">
            <p>
              <a href={href(`/rectifications/${c.rectification}`)}>{c.rectification_row.problem}</a>
            </p>
            <p class="bar">
              <Badge slip={c.rectification_row.slip} /> <DueChip row={c.rectification_row} />
            </p>
          </div>
        </Panel>
      )}
      {c.finding_row && (
        <Panel title={t('links.finding')}>
          <div class="panel-body">
            <p>
              <a href={href(`/findings/${c.finding}`)}>{c.finding_row.text}</a>
            </p>
            <p class="note">
              {word('category', c.finding_row.category)} ·{' '}
              <Grade severity={c.finding_row.severity} />
            </p>
          </div>
        </Panel>
      )}
    </>
  )
}

export function Rights() {
  return (
    <Panel title={t('case.rights')}>
      <p class="panel-body">{t('case.rights.text')}</p>
    </Panel>
  )
}
