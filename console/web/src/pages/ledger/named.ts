// A filter of the ledger as people call it.

import { personName, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { type Filter, stateTitle } from './view'

export function named(name: Filter, value: string): string {
  if (name === 'township' || name === 'unit') return unitName(value)
  if (name === 'responsible' || name === 'verifier') return personName(value)
  if (name === 'state') return stateTitle(value)
  if (name === 'mark') return word('ledger.mark', value)
  if (name === 'q') return t('filter.q', { q: value })
  if (name === 'slip') return word('colour', value)
  return word(name, value)
}
