import type { ComponentChildren } from 'preact'
import { href } from '../base/router'

interface Props {
  title: string
  note?: ComponentChildren
  link?: { to: string; text: string }
  action?: ComponentChildren
  class?: string
  children: ComponentChildren
}

/** A titled surface. Panels stand beside each other, never inside one another. */
export function Panel({ title, note, link, action, class: extra = '', children }: Props) {
  return (
    <section class={`panel ${extra}`}>
      <header class="panel-head">
        <h2>{title}</h2>
        {note && <span class="panel-note">{note}</span>}
        <span class="grow" />
        {action}
        {link && (
          <a href={href(link.to)} class="panel-link">
            {link.text}
            <span aria-hidden="true"> →</span>
          </a>
        )}
      </header>
      {children}
    </section>
  )
}
