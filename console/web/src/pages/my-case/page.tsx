import { useState } from 'preact/hooks'
import { href } from '../../base/router'
import type { OwnCase } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { commands, offered } from '../../parts/commands'
import { CommandForm } from '../../parts/form'
import { Say, Shown } from '../../parts/state'
import { binding, paper, rowTime } from '../../words/format'
import { capital, known, t, title, word } from '../../words/words'
import '../ours/page.css'
import '../case/page.css'
import './page.css'

/**
 * The person concerned, and nobody else: how it stands in plain words, what was served on them,
 * what they may do and until when. Calm, and large enough to be read in a bad hour.
 */
export default function MyCase() {
  const view = useSnapshot<OwnCase[]>('/own-cases', {
    concerns: (change) => change.touched.includes('own_case'),
  })
  return (
    <Shown view={view}>
      {(all) =>
        all.length === 0 ? (
          <div class="panel">
            <Say icon="check" title={t('own.none')} text={t('own.none.text')} />
          </div>
        ) : (
          <div class="own-cases">
            {all.map((c) => (
              <Own key={c.id} c={c} done={view.reload} />
            ))}
          </div>
        )
      }
    </Shown>
  )
}

/** What the person may know of a state that has a sentence; the rest say their word. */
function stands(c: OwnCase): string {
  if (c.state === 'proposed' && c.defend_until === 0) {
    const served = c.papers.some(({ paper }) => paper === 'proposal')
    return t(served ? 'own.state.proposed.heard' : 'own.state.proposed.unserved')
  }
  const key = `own.state.${c.state}`
  return known(key) ? t(key) : capital(word('state.case', c.state))
}

function Own({ c, done }: { c: OwnCase; done: () => void }) {
  const track = c.track === 'none' ? '' : word('track', c.track)
  return (
    <article class="own-case">
      <p class="ours-say">{stands(c)}</p>
      <p class="own-facts">
        {[
          paper('case', c.number),
          capital(track),
          c.filed_at > 0 && t('own.filed', { d: rowTime(c.filed_at) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <MayDo c={c} done={done} />
      <div class="own-two">
        <section class="panel ours-part">
          <h2>{t('own.papers')}</h2>
          {c.papers.length === 0 && <p class="quiet">{t('own.papers.none')}</p>}
          <ul class="own-list">
            {c.papers.map((each) => (
              <li key={`${each.paper}.${each.at}`}>
                <b>{capital(word('case_paper', each.paper))}</b>
                <span>{t('own.served', { d: binding(each.at) })}</span>
                {each.serial && (
                  <a href={href(`/my-case/papers/${each.serial}`)}>{t('own.papers.print')}</a>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section class="panel ours-part">
          <h2>{t('own.rights')}</h2>
          <ul class="own-rights">
            {(['see', 'speak', 'recuse', 'appeal', 'heavier'] as const).map((right) => (
              <li key={right}>{t(`own.right.${right}`)}</li>
            ))}
          </ul>
        </section>
      </div>
      {c.decisions.map((each) => (
        <section key={each.at} class="panel ours-part own-decision">
          <h2>{word('own.decision', each.verb)}</h2>
          <dl class="pairs">
            <dt>{t('case.organ')}</dt>
            <dd>{each.organ || '—'}</dd>
            {each.measures.length > 0 && (
              <>
                <dt>{t('field.measures_of_case')}</dt>
                <dd>
                  {each.measures.map((m) => capital(word('measure', m))).join(t('comma.list'))}
                </dd>
              </>
            )}
            <dt>{t('field.reason')}</dt>
            <dd class="own-words">{each.reason || '—'}</dd>
            {each.answer && (
              <>
                <dt>{t('case.answer')}</dt>
                <dd class="own-words">{each.answer}</dd>
              </>
            )}
          </dl>
        </section>
      ))}
      {c.said.length > 0 && (
        <section class="panel ours-part">
          <h2>{t('own.said')}</h2>
          <ul class="own-list">
            {c.said.map((each) => (
              <li key={each.at}>
                <b>{title(`own.said.${each.kind}`)}</b>
                <span>{binding(each.at)}</span>
                {each.text && <p class="own-words">{each.text}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

/** What may be done, until when, and the form for it; where nothing may be, what comes next. */
function MayDo({ c, done }: { c: OwnCase; done: () => void }) {
  const deeds = offered(c.may)
  const [chosen, choose] = useState('')
  const deed = deeds.includes(chosen) ? chosen : deeds[0]
  if (!deed) {
    return (
      <section class="panel ours-part">
        <h2>{t('own.now')}</h2>
        <p>{t('own.nothing')}</p>
      </section>
    )
  }
  const until = deed === 'case.appeal' ? c.appeal_until : c.defend_until
  return (
    <section class="panel ours-part ours-form own-deed">
      <h2>{t(commands[deed]!.ask, { about: paper('case', c.number) })}</h2>
      <p>{until > 0 ? t('own.until', { d: binding(until) }) : t('own.any_time')}</p>
      <CommandForm
        key={deed}
        name={deed}
        id={c.id}
        about={paper('case', c.number)}
        done={() => {
          choose('')
          done()
        }}
      />
      <p class="bar ours-other">
        {deeds
          .filter((other) => other !== deed)
          .map((other) => (
            <button key={other} type="button" class="button" onClick={() => choose(other)}>
              {title(commands[other]!.verb)}
            </button>
          ))}
      </p>
    </section>
  )
}
