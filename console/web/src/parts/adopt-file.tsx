// What is adopted from a file: chosen, looked at by the server, shown before it is proposed; another
// person confirms it.

import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { command, post } from '../base/api'
import { ulid } from '../base/ulid'
import { t } from '../words/words'
import { useAttempt } from './attempt'
import { Dialog } from './dialog'
import { Refused } from './form'
import { toast } from './toast'

interface Text {
  name: string
  text: string
}

interface Props<Changes> {
  id: string // of the field
  command: string
  check: string // the path that answers what would change
  accept: string
  multiple?: boolean
  each?: (changes: Changes) => Record<string, unknown>[] // what a command says beside the files; one each
  words: { ask: string; says: string; file: string; hint: string }
  show: (changes: Changes) => ComponentChildren
  form?: string // its class
  close: () => void
}

export function AdoptFile<Changes>(props: Props<Changes>) {
  const { id, words, close } = props
  const [files, setFiles] = useState<Text[]>([])
  const [changes, setChanges] = useState<Changes | null>(null)
  const keys = useRef<string[]>([]) // of the commands, in their order
  const at = useRef(0) // which of them is under way
  const { busy, refusal, attempt } = useAttempt((refused) => {
    // Without an answer it may have been taken: the same key says it once. So do the others' keys.
    if (refused.status >= 400 && refused.status < 500) keys.current[at.current] = ulid()
  })

  const choose = (list: FileList | null) =>
    attempt(async () => {
      setChanges(null)
      keys.current = [] // other files are other commands
      const texts = await Promise.all(
        [...(list ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
      )
      setFiles(texts)
      if (texts.length) setChanges(await post<Changes>(props.check, { files: texts }))
    })
  const propose = () =>
    attempt(async () => {
      const numbers: string[] = []
      for (const [i, more] of (props.each?.(changes!) ?? [{}]).entries()) {
        at.current = i
        keys.current[i] ??= ulid()
        const answer = await command(props.command, keys.current[i]!, { files, ...more })
        numbers.push(answer.number)
      }
      toast(t('done.proposed', { n: numbers.join(t('comma.list')) }))
      close()
    })

  return (
    <Dialog title={words.ask} close={close}>
      <form
        class={props.form}
        onSubmit={(event) => {
          event.preventDefault()
          propose()
        }}
      >
        {refusal && <Refused refusal={refusal} />}
        <p class="dialog-says">{words.says}</p>
        <div class="field">
          <label for={id}>{words.file}</label>
          <span class="hint" id={`${id}.hint`}>
            {words.hint}
          </span>
          <input
            id={id}
            type="file"
            class="input"
            accept={props.accept}
            multiple={props.multiple}
            aria-describedby={`${id}.hint`}
            onChange={(e) => choose(e.currentTarget.files)}
          />
        </div>
        {changes && props.show(changes)}
        <footer class="dialog-foot">
          <button type="button" class="button bare" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={busy || !changes}>
            {t('calendar.load.do')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
