// What of a text people can see: a text of blanks and of letters that draw nothing is empty, here as
// at the server's doors (common/visible.h, of which the table is made).

import { blankLetters, hiddenLetters } from '../domain/visible'

const unseen = (letter: string): boolean => {
  const code = letter.codePointAt(0)!
  return [...blankLetters, ...hiddenLetters].some(([first, last]) => code >= first && code <= last)
}

export const isBlank = (text: string): boolean => [...text].every(unseen)

/** As it is sent: nothing when nothing in it can be seen, without blanks at its ends. */
export const seen = (text: string): string => (isBlank(text) ? '' : text.trim())
