// The place of a person concerned in the menu: fetched for them alone, with its word.

import type { Item } from './routes'

export const place: Item = { to: '/my-case', icon: 'user', word: 'nav.my_case' }
