// What follows of a deed, told before it is done: the server runs the rules on the matter as it
// stands with what the form says so far (GET /foresee), and here it is put into sentences.

import { useEffect, useState } from 'preact/hooks'
import { Refusal, snapshot } from '../base/api'
import type { Effect, Foreseen } from '../contract'
import { minute } from '../live/freshness'
import { budget, spokenDue } from '../words/format'
import { personName, unitName } from '../words/names'
import { type Key, known, t, word } from '../words/words'
import { asked, type CommandSpec, lacking, type Values } from './commands'
import { Icon } from './icon'
import './foreseen.css'

const typing_ms = 250
const minute_ms = 60_000 // as exact as a moment is told

/** Words that are still to be written change nothing of what follows, and stay here. */
export function question(
  spec: CommandSpec,
  args: Record<string, unknown>,
  values: Values,
): Record<string, unknown> | null {
  const open = spec.fields.filter((field) => asked(field, values))
  const words = open.filter(({ kind }) => kind === 'text' || kind === 'line' || kind === 'proofs')
  const lacks = lacking(spec, values).filter((name) => !words.some((field) => field.name === name))
  // Neither a name nor a word of what is secret may stand in an address.
  if (lacks.length > 0 || spec.fields.some(({ kind }) => kind === 'salt')) return null
  const out = { ...args }
  for (const { name, kind } of spec.fields) {
    if (kind === 'text' || kind === 'line') out[name] = ''
    if (kind === 'proofs') out[name] = []
  }
  return out
}

/** Asked again when the form says something else; null: nothing is known yet. */
export function useForeseen(name: string, args: Record<string, unknown> | null): Foreseen | null {
  const [told, setTold] = useState<{ of: string; data: Foreseen } | null>(null)
  const of = args === null ? '' : JSON.stringify(args)
  useEffect(() => {
    if (of === '') return
    let alive = true
    const timer = window.setTimeout(async () => {
      try {
        const path = `/foresee/${encodeURIComponent(name)}?args=${encodeURIComponent(of)}`
        const { data } = await snapshot<Foreseen>(path, 'page')
        if (alive) setTold({ of, data })
      } catch (error) {
        // What cannot be foreseen can be done all the same: the server says then what it says.
        if (!(error instanceof Refusal)) throw error
      }
    }, typing_ms)
    return () => {
      alive = false
      window.clearTimeout(timer)
    }
  }, [name, of])
  return told?.of === of ? told.data : null
}

const people = (list: string[]): string => list.map(personName).join(t('comma.list'))

/** One message goes to each; who is told at one moment stands in one sentence. */
function tellings(effects: Effect[]): string[] {
  const by_moment = new Map<number, string[]>()
  for (const { kind, at = 0, to = '' } of effects) {
    if (kind !== 'told') continue
    const list = by_moment.get(at) ?? []
    if (!list.includes(to)) by_moment.set(at, [...list, to])
  }
  return [...by_moment].map(([at, list]) =>
    at >= minute.value + minute_ms
      ? t('follows.told.later', { who: people(list), at: spokenDue(at) })
      : t('follows.told', { who: people(list) }),
  )
}

function sentence(effect: Effect): string {
  const { kind, at = 0, was = 0 } = effect
  switch (kind) {
    case 'asked':
      return t('follows.asked', { b: budget(effect.budget ?? ''), why: effect.text ?? '' })
    case 'if_granted':
      return t('follows.if_granted', { at: spokenDue(at), was: spokenDue(was) })
    case 'holds':
      return t('follows.deadline.same', { at: spokenDue(at) })
    case 'deadline': {
      const key: Key =
        was === 0
          ? 'follows.deadline.first'
          : at === was
            ? 'follows.deadline.same'
            : 'follows.deadline'
      const left = t('follows.left', { n: effect.days_left ?? 0 })
      return t(key, { at: spokenDue(at), was: spokenDue(was) }) + (effect.days_left ? left : '')
    }
    case 'stands':
      return t('follows.stands', { n: effect.used ?? 0 })
    case 'step':
      return t('follows.step', {
        n: effect.step ?? 0,
        what: word('step', String(effect.step)),
      })
    case 'demand': {
      const who = personName(effect.person ?? '') || unitName(effect.unit ?? '')
      return t('follows.demand', {
        who,
        n: effect.days ?? 0,
        what: word('demand', effect.demand ?? ''),
      })
    }
    case 'order':
      return t('follows.order', {
        severity: word('severity', effect.severity ?? ''),
        b: budget(effect.budget ?? ''),
      })
    case 'limit': {
      const key = `follows.limit.${effect.what}`
      return known(key) ? t(key, { at: spokenDue(at) }) : ''
    }
    case 'case_state':
      return t('follows.case_state', { state: word('state.case', effect.what ?? '') })
    case 'case_limit':
    case 'case_extended':
      return t(`follows.${kind}`, {
        limit: word('case_limit', effect.what ?? ''),
        at: spokenDue(at),
      })
    case 'assignment':
      return t('follows.assignment', {
        what: word('assignment', effect.what ?? ''),
        at: spokenDue(at),
      })
    case 'assignment_state':
      return t('follows.assignment_state', {
        n: effect.number ?? '',
        state: word('state.assignment', effect.what ?? ''),
      })
    case 'contest_until':
      return t('follows.contest_until', { at: spokenDue(at) })
    case 'unreachable':
      return t('follows.unreachable', {
        who: `${unitName(effect.unit ?? '')}${t('follows.of')}${word('role', effect.role ?? '')}`,
        to: unitName(effect.to ?? ''),
      })
    case 'told':
      return ''
    default: {
      const key = `follows.${kind}`
      return known(key) ? t(key) : ''
    }
  }
}

/** In the order in which it would happen; who is told comes last. */
export const sentences = (told: Foreseen): string[] =>
  [
    ...told.second.map((list) => t('follows.second', { who: people(list) })),
    ...told.effects.map(sentence),
    ...tellings(told.effects),
  ].filter((text) => text !== '')

export function Follows({ told }: { told: Foreseen | null }) {
  const list = told ? sentences(told) : []
  return (
    <div class="follows" aria-live="polite">
      {told?.refused ? (
        <p class="follows-refused">
          <Icon name="warn" size={14} />
          <span>
            {told.refused.what}
            {told.refused.mend && t('follows.mend', { mend: told.refused.mend })}
          </span>
        </p>
      ) : (
        list.length > 0 && (
          <>
            <b>{t('follows.title')}</b>
            <ul>
              {list.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )
      )}
    </div>
  )
}
