// Where the focus goes when its own place is gone: back to where it came from, else to the page. On
// the document's body a keyboard would begin again at the top.

import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export const focusMain = (): void => document.getElementById('main')?.focus({ preventScroll: true })

export function giveBack(from: HTMLElement | null): void {
  if (from?.isConnected && from !== document.body) from.focus()
  else focusMain()
}

/** Of what goes by itself (a message, a bar): where it goes with the focus in it, that goes back. */
export function useFocusBack<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null)
  useEffect(() => {
    const box = ref.current!
    let inside = false
    let from: HTMLElement | null = null
    const moves = ({ target, relatedTarget }: FocusEvent) => {
      const was = inside
      inside = box.contains(target as Node)
      if (inside && !was) from = relatedTarget as HTMLElement | null
    }
    document.addEventListener('focusin', moves)
    return () => {
      document.removeEventListener('focusin', moves)
      const active = document.activeElement // the body, where the box is gone already
      if (inside && (active === document.body || box.contains(active))) giveBack(from)
    }
  }, [])
  return ref
}
