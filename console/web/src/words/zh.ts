// The words of the pages, Chinese: the source of keys. Matter, state, next act, until when; no
// threat, no blame. States, roles and kinds are those of common/messages.

import { confirm } from './zh/confirm'
import { domain } from './zh/domain'
import { frame } from './zh/frame'
import { office } from './zh/office'
import { record } from './zh/record'
import { work } from './zh/work'

export const zh = { ...frame, ...work, ...office, ...record, ...domain, ...confirm }

export type Key = keyof typeof zh
export type Catalogue = Record<Key, string>
