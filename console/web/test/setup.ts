// A test says any word without waiting for it; first-words.test.ts holds what is there at first to
// what is said at first.

import { restOfWords } from '../src/words/words'

await restOfWords()
