// Which language is read: what the address says (?lang=en), else what was chosen last, else what the
// browser asks for; Chinese where it asks for neither.

import { signal } from '@preact/signals'

export type Lang = 'zh' | 'en'

const stored = 'dudao.lang'

export const lang = signal<Lang>('zh')

const known = (tag: string): Lang | undefined =>
  (['zh', 'en'] as const).find((each) => tag.toLowerCase().startsWith(each))

export function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(stored)
  if (asked) return asked === 'en' ? 'en' : 'zh'
  return navigator.languages.map(known).find((each) => each !== undefined) ?? 'zh'
}

export function keepLang(value: Lang): void {
  localStorage.setItem(stored, value)
  document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en'
}
