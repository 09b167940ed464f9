// A new device: the code on its screen, then what waits under it and whose it becomes. Somebody else
// compares the code again, on the page of confirmations.

import { useRef, useState } from 'preact/hooks'
import { command, get } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { Done, WaitingDevice } from '../../contract'
import { useAttempt } from '../../parts/attempt'
import { Dialog } from '../../parts/dialog'
import { Refused } from '../../parts/form'
import { span } from '../../words/format'
import { groupName, namesById } from '../../words/names'
import { t, title } from '../../words/words'

export function Enrol({ close, done }: { close: () => void; done: () => void }) {
  const [code, setCode] = useState('')
  const [found, setFound] = useState<WaitingDevice | null>(null)
  const [group, setGroup] = useState('')
  const [said, setSaid] = useState<Done | null>(null)
  const key = useRef(ulid())
  const { busy, refusal, attempt } = useAttempt((refused) => {
    if (refused.status >= 400 && refused.status < 500) key.current = ulid()
  })
  const groups = namesById.value.groups
  const look = () =>
    attempt(async () => {
      setFound(await get<WaitingDevice>(`/devices/waiting?code=${encodeURIComponent(code)}`))
      setGroup(groups[0]?.id ?? '')
    })
  const send = (device: WaitingDevice) =>
    attempt(async () => {
      setSaid(
        await command('key.enrol', key.current, {
          public_key: device.public_key,
          sealing_key: device.sealing_key,
          kind: 'device',
          group,
        }),
      )
    })
  return (
    <Dialog title={t('devices.enrol')} close={close}>
      {said ? (
        <div class="letter">
          <p>{t('devices.waits', { n: said.number, group: groupName(group) })}</p>
          <footer class="dialog-foot">
            <button type="button" class="button primary" onClick={done}>
              {t('invite.noted')}
            </button>
          </footer>
        </div>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (found) send(found)
            else look()
          }}
        >
          {refusal && <Refused refusal={refusal} />}
          <p class="dialog-says">{t('devices.how')}</p>
          <div class="field">
            <label for="enrol.code">{t('devices.code')}</label>
            <input
              id="enrol.code"
              class="input code enrol-code"
              value={code}
              maxLength={40}
              autocomplete="off"
              required
              onInput={(e) => {
                setCode(e.currentTarget.value)
                setFound(null)
              }}
            />
          </div>
          {found && (
            <>
              <dl class="pairs panel-body">
                <dt>{t('devices.code')}</dt>
                <dd class="code">{found.code}</dd>
                <dt>{t('devices.from')}</dt>
                <dd>{found.address}</dd>
                <dt>{t('devices.heard')}</dt>
                <dd>{t('groups.heard', { t: span(found.since_ms_ago) })}</dd>
              </dl>
              <div class="field">
                <label for="enrol.group">{t('devices.group')}</label>
                <select
                  id="enrol.group"
                  class="input"
                  value={group}
                  onChange={(e) => setGroup(e.currentTarget.value)}
                >
                  {groups.map((g) => (
                    <option key={g.id} value={g.id}>
                      {groupName(g.id)}
                    </option>
                  ))}
                </select>
              </div>
            </>
          )}
          <footer class="dialog-foot">
            <button type="button" class="button bare" onClick={close}>
              {t('cancel')}
            </button>
            <button type="submit" class="button primary" disabled={busy || code.trim() === ''}>
              {found ? title('command.key.enrol') : t('devices.look')}
            </button>
          </footer>
        </form>
      )}
    </Dialog>
  )
}
