import { useState } from 'preact/hooks'
import type { Account } from '../../contract'
import { t } from '../../words/words'
import { Change } from './change'
import { Entry } from './entry'

const letters_min = 8

export function Password({ account, done }: { account: Account; done: () => void }) {
  const [values, setValues] = useState({ fresh: '', again: '' })
  const wrong = () => {
    if ([...values.fresh].length < letters_min) return t('account.short')
    return values.fresh === values.again ? '' : t('account.differ')
  }
  return (
    <Change
      account={account}
      wrong={wrong}
      asks={() => ({ fresh: values.fresh })}
      verb={t('account.change')}
      done={() => {
        setValues({ fresh: '', again: '' })
        done()
      }}
    >
      <Entry
        id="fresh"
        label={t('account.fresh')}
        hint={t('account.fresh.hint')}
        kind="new-password"
        value={values.fresh}
        put={(fresh) => setValues({ ...values, fresh })}
      />
      <Entry
        id="again"
        label={t('account.again')}
        kind="new-password"
        value={values.again}
        put={(again) => setValues({ ...values, again })}
      />
    </Change>
  )
}
