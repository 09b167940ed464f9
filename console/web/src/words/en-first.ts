// The English words that every page and the overview say: fetched before anything is drawn.

import { first as domain } from '../domain/en-first'
import { frame } from './en/frame'

export const first = { ...frame, ...domain }
