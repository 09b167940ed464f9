// Light or dark: as the machine prefers until the reader chooses; the address may say it too.

import { signal } from '@preact/signals'

export type Theme = 'light' | 'dark'

const stored = 'dudao.theme'
const system = matchMedia('(prefers-color-scheme: dark)')

export const theme = signal<Theme>('light')

const chosen = (): Theme | null => {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(stored)
  return asked === 'dark' || asked === 'light' ? asked : null
}

function show(value: Theme): void {
  theme.value = value
  document.documentElement.dataset.theme = value
}

export function startTheme(): void {
  const follow = () => show(chosen() ?? (system.matches ? 'dark' : 'light'))
  system.addEventListener('change', follow)
  follow()
}

/** What the reader chose; nothing: as the machine prefers. */
export const chosenTheme = (): Theme | '' => {
  const kept = localStorage.getItem(stored)
  return kept === 'dark' || kept === 'light' ? kept : ''
}

export function chooseTheme(value: Theme | ''): void {
  if (value) localStorage.setItem(stored, value)
  else localStorage.removeItem(stored)
  show(value || (system.matches ? 'dark' : 'light'))
}

export function switchTheme(): void {
  chooseTheme(theme.value === 'dark' ? 'light' : 'dark')
}
