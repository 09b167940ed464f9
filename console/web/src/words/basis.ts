// What a finding rests on: the code of a question or a check, and what that asks.

import type { FindingRow } from '../contract'
import { lang } from './lang'

export type Rule = Pick<FindingRow, 'rule' | 'rule_zh' | 'rule_en'>

export const ruleWords = (f: Rule): string => (lang.value === 'en' ? f.rule_en : f.rule_zh)

/** In one line: FOR-5 驻村人员不再承担原单位工作. Empty where a finding names no rule. */
export const basis = (f: Rule): string => [f.rule, ruleWords(f)].filter(Boolean).join(' ')
