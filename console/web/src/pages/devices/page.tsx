// Every device: whose it is, whether it is heard, how it is; one that is lost is taken out here, and
// a new one let in by the code on its screen.

import { useState } from 'preact/hooks'
import { has } from '../../base/session'
import type { DeviceRow } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Dialog } from '../../parts/dialog'
import { CommandForm } from '../../parts/form'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { deadline } from '../../time/civil'
import { diskSize, span } from '../../words/format'
import { groupName } from '../../words/names'
import { t } from '../../words/words'
import { Enrol } from './enrol'
import './page.css'

const day_ms = 86_400_000
const near_ms = 60_000
const disk_low = 1_000_000_000
const certificate_soon_ms = 30 * day_ms

export default function DevicesPage() {
  const view = useSnapshot<DeviceRow[]>('/devices', { concerns: touches('registry', 'device') })
  const [enrolling, setEnrolling] = useState(false)
  const [lost, setLost] = useState<DeviceRow | null>(null)
  const done = () => {
    setEnrolling(false)
    setLost(null)
    view.reload()
  }
  const enrols = has('officer') || has('leader')
  return (
    <>
      <Panel
        title={t('devices.title')}
        note={t('devices.note')}
        action={
          <span class="actions devices-actions">
            <button type="button" class="button" onClick={view.reload}>
              {t('devices.again')}
            </button>
            {enrols && (
              <button type="button" class="button" onClick={() => setEnrolling(true)}>
                {t('devices.enrol')}…
              </button>
            )}
          </span>
        }
      >
        <Shown view={view}>
          {(rows) =>
            rows.length === 0 ? (
              <Say icon="group" title={t('groups.no_device')} text={t('devices.how')} />
            ) : (
              <Rows rows={rows} lose={setLost} />
            )
          }
        </Shown>
      </Panel>
      {enrolling && <Enrol close={() => setEnrolling(false)} done={done} />}
      {lost && (
        <Dialog title={t('ask.key_revoke', { about: nameOf(lost) })} close={() => setLost(null)}>
          <CommandForm
            name="key.revoke"
            id={lost.key}
            about={nameOf(lost)}
            cancel={() => setLost(null)}
            done={done}
          />
        </Dialog>
      )}
    </>
  )
}

const ownerOf = (d: DeviceRow): string =>
  d.group ? groupName(d.group) : t('devices.team', { id: d.team })
const nameOf = (d: DeviceRow): string => `${ownerOf(d)} ${d.key.slice(0, 6)}`

function Rows({ rows, lose }: { rows: DeviceRow[]; lose: (d: DeviceRow) => void }) {
  const revokes = has('officer') || has('administrator')
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
      <table class="table plain devices">
        <caption class="unseen">{t('devices.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('devices.whose')}</th>
            <th scope="col">{t('devices.heard')}</th>
            <th scope="col">{t('devices.unsent')}</th>
            <th scope="col">{t('devices.software')}</th>
            <th scope="col">{t('devices.certificate')}</th>
            <th scope="col">{t('devices.disk')}</th>
            <th scope="col">
              <span class="unseen">{t('conflicts.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((d) => (
            <tr key={d.key} class={d.revoked ? 'quiet' : ''}>
              <th scope="row">
                <span class="nowrap">{ownerOf(d)}</span>{' '}
                <span class="code quiet" title={d.key}>
                  {d.key.slice(0, 6)}
                </span>
              </th>
              <td class="nowrap">
                <Heard d={d} />
              </td>
              <td>
                <Unsent d={d} />
              </td>
              <td class="nowrap">{d.software.replace('dudao-agent ', '') || '—'}</td>
              <td class="nowrap">
                <Certificate until={d.certificate_until} />
              </td>
              <td class="nowrap">
                {d.disk_free === 0 ? (
                  '—'
                ) : (
                  <span class={d.disk_free < disk_low ? 'warn' : ''}>{diskSize(d.disk_free)}</span>
                )}
              </td>
              <td class="nowrap">
                {revokes && !d.revoked && (
                  <button type="button" class="button small" onClick={() => lose(d)}>
                    {t('devices.lost')}…
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heard({ d }: { d: DeviceRow }) {
  if (d.revoked) return <>{t('groups.revoked')}</>
  if (d.connected) return <b>{t('devices.online')}</b>
  if (d.heard === 0) return <>{t('groups.never')}</>
  const silent = minute.value - d.heard
  return <>{silent <= near_ms ? t('groups.just') : t('groups.heard', { t: span(silent) })}</>
}

/** What waits on either side: there, as the device said last, and here. */
function Unsent({ d }: { d: DeviceRow }) {
  const parts = [
    d.unsent > 0 ? t('devices.unsent.n', { n: d.unsent }) : '',
    d.waiting > 0 && !d.revoked ? t('groups.waiting', { n: d.waiting }) : '',
  ].filter(Boolean)
  return <>{parts.join(t('comma.list')) || '—'}</>
}

function Certificate({ until }: { until: number }) {
  if (until === 0) return <>—</>
  const left = until - minute.value
  if (left <= 0) return <span class="warn">{t('devices.certificate.over')}</span>
  return <span class={left < certificate_soon_ms ? 'warn' : ''}>{deadline(until).day}</span>
}
