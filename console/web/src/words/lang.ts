// Which language is read: the address (?lang=en) before what was chosen last, Chinese first.

import { signal } from '@preact/signals'

export type Lang = 'zh' | 'en'

const stored = 'dudao.lang'

export const lang = signal<Lang>('zh')

export function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(stored)
  return asked === 'en' ? 'en' : 'zh'
}

export function keepLang(value: Lang): void {
  localStorage.setItem(stored, value)
  document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en'
}
