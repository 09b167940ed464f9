// What the commands about people ask for: who is in the register, who holds what, who may come in.

import { type CommandSpec, type Field, reason } from './command-spec'

/** Known already, and sent as it is. */
const given = (name: string, kind: Field['kind'] = 'line'): Field => ({
  name,
  kind,
  label: 'field.id',
  asked: () => false,
})

const roles = [
  'unit_officer',
  'first_secretary',
  'officer',
  'plan_keeper',
  'leader',
  'authority',
] as const

export const ofRegistry: Record<string, CommandSpec> = {
  'person.register': {
    verb: 'command.person.register',
    ask: 'ask.person_register',
    id: 'id',
    fields: [
      { name: 'name', kind: 'line', label: 'people.name' },
      { name: 'name_en', kind: 'line', label: 'people.name_en', optional: true },
      { name: 'unit', kind: 'unit', label: 'field.unit' },
    ],
  },
  'post.set': {
    verb: 'command.post.set',
    ask: 'ask.post_set',
    id: 'id',
    fields: [
      { name: 'unit', kind: 'unit', label: 'field.unit' },
      {
        name: 'role',
        kind: 'choice',
        label: 'people.role',
        options: roles.map((value) => ({ value, label: `role.${value}` as const })),
      },
      {
        name: 'holder',
        kind: 'person',
        label: 'people.holder',
        hint: 'people.holder.hint',
        optional: true,
      },
      { name: 'deputy', kind: 'person', label: 'people.deputy', optional: true },
    ],
  },
  'group.form': {
    verb: 'command.group.form',
    ask: 'ask.group_form',
    id: 'id',
    fields: [
      given('name_zh'),
      given('name_en'),
      given('skills', 'choices'),
      { name: 'head', kind: 'person', label: 'role.group_head' },
      { name: 'members', kind: 'choices', label: 'groups.members', hint: 'groups.members.hint' },
    ],
  },
  'key.revoke': {
    verb: 'command.key.revoke',
    ask: 'ask.key_revoke',
    id: 'key',
    fields: [],
    says: 'says.key_revoke',
  },
  'access.end': {
    verb: 'command.access.end',
    ask: 'ask.access_end',
    id: 'person',
    fields: [reason],
    says: 'says.access_end',
  },
}
