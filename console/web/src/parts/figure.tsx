// A chart is a picture with a sentence; the same numbers are one press away as a table.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../words/words'
import { Panel } from './panel'
import './figure.css'

interface Props {
  title: string
  note?: string
  says: string // the picture in one sentence
  heads: string[]
  rows: (string | number)[][]
  children: ComponentChildren
}

export function Figure({ title, note, says, heads, rows, children }: Props) {
  const [table, setTable] = useState(false)
  return (
    <Panel
      title={title}
      note={note}
      action={
        <button type="button" class="as-link" aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? 'figure.picture' : 'figure.table')}
        </button>
      }
    >
      {table ? (
        <div class="scroll figure-table" tabIndex={0} role="group" aria-label={t('scroll')}>
          <table class="table plain">
            <caption class="unseen">{title}</caption>
            <thead>
              <tr>
                {heads.map((h, i) => (
                  <th key={h} scope="col" class={i ? 'num' : ''}>
                    {h}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((cell, i) => (
                    <td key={i} class={i ? 'num' : ''}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div class="figure" role="img" aria-label={says}>
          {children}
        </div>
      )}
    </Panel>
  )
}
