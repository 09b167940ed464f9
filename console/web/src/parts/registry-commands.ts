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

/** What is given without a post, for a term. */
const givenRoles = [
  'administrator',
  'auditor',
  'group_head',
  'inspector',
  'officer',
  'plan_keeper',
  'leader',
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
  'grant.give': {
    verb: 'command.grant.give',
    ask: 'ask.grant_give',
    id: 'person',
    fields: [
      {
        name: 'role',
        kind: 'choice',
        label: 'people.role_given',
        options: givenRoles.map((value) => ({ value, label: `role.${value}` as const })),
      },
      { name: 'scope', kind: 'unit', label: 'people.scope' },
      { name: 'until', kind: 'day', label: 'people.last_day' },
    ],
    says: 'says.grant_give',
    secret: true, // a person has several: a draft of one is not another's
  },
  'grant.withdraw': {
    verb: 'command.grant.withdraw',
    ask: 'ask.grant_withdraw',
    id: 'person',
    fields: [given('role'), given('scope'), reason],
    says: 'says.grant_withdraw',
    secret: true,
  },
  'access.end': {
    verb: 'command.access.end',
    ask: 'ask.access_end',
    id: 'person',
    fields: [reason],
    says: 'says.access_end',
  },
}
