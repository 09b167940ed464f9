// What a page puts into the top bar beside its title: a remark, a button.

import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

export const top = signal<{ note: ComponentChildren; action: ComponentChildren }>({
  note: null,
  action: null,
})

export function useTop(note: ComponentChildren, action: ComponentChildren = null): void {
  useEffect(() => {
    top.value = { note, action }
  })
  useEffect(
    () => () => {
      top.value = { note: null, action: null }
    },
    [],
  )
}
