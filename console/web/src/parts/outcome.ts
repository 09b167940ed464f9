// What became of a notice by each channel, in the reader's language. The rules let only these words
// into the log (common/domain/listed.cpp).

import { type Key, t } from '../words/words'

const known: Record<string, Key> = {
  'no channel is set up': 'outcome.none',
  file: 'outcome.file',
  'file: cannot be written': 'outcome.file.fault',
  webhook: 'outcome.webhook',
  'webhook: no answer in time': 'outcome.webhook.late',
  'the worker stopped': 'outcome.stopped',
  'no outcome within an hour': 'outcome.hour',
  mail: 'outcome.mail',
  'mail: no address': 'outcome.mail.nowhere',
  'mail: address cannot be read': 'outcome.mail.unread',
  'mail: no connection': 'outcome.mail.connection',
  'mail: no encryption': 'outcome.mail.encryption',
  'mail: certificate not trusted': 'outcome.mail.certificate',
  'mail: sign-in refused': 'outcome.mail.sign_in',
  'mail: no answer in time': 'outcome.mail.late',
  'mail: taken or not is unknown': 'outcome.mail.unknown',
  'mail: connection ended': 'outcome.mail.ended',
}
const numbered: [string, Key][] = [
  ['webhook: answer ', 'outcome.webhook.answer'],
  ['webhook: error ', 'outcome.webhook.error'],
  ['mail: recipient refused ', 'outcome.mail.recipient'],
  ['mail: refused ', 'outcome.mail.refused'],
  ['mail: error ', 'outcome.mail.error'],
]

function told(part: string): string {
  const key = known[part]
  if (key) return t(key)
  const found = numbered.find(([begin]) => part.startsWith(begin))
  return found ? t(found[1], { n: part.slice(found[0].length) }) : t('outcome.other')
}

/** Of "file, mail: no address" two lines. */
export const outcomeLines = (detail: string): string[] =>
  detail === '' ? [] : detail.split(', ').map(told)
