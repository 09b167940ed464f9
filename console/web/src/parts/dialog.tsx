import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words/words'
import { giveBack } from './focus'
import { Icon } from './icon'
import './dialog.css'

interface Props {
  title: string // a question
  close: () => void
  wide?: boolean // for a picture
  children: ComponentChildren
}

/**
 * The browser's own dialog: it keeps the focus inside. What opened it gets the focus back, or the
 * page when that is no longer there.
 */
export function Dialog({ title, close, wide, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  // Before anything else may move the focus: what has it now is what opened this.
  useLayoutEffect(() => {
    const dialog = ref.current!
    const opener = document.activeElement as HTMLElement | null
    if (typeof dialog.showModal === 'function') dialog.showModal()
    else dialog.setAttribute('open', '')
    return () => {
      dialog.close?.()
      // A menu that was open when it was chosen from may have closed over it.
      opener?.closest('details')?.setAttribute('open', '')
      giveBack(opener)
    }
  }, [])
  return (
    <dialog
      ref={ref}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <header class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={t('close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  )
}
