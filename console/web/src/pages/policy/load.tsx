// A changed policy, as a file: which values change is shown before it is proposed; another leader
// confirms it.

import { useRef, useState } from 'preact/hooks'
import { command, post } from '../../base/api'
import { ulid } from '../../base/ulid'
import type { PolicyChanges } from '../../contract'
import { useAttempt } from '../../parts/attempt'
import { Dialog } from '../../parts/dialog'
import { Refused } from '../../parts/form'
import { toast } from '../../parts/toast'
import { t } from '../../words/words'
import { sayName, sayValue } from './changes'

interface Text {
  name: string
  text: string
}

export function Load({ close }: { close: () => void }) {
  const [files, setFiles] = useState<Text[]>([])
  const [changes, setChanges] = useState<PolicyChanges | null>(null)
  const key = useRef(ulid())
  const { busy, refusal, attempt } = useAttempt(() => {
    key.current = ulid()
  })

  const choose = (list: FileList | null) =>
    attempt(async () => {
      setChanges(null)
      const texts = await Promise.all(
        [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
      )
      setFiles(texts)
      if (texts.length) setChanges(await post<PolicyChanges>('/policy/check', { files: texts }))
    })
  const propose = () =>
    attempt(async () => {
      const answer = await command('policy.adopt', key.current, { files })
      toast(t('done.proposed', { n: answer.number }))
      close()
    })

  return (
    <Dialog title={t('policy.load.ask')} close={close}>
      <form
        class="policy-load"
        onSubmit={(event) => {
          event.preventDefault()
          propose()
        }}
      >
        {refusal && <Refused refusal={refusal} />}
        <p class="dialog-says">{t('policy.load.says')}</p>
        <div class="field">
          <label for="policy.file">{t('policy.load.file')}</label>
          <span class="hint" id="policy.file.hint">
            {t('policy.load.hint')}
          </span>
          <input
            id="policy.file"
            type="file"
            class="input"
            accept=".toml,application/toml"
            aria-describedby="policy.file.hint"
            onChange={(e) => choose(e.currentTarget.files)}
          />
        </div>
        {changes && <Values changes={changes} />}
        <footer class="dialog-foot">
          <button type="button" class="button bare" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={busy || !changes}>
            {t('calendar.load.do')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function Values({ changes: { changes } }: { changes: PolicyChanges }) {
  return (
    <div class="field" role="status">
      <b>{t('policy.load.values', { n: changes.length })}</b>
      <table class="table plain">
        <thead>
          <tr>
            <th scope="col">{t('policy.load.value')}</th>
            <th scope="col">{t('calendar.load.before')}</th>
            <th scope="col">{t('calendar.load.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" title={path}>
                {sayName(path)}
              </th>
              <td>{sayValue(path, before)}</td>
              <td>{sayValue(path, after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
