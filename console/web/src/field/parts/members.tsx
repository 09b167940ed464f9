// Who of the group or team is there.

import { Icon } from '../../parts/icon'
import { personName } from '../names'
import { agent, person } from '../shell/store'
import { t } from '../words/words'
import { Check } from './fields'

interface Props {
  title: string
  hint: string
  wrong: string
  chosen: string[]
  put: (chosen: string[]) => void
}

export function Members({ title, hint, wrong, chosen, put }: Props) {
  const toggle = (id: string, on: boolean) =>
    put(on ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <fieldset class="block" aria-describedby="members-hint">
      <legend>{title}</legend>
      <span class="hint" id="members-hint">
        {hint}
      </span>
      {wrong && (
        <span class="wrong" role="alert">
          <Icon name="warn" size={14} />
          {wrong}
        </span>
      )}
      {(agent.value?.members ?? []).map((member) => (
        <Check
          key={member.id}
          id={`member-${member.id}`}
          label={personName(member.id)}
          {...(member.id === person.value && personName(member.id) !== t('me')
            ? { hint: t('me') }
            : {})}
          checked={chosen.includes(member.id)}
          put={(on) => toggle(member.id, on)}
        />
      ))}
    </fieldset>
  )
}
