import { beforeEach, expect, test } from 'vitest'
import { namesById, personName } from '../src/words/names'
import { setLang } from '../src/words/words'

beforeEach(() => {
  const person = { name: '丁※', unit: 'v1', post: '' }
  const people = [
    { ...person, id: 'p-1', en: 'Ding Hai※' },
    { ...person, id: 'p-2', en: '' },
  ]
  namesById.value = { units: [], groups: [], people }
})

test('a person is named as readers of the language write it, where the county has it', async () => {
  await setLang('en')
  expect(['p-1', 'p-2', 'p-3', ''].map(personName)).toEqual([
    'Ding Hai※',
    '丁※',
    '(name not shown)',
    '',
  ])
  await setLang('zh')
  expect(['p-1', 'p-2'].map(personName)).toEqual(['丁※', '丁※'])
})
