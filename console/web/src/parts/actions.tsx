// The deeds a matter allows now: the first is primary, three stand in the open, the rest in a menu.

import { useEffect, useState } from 'preact/hooks'
import type { Evidence } from '../contract'
import { t, title } from '../words/words'
import { commands, offered } from './commands'
import { Dialog } from './dialog'
import { focusMain } from './focus'
import { type Choices, CommandForm } from './form'
import type { Matter } from './upload'
import './actions.css'

interface Props {
  may: string[]
  id: string
  about: string
  people?: string // whom it concerns, by name
  evidence?: Evidence[]
  matter?: Matter
  preset?: Record<string, string>
  choices?: Choices
  says?: Record<string, string> // what follows, by command, where the matter decides it
  done: () => void
  quiet?: boolean // no primary: the page has its own
  visible?: number
}

export function Actions({
  may,
  id,
  about,
  people,
  evidence,
  matter,
  preset,
  choices,
  says,
  done,
  quiet,
  visible = 4,
}: Props) {
  const [open, setOpen] = useState('')
  const known = offered(may)
  // What was done may have taken its own button away.
  const offers = known.join()
  useEffect(() => {
    if (document.activeElement === document.body) focusMain()
  }, [offers])
  const close = () => setOpen('')
  const button = (name: string, i: number) => (
    <button
      key={name}
      type="button"
      class={i === 0 && !quiet && commands[name]!.main ? 'button primary' : 'button'}
      onClick={() => setOpen(name)}
    >
      {title(commands[name]!.verb)}…
    </button>
  )
  if (known.length === 0) return null
  return (
    <div class="actions no-print">
      {known.slice(0, visible).map(button)}
      {known.length > visible && (
        <details class="more">
          <summary class="button">{t('more')}</summary>
          <div class="more-list">{known.slice(visible).map((name) => button(name, 1))}</div>
        </details>
      )}
      {open && (
        <Dialog title={t(commands[open]!.ask, { about })} close={close}>
          {people && <p class="dialog-about">{people}</p>}
          <CommandForm
            name={open}
            id={id}
            about={about}
            evidence={evidence}
            matter={matter}
            preset={preset}
            choices={choices}
            says={says?.[open]}
            cancel={close}
            done={() => {
              close()
              done()
            }}
          />
        </Dialog>
      )}
    </div>
  )
}
