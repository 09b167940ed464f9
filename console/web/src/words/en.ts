// The same words in English; a key that is missing here does not compile.

import { first } from './en-first'
import { rest } from './en-rest'
import type { Catalogue } from './zh'

export const en: Catalogue = { ...first, ...rest }
