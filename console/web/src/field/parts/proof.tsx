// Evidence of an assignment: what this phone attached with how far each has come, what is chosen and
// not attached yet, and the buttons that take more.

import { Icon } from '../../parts/icon'
import type { Body } from '../contract'
import { mayAttach } from '../core/may'
import { attachedHere, type ShownAssignment } from '../core/merge'
import { photosFor } from '../shell/photos'
import { commands, draftPhotos, photos, type Saying } from '../shell/store'
import { t } from '../words/words'
import { act } from './act'
import { notify } from './frame'
import { Pictures } from './pictures'

const formOf = (id: number): string => `proof:${id}`

/** What attaches the files that are chosen; null: one of them could not be made ready. */
export async function proofsOf(id: number): Promise<Saying[] | null> {
  const taken = await photosFor(formOf(id)).catch(() => null)
  return (
    taken?.map(({ hash, mime }) => {
      const body: Body = { do: 'attach', assignment: id, hash, mime }
      return { task: id, body }
    }) ?? null
  )
}

interface Props {
  assignment: ShownAssignment
  withReport?: boolean // what is chosen goes with the report, and needs no button of its own
}

export function Proof({ assignment, withReport = false }: Props) {
  const { assignment: id, evidence, state } = assignment
  const form = formOf(id)
  const open = mayAttach(state)
  const chosen = draftPhotos(form)
  const here = new Set(attachedHere(id, commands.value))
  const own = [...photos.value.values()].filter((p) => here.has(p.hash) && p.draft === '')
  const others = evidence.filter((hash) => !here.has(hash)).length
  if (!open && own.length === 0 && others === 0) return null

  const attach = async () => {
    const said = await proofsOf(id)
    if (!said) return notify(t('kept.failed'), true)
    if (said.length > 0) await act(said)
  }

  return (
    <section class="block">
      <h2 class="label">{t('assign.proof')}</h2>
      {open && <p class="hint">{t('assign.proof.hint')}</p>}
      <Pictures
        task={id}
        draft={form}
        photos={[...own, ...chosen]}
        label={t('assign.proof')}
        mayAdd={open}
        files
      />
      {others > 0 && <p class="note">{t('assign.proof.others', { n: others })}</p>}
      {open && chosen.length > 0 && withReport && (
        <p class="note">{t('assign.proof.with_report', { n: chosen.length })}</p>
      )}
      {open && chosen.length > 0 && !withReport && (
        <button type="button" class="button wide" onClick={() => void attach()}>
          <Icon name="clip" size={20} />
          {t('assign.proof.do', { n: chosen.length })}
        </button>
      )}
    </section>
  )
}
