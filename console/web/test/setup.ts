// A test says any word without waiting for it; first-words.test.ts holds what is there at first to
// what is said at first.

import { options } from 'preact'
import { restOfWords } from '../src/words/words'

// Preact runs effects after a paint, or after 35 ms where none comes, and then takes its frame
// back. jsdom paints nothing, and a test file that has ended by then has no window to ask.
options.requestAnimationFrame = (flush) => void setTimeout(flush)

await restOfWords()
