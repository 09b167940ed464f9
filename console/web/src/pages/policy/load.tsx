// A changed policy, as a file: which values change is shown before it is proposed; another leader
// confirms it.

import type { PolicyChanges } from '../../contract'
import { AdoptFile } from '../../parts/adopt-file'
import { t } from '../../words/words'
import { sayName, sayValue } from './changes'

export function Load({ close }: { close: () => void }) {
  return (
    <AdoptFile<PolicyChanges>
      id="policy.file"
      command="policy.adopt"
      check="/policy/check"
      accept=".toml,application/toml"
      words={{
        ask: t('policy.load.ask'),
        says: t('policy.load.says'),
        file: t('policy.load.file'),
        hint: t('policy.load.hint'),
      }}
      show={(changes) => <Values changes={changes} />}
      form="policy-load"
      close={close}
    />
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
