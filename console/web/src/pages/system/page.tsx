import type { System } from '../../contract'
import { minute, now } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { count, rowTime, span } from '../../words/format'
import { t } from '../../words/words'
import { UpkeepPanel } from './upkeep'
import './page.css'

const near_ms = 60_000

export default function SystemPage() {
  const view = useSnapshot<System>('/system')
  return (
    <Shown view={view}>
      {(s) => (
        <>
          <p class="lead">{sentence(s)}</p>
          <div class="system">
            <Panel title={t('system.parts')}>
              <ul class="lines">
                <Part name={t('system.broker')} state={s.broker} />
                <Part name={t('system.store')} state={s.store} />
              </ul>
            </Panel>
            <Panel title={t('system.record')}>
              <dl class="pairs panel-body">
                <dt>{t('system.seq')}</dt>
                <dd>{count(s.log_seq)}</dd>
                <dt>{t('system.lag')}</dt>
                <dd>{t('system.ms', { n: count(s.lag_ms) })}</dd>
                <dt>{t('system.clients')}</dt>
                <dd>{t('system.clients.text', { n: s.clients, m: s.sessions })}</dd>
              </dl>
            </Panel>
            <Panel title={t('system.software')}>
              <dl class="pairs panel-body">
                <dt>{t('system.version')}</dt>
                <dd>{s.software}</dd>
                <dt>{t('system.started')}</dt>
                <dd>{rowTime(s.started)}</dd>
                <dt>{t('system.clock')}</dt>
                <dd>{t(s.demo_clock ? 'system.clock.demo' : 'system.clock.real')}</dd>
              </dl>
            </Panel>
          </div>
          {s.faults.length + s.left_out.length > 0 && <LeftOut s={s} />}
          <UpkeepPanel s={s} reload={view.reload} />
          {s.processes.length > 0 && <Processes s={s} />}
        </>
      )}
    </Shown>
  )
}

function sentence(s: System): string {
  const well = s.broker === 'connected' && s.store === 'connected'
  if (!well) return t('system.say.silent')
  const wrong = s.faults.length + s.left_out.length
  if (wrong > 0) return t('system.say.wrong', { n: wrong })
  return t('system.say.well', { n: s.lag_ms, t: span(minute.value - s.started) })
}

function Part({ name, state }: { name: string; state: System['broker'] }) {
  return (
    <li>
      <Icon name={state === 'connected' ? 'check' : 'warn'} />
      <span class="grow">{name}</span>
      <b>{t(`system.${state}`)}</b>
    </li>
  )
}

/** What somebody could not work with; the rest went on. */
function LeftOut({ s }: { s: System }) {
  return (
    <Panel title={t('system.left_out')} note={t('system.left_out.note')}>
      <ul class="lines">
        {s.left_out.map((each) => (
          <li key={`${each.matter} ${each.why}`}>
            <Icon name="warn" />
            <span class="grow">{each.why}</span>
            <b class="code">{each.matter}</b>
          </li>
        ))}
        {s.faults.map((each) => (
          <li key={`${each.where} ${each.why}`}>
            <Icon name="warn" />
            <span class="grow">
              {t('system.fault', { where: each.where, why: each.why, n: each.count })}
            </span>
            <b>{rowTime(each.at)}</b>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Processes({ s }: { s: System }) {
  return (
    <Panel title={t('system.processes')} note={t('system.processes.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{t('system.processes')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('system.what')}</th>
              <th scope="col">{t('system.process')}</th>
              <th scope="col" class="num">
                {t('system.heard')}
              </th>
            </tr>
          </thead>
          <tbody>
            {s.processes.map((p) => {
              const silent = now.value - p.last_heard
              return (
                <tr key={p.name}>
                  <td class="strong system-what">{t(`system.kind.${p.kind}`)}</td>
                  <td class="code quiet" title={p.name}>
                    {p.name.slice(0, 6)}
                  </td>
                  <td class="num">
                    {p.last_heard === 0
                      ? t('groups.never')
                      : silent < near_ms
                        ? t('groups.just')
                        : t('groups.heard', { t: span(silent) })}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
