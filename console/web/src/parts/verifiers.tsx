// Who is to verify: only those the rules let (GET /verifiers), asked for the very matters.

import { useEffect, useState } from 'preact/hooks'
import { Refusal, snapshot } from '../base/api'
import type { Verifier } from '../contract'
import { personName, personPost } from '../words/names'
import { t } from '../words/words'
import type { Choice } from './commands'

/** null: not answered yet. */
function useVerifiers(matters: string[]): Verifier[] | null {
  const [people, setPeople] = useState<{ of: string; list: Verifier[] } | null>(null)
  const of = matters.join()
  useEffect(() => {
    let alive = true
    const ask = async () => {
      let list: Verifier[] = []
      try {
        list = (await snapshot<{ people: Verifier[] }>(`/verifiers?ids=${of}`, 'page')).data.people
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
      if (alive) setPeople({ of, list })
    }
    ask()
    return () => {
      alive = false
    }
  }, [of])
  return people?.of === of ? people.list : null
}

interface Props {
  id: string
  matters: string[]
  value: string
  put: (value: string) => void
  first: Choice[] // what stands before the people
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean
}

export function Verifiers({ matters, value, put, first, ...common }: Props) {
  const people = useVerifiers(matters)
  const all = matters.length
  return (
    <>
      <select
        class="input"
        {...common}
        disabled={people === null}
        value={value}
        onChange={(e) => put(e.currentTarget.value)}
      >
        <option value="">{t('form.choose')}</option>
        {first.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
        {people?.map(({ person, ids }) => (
          <option key={person} value={person}>
            {[personName(person), personPost(person)].filter(Boolean).join(' · ')}
            {ids.length < all && t('verifier.some', { n: ids.length, all })}
          </option>
        ))}
      </select>
      {people?.length === 0 && <span class="note">{t('verifier.none')}</span>}
    </>
  )
}
