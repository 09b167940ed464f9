// Where one is signed in, and an end to each: what was left open elsewhere is closed from here.

import { useEffect, useState } from 'preact/hooks'
import { get, post, Refusal } from '../../base/api'
import type { Session } from '../../contract'
import { signOut } from '../../parts/hold'
import { Panel } from '../../parts/panel'
import { Failed, Loading } from '../../parts/state'
import { toast } from '../../parts/toast'
import { span } from '../../words/format'
import { t } from '../../words/words'

const minute_ms = 60_000
const ago = (ms: number): string =>
  ms < minute_ms ? t('sessions.now') : t('sessions.ago', { t: span(ms) })

/** "Firefox 128 · Windows": what a person knows a browser by, of all that it says of itself. */
export function browserName(software: string): string {
  // Those that call themselves by others' names as well come first.
  const found =
    /(Edg|OPR)\/(\d+)/.exec(software) ?? /(Firefox|Chrome|Version)\/(\d+)/.exec(software)
  if (!found) return software.slice(0, 40) || t('sessions.unknown')
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' }
  const [, word = '', version] = found
  const system = /Windows|HarmonyOS|Android|iPhone|iPad|Mac OS X|Linux/.exec(software)?.[0]
  return [`${names[word] ?? word} ${version}`, system].filter(Boolean).join(' · ')
}

export function Sessions() {
  const [rows, setRows] = useState<Session[] | null>(null)
  const [error, setError] = useState<Refusal | null>(null)
  const refused = (wrong: unknown) => {
    if (!(wrong instanceof Refusal)) throw wrong
    return wrong
  }
  const fetchRows = async () => {
    try {
      setRows(await get<Session[]>('/sessions'))
      setError(null)
    } catch (wrong) {
      setError(refused(wrong))
    }
  }
  const end = async (row: Session) => {
    if (row.own) return signOut()
    try {
      await post(`/sessions/${row.id}`, {})
      toast(t('sessions.ended'))
    } catch (wrong) {
      toast(refused(wrong).problem.what, true)
    }
    fetchRows()
  }
  useEffect(() => {
    fetchRows()
  }, [])
  if (error) return <Failed error={error} again={fetchRows} />
  if (!rows) return <Loading rows={2} />
  return (
    <Panel title={t('sessions.title')} note={t('sessions.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain">
          <caption class="unseen">{t('sessions.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sessions.browser')}</th>
              <th scope="col">{t('sessions.address')}</th>
              <th scope="col">{t('sessions.began')}</th>
              <th scope="col">{t('sessions.used')}</th>
              <th scope="col">
                <span class="unseen">{t('sessions.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td title={row.software}>
                  {browserName(row.software)}{' '}
                  {row.own && <span class="tag">{t('sessions.own')}</span>}
                </td>
                <td class="code">{row.address}</td>
                <td>{ago(row.began_ms_ago)}</td>
                <td>{row.own ? t('sessions.now') : ago(row.used_ms_ago)}</td>
                <td>
                  <button type="button" class="button" onClick={() => end(row)}>
                    {t('sessions.end')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
