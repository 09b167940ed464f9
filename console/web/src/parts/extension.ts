import type { RectificationRow } from '../contract'
import { rowTime, spokenDue } from '../words/format'
import { t } from '../words/words'

type Asked = Pick<RectificationRow, 'extension_asked_at' | 'extension_until'>

/** Since when an extension is asked for, and until when it is to be decided. */
export function whenDecided({ extension_asked_at: at, extension_until: until }: Asked): string {
  const out: string[] = []
  if (at > 0) out.push(t('extension.asked_at', { d: rowTime(at) }))
  if (until > 0) out.push(t('extension.until', { d: spokenDue(until) }))
  return out.join(t('comma'))
}
