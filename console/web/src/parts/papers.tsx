// The papers of a matter, each to be opened and printed.

import { href } from '../base/router'
import type { PaperRow } from '../contract'
import { concerns } from '../live/merge'
import { useSnapshot } from '../live/snapshot'
import { dayOf } from '../time/civil'
import { lang } from '../words/lang'
import { t } from '../words/words'
import { Icon } from './icon'
import { Panel } from './panel'

/** In the language they are read in: the server writes them. */
type Kind = 'rectification' | 'task' | 'case'

export const papersOf = (kind: Kind, id: string): string =>
  `/papers?matter=${kind}:${encodeURIComponent(id)}&lang=${lang.value}`

interface Props {
  kind: Kind
  id: string
  file?: string // where all of it is printed as a file
  optional?: boolean // nothing is shown where there is none
}

export function Papers({ kind, id, file, optional }: Props) {
  const view = useSnapshot<PaperRow[]>(papersOf(kind, id), {
    // A paper of an assignment is its case's, and touches that alone.
    concerns: (change) =>
      change.touched.includes(kind) || (kind === 'case' && concerns(change, 'cases', id)),
  })
  if (optional && !view.data?.length) return null
  return (
    <Panel
      title={t('papers.title')}
      note={t('papers.note')}
      link={file ? { to: file, text: t('papers.file') } : undefined}
    >
      {view.data && view.data.length > 0 ? (
        <ul class="lines">
          {view.data.map((paper) => (
            <li key={paper.serial}>
              <Icon name="slip" />
              <a class="grow" href={href(`/papers/${paper.serial}`)}>
                {paper.title}
              </a>
              <span class="quiet nowrap">{dayOf(paper.at)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="none-here">{t('papers.none')}</p>
      )}
    </Panel>
  )
}
