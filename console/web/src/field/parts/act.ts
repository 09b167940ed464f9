// Saying something from a page: written first, then told. What could not be written stays in its
// form.

import type { Deed } from '../contract'
import { deedOf } from '../core/command'
import { type Saying, sayAll } from '../shell/store'
import { t } from '../words/words'
import { notify } from './frame'

/** Whether it is on this phone's disk. */
export async function act(
  said: Saying[],
  from: { draft?: string; keys?: string[] } = {},
  done: Deed = deedOf(said[0]!.body),
): Promise<boolean> {
  try {
    await sayAll(said, from)
    notify(t(`kept.${done}`))
    return true
  } catch {
    notify(t('kept.failed'), true)
    return false
  }
}
