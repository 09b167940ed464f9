import { expect, test } from 'vitest'
import { en } from '../../src/field/words/en'
import { zh } from '../../src/field/words/zh'

const holes = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((found) => found[1])

test('both languages of the field page have the same keys and the same holes', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const [key, text] of Object.entries(zh)) {
    const have = new Set(holes(en[key as keyof typeof zh]))
    for (const hole of holes(text)) expect(have, key).toContain(hole)
  }
})

test('no text of the field page threatens, blames or shouts', () => {
  const never =
    /严肃处理|后果自负|拒不|违纪人员|黑名单|末位|系统判定|打卡|扣分|贫困户|尽快|尽早|ASAP|[!！]/
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) {
    expect(text, key).not.toMatch(never)
  }
})
