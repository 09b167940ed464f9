// An answer in words.

import type { ChecklistItem } from '../contract'
import { choicesOf, howOf } from '../core/checklist'
import type { Given } from '../core/merge'
import { bilingual } from '../names'
import { known, t } from '../words/words'

export function sayAnswer(item: ChecklistItem, answer: Pick<Given, 'value' | 'text'>): string {
  const { value, text = '' } = answer
  if (howOf(item.how).kind === 'text') {
    if (text) return text
    return value === 'none' ? t('item.text.none') : '✓'
  }
  const choice = choicesOf(item).find((c) => c.value === value)
  if (choice) return bilingual(choice.zh, choice.en)
  const key = `answer.${value}`
  return known(key) ? t(key) : value || text
}
