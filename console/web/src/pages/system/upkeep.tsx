// The care of this installation, for administrators: this machine examined, the record verified, all
// of it backed up. One thing at a time; what came of each stands here until it is done again.

import { useState } from 'preact/hooks'
import { post, Refusal } from '../../base/api'
import type { Came, Examined, System, Upkeep, UpkeepWork } from '../../contract'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { toast } from '../../parts/toast'
import { count, diskSize, rowTime } from '../../words/format'
import { personName } from '../../words/names'
import { t } from '../../words/words'

const works: UpkeepWork[] = ['examine', 'verify', 'back_up']
const faults_shown = 20

type Health = Examined['findings'][number]['health']

export function UpkeepPanel({ s, reload }: { s: System; reload: () => void }) {
  const upkeep = s.upkeep
  const [noted, setNoted] = useState('')
  if (!upkeep) return null
  const busy = upkeep.awaited || upkeep.running !== ''
  const ask = async (work: UpkeepWork) => {
    try {
      await post(
        '/upkeep',
        work === 'verify' && noted.trim() ? { work, noted: noted.trim() } : { work },
      )
    } catch (wrong) {
      if (!(wrong instanceof Refusal)) throw wrong
      toast([wrong.problem.what, wrong.problem.mend].filter(Boolean).join('；'), true)
    }
    reload()
  }
  return (
    <Panel title={t('upkeep.title')} note={t('upkeep.note')}>
      <div class="upkeep">
        {works.map((work) => {
          const came = upkeep.works[work]
          return (
            <section key={work} class="upkeep-work" aria-label={t(`upkeep.${work}`)}>
              <header>
                <h3>{t(`upkeep.${work}`)}</h3>
                <button type="button" class="button" disabled={busy} onClick={() => ask(work)}>
                  {t(`upkeep.${work}.do`)}
                </button>
              </header>
              <p class="quiet">{t(`upkeep.${work}.text`)}</p>
              {work === 'verify' && (
                <label class="field">
                  <span>{t('upkeep.noted')}</span>
                  <input
                    value={noted}
                    maxLength={84}
                    spellcheck={false}
                    autocomplete="off"
                    onInput={(event) => setNoted(event.currentTarget.value)}
                  />
                </label>
              )}
              <div role="status">
                {upkeep.running === work ? (
                  <p>{t('upkeep.running')}</p>
                ) : came ? (
                  <Result work={work} came={came} />
                ) : (
                  <p>{t('upkeep.never')}</p>
                )}
              </div>
              {work === 'back_up' && <Backups upkeep={upkeep} />}
            </section>
          )
        })}
      </div>
    </Panel>
  )
}

/** When, by whom, and with what outcome: in the language in which it was asked for. */
function Result({ work, came }: { work: UpkeepWork; came: Came }) {
  const who = came.by ? personName(came.by) : t('upkeep.night')
  const said = came.said
  return (
    <div lang={came.lang === 'zh' ? 'zh-CN' : 'en'}>
      <p class="upkeep-when" data-number={came.number}>
        <Icon name={came.code === 0 ? 'check' : 'warn'} />
        <b>{t(came.code === 0 ? `upkeep.${work}.good` : outcome(work, came))}</b>
        <span class="quiet">
          {rowTime(came.at)} · {who}
        </span>
      </p>
      {said && 'findings' in said && <Findings found={said} />}
      {said && 'head' in said && (
        <>
          {said.ok && (
            <p>
              {t('upkeep.whole', {
                n: count(said.commits),
                m: count(said.events),
                k: said.evidence,
              })}
            </p>
          )}
          <p>
            {t('upkeep.head')}
            <code class="upkeep-head">{`${said.commits}:${said.head}`}</code>
          </p>
          <ul class="lines">
            {[...said.faults, ...said.unseen].slice(0, faults_shown).map((each) => (
              <li key={each}>
                <Icon name="warn" />
                <span class="grow">{each}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {said && 'of_one_moment' in said && (
        <p>{t('upkeep.backed_up', { n: count(said.files), size: diskSize(said.bytes) })}</p>
      )}
      {!said && came.words && <pre class="upkeep-words">{came.words}</pre>}
    </div>
  )
}

const outcome = (work: UpkeepWork, came: Came) =>
  came.code === -1 && !came.words ? 'upkeep.broken_off' : (`upkeep.${work}.bad` as const)

/** What wants doing stands first; what is well is told as a number, and unfolds. */
function Findings({ found }: { found: Examined }) {
  const of = (health: Health) => found.findings.filter((each) => each.health === health)
  const wanting = [...of('fault'), ...of('warn')]
  return (
    <>
      {wanting.length > 0 && <Lines rows={wanting} />}
      <details>
        <summary>{t('upkeep.well', { n: of('ok').length })}</summary>
        <Lines rows={of('ok')} />
      </details>
    </>
  )
}

function Lines({ rows }: { rows: Examined['findings'] }) {
  return (
    <ul class="lines">
      {rows.map((each) => (
        <li key={`${each.part} ${each.says}`}>
          <Icon name={each.health === 'ok' ? 'check' : 'warn'} />
          <span class="grow">
            {t('upkeep.finding', { part: each.part, says: each.says })}
            {each.remedy && <span class="upkeep-remedy">→ {each.remedy}</span>}
          </span>
          <b>{t(`upkeep.health.${each.health}`)}</b>
        </li>
      ))}
    </ul>
  )
}

function Backups({ upkeep }: { upkeep: Upkeep }) {
  const { folder, given, keep, night, rows } = upkeep.backups
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return (
    <>
      <p class="quiet">
        {t('upkeep.folder', { folder, n: keep })}
        {night === null ? '' : t('upkeep.each_night', { at: clock(night) })}
      </p>
      {!given && (
        <p class="upkeep-same-disk">
          <Icon name="warn" />
          <span>{t('upkeep.same_disk')}</span>
        </p>
      )}
      {rows.length > 0 && (
        <ul class="lines">
          {rows.map((row) => (
            <li key={row.name}>
              <span class="grow code">{row.name}</span>
              <b>{diskSize(row.bytes)}</b>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
