// What the console answered for a played county, by person; tests/unit/console/fixtures_test.cpp
// writes test/fixtures and holds it to the code.

import type { Me, Snapshot } from '../src/contract'

export interface Answer {
  status: number
  zh: unknown
  en?: unknown // where it is another in English
}
export type Answers = Record<string, Answer>

const files = import.meta.glob<{ me: Omit<Me, 'csrf'> } & Answers>('./fixtures/*.json', {
  import: 'default',
  eager: true,
})

function person(file: { me: Omit<Me, 'csrf'> } & Answers) {
  const { me, ...answers } = file
  const { now } = (answers as Answers)['/names']!.zh as Snapshot<unknown>
  return { me: { ...me, csrf: 'token' } as Me, answers: answers as Answers, now }
}

type Who = 'leader' | 'officer' | 'keeper' | 'auditor' | 'admin' | 'head' | 'village' | 'authority'

export const people = Object.fromEntries(
  Object.entries(files).map(([path, file]) => [/(\w+)\.json$/.exec(path)![1]!, person(file)]),
) as Record<Who, ReturnType<typeof person>>

/** The data of a snapshot, as this person has it. */
export function data<T>(who: Who, target: string): T {
  const answer = people[who].answers[target]
  if (answer?.status !== 200) throw new Error(`${target} is not recorded for ${who}`)
  return structuredClone((answer.zh as Snapshot<T>).data)
}

/** Answers as the console did; what is asked for is noted. */
export const fetchFrom =
  (answers: Answers, me: Me, asked: Set<string>) =>
  async (url: string, init: { headers: Record<string, string> }): Promise<Response> => {
    // What the server itself writes is asked for again in the other language, by its address.
    const target = url.replace('/api/v1', '').replace(/[?&]lang=\w+/, '')
    if (target === '/me') return Response.json(me)
    if (target === '/sessions') return Response.json([])
    // What the broker hears over its links is in no record.
    if (target === '/devices') return Response.json({ seq: 1, now: 0, data: [] })
    if (target === '/account') {
      return Response.json({ name: 'own', second_factor: false, shared: false })
    }
    asked.add(target)
    const answer = answers[target]
    if (!answer)
      return Response.json({ why: 'not_recorded', what: target, mend: '' }, { status: 404 })
    const english = init.headers['Accept-Language'] === 'en'
    return Response.json(english ? (answer.en ?? answer.zh) : answer.zh, { status: answer.status })
  }
