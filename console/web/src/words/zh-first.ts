// The Chinese words that every page and the overview say: fetched before anything is drawn.

import { first as domain } from '../domain/zh-first'
import { frame } from './zh/frame'

export const first = { ...frame, ...domain }
