// What is proposed, as an official would say it: the deed, whom it is about, and what stands today.

import type { ProposalRow } from '../../contract'
import { dayOf, deadline } from '../../time/civil'
import { hashHead, paper } from '../../words/format'
import { lang } from '../../words/lang'
import { groupName, personName, unitName } from '../../words/names'
import { known, t, title, word } from '../../words/words'

type Body = ProposalRow['fields']

const str = (body: Body, field: string): string => {
  const value = body[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const list = (body: Body, field: string): string[] =>
  Array.isArray(body[field]) ? (body[field] as unknown[]).map(String) : []

const names = (people: string[]): string => people.map(personName).join(t('comma.list'))
const own = (body: Body, zh: string, en: string): string =>
  (lang.value === 'en' && str(body, en)) || str(body, zh)
const isNew = (row: ProposalRow): boolean => Object.keys(row.stands).length === 0

/** A role in a unit. */
const post = (body: Body, unit = 'unit'): string =>
  t('propose.post.name', {
    unit: unitName(str(body, unit)),
    role: word('role', str(body, 'role')),
  })

/** Whose a key is: a group's device, a person's, or the office's. */
const ofKey = (body: Body): string =>
  (str(body, 'group') && groupName(str(body, 'group'))) ||
  personName(str(body, 'person')) ||
  t('kind.of_office')

const key = (body: Body, id: string) => ({
  kind: word('kind', str(body, 'kind')),
  of: ofKey(body),
  key: hashHead(id),
})

/** The deed, then what is said beside it. Empty parts are left out. */
type Say = (row: ProposalRow) => string[]

const unit: Say = (row) => {
  const { fields, stands } = row
  const name = own(fields, 'name_zh', 'name_en')
  const old = own(stands, 'name_zh', 'name_en')
  const parent = str(fields, 'parent')
  return [
    isNew(row) ? t('propose.unit', { name }) : t('propose.unit.change', { old, name }),
    parent && t('propose.unit.parent', { parent: unitName(parent) }),
  ]
}

const person: Say = (row) => {
  const to = unitName(str(row.fields, 'unit'))
  const name = row.text || personName(str(row.fields, 'id'))
  if (isNew(row)) return [t('propose.person', { name, unit: to })]
  const from = unitName(str(row.stands, 'unit'))
  return [
    t('propose.person.change', { name, unit: to }),
    from !== to ? t('propose.person.unit', { old: from }) : '',
  ]
}

const holderOf = (body: Body): string => personName(str(body, 'holder')) || t('propose.post.vacant')

const setPost: Say = (row) => {
  const { fields, stands } = row
  const deputy = str(fields, 'deputy')
  const changed = (field: string) => !isNew(row) && str(stands, field) !== str(fields, field)
  return [
    t('propose.post', { post: post(fields), holder: holderOf(fields) }),
    deputy && t('propose.post.deputy', { deputy: personName(deputy) }),
    changed('holder') ? t('propose.post.old', { old: holderOf(stands) }) : '',
    changed('deputy') && str(stands, 'deputy')
      ? t('propose.post.old_deputy', { old: personName(str(stands, 'deputy')) })
      : '',
    changed('role') || changed('unit') ? t('propose.post.old_post', { post: post(stands) }) : '',
  ]
}

const grant: Say = ({ fields }) => [
  t('propose.grant', {
    person: personName(str(fields, 'person')),
    post: post(fields, 'scope'),
    until: deadline(Number(fields.until)).day,
  }),
]

const grantBack: Say = ({ fields }) => [
  t('propose.grant.end', {
    person: personName(str(fields, 'person')),
    post: post(fields, 'scope'),
  }),
]

const group: Say = (row) => {
  const { fields, stands } = row
  const about = {
    name: own(fields, 'name_zh', 'name_en'),
    head: personName(str(fields, 'head')),
  }
  const now = list(fields, 'members')
  if (isNew(row)) {
    return [t('propose.group', about), t('propose.group.members', { list: names(now) })]
  }
  const before = list(stands, 'members')
  const joining = now.filter((each) => !before.includes(each))
  const leaving = before.filter((each) => !now.includes(each))
  const old = str(stands, 'head')
  return [
    t('propose.group.change', about),
    old !== str(fields, 'head') ? t('propose.group.head', { old: personName(old) }) : '',
    joining.length ? t('propose.group.in', { list: names(joining) }) : '',
    leaving.length ? t('propose.group.out', { list: names(leaving) }) : '',
  ]
}

const conflict =
  (says: 'propose.conflict' | 'propose.conflict.end'): Say =>
  ({ fields }) => [
    t(says, { person: personName(str(fields, 'person')), unit: unitName(str(fields, 'unit')) }),
  ]

const adopt =
  (says: 'propose.policy' | 'propose.calendar', name: string): Say =>
  ({ fields, stands }) => [
    t(says, { name: str(fields, name) }),
    str(stands, name) && t('propose.now', { old: str(stands, name) }),
  ]

const says: Record<string, Say> = {
  'unit.register': unit,
  'person.register': person,
  'post.set': setPost,
  'grant.give': grant,
  'grant.withdraw': grantBack,
  'group.form': group,
  'contact.set': ({ fields }) => [
    t('propose.contact', { person: personName(str(fields, 'person')) }),
  ],
  'conflict.declare': conflict('propose.conflict'),
  'conflict.withdraw': conflict('propose.conflict.end'),
  'invitation.give': ({ fields, stands }) => [
    t(stands.access ? 'propose.invite.again' : 'propose.invite', {
      person: personName(str(fields, 'person')),
      until: deadline(Number(fields.until)).day,
    }),
  ],
  'key.enrol': ({ fields, stands }) => [
    t('propose.key', key(fields, str(fields, 'id'))),
    stands.code ? t('propose.key.code', { code: str(stands, 'code') }) : '',
    list(fields, 'speaks_for').length
      ? t('propose.key.speaks', { list: names(list(fields, 'speaks_for')) })
      : '',
  ],
  'key.revoke': ({ fields, stands }) => [t('propose.key.revoke', key(stands, str(fields, 'key')))],
  'incarnation.grant': ({ fields, stands }) => [
    t('propose.key.restore', { ...key(stands, str(fields, 'key')), n: str(fields, 'incarnation') }),
  ],
  'checklist.adopt': ({ fields }) => [
    t('propose.checklist', { name: own(fields, 'zh', 'en'), n: str(fields, 'items') }),
  ],
  'policy.adopt': adopt('propose.policy', 'title'),
  'calendar.adopt': adopt('propose.calendar', 'revision'),
  'task.withdraw': ({ stands }) => [
    t('propose.task', {
      task: paper('task', str(stands, 'number')),
      group: groupName(str(stands, 'group')),
    }),
  ],
}

/** A step by its own verb; what else is proposed about a case by its command. */
const ofCase: Say = ({ command, fields, stands }) => [
  str(fields, 'how')
    ? word('verb.case', str(fields, 'how'))
    : titled(`command.${command}`, command),
  str(stands, 'number') && paper('case', str(stands, 'number')),
  str(fields, 'track') && str(fields, 'track') !== 'none'
    ? word('track', str(fields, 'track'))
    : '',
  personName(str(fields, 'person')),
  str(fields, 'limit') && word('case_limit', str(fields, 'limit')),
]

const titled = (key: string, otherwise: string): string => (known(key) ? title(key) : otherwise)

/** Whose words are said with them; those of a person's entry are the name. */
const because = (row: ProposalRow): string =>
  row.text && !row.decision && row.command !== 'person.register' ? t('colon') + row.text : ''

export function sentence(row: ProposalRow): string {
  const say = row.command.startsWith('case.') ? ofCase : says[row.command]
  const parts = say
    ? say(row)
    : [
        titled(`command.${row.command}`, row.command),
        ...items(row).map(([name, value]) => name + t('colon') + value),
      ]
  return parts.filter(Boolean).join(t('confirm.semicolon')) + because(row)
}

const people = ['person', 'holder', 'deputy', 'head', 'members', 'speaks_for']
const units = ['unit', 'parent', 'scope']

/** Words of a catalogue group, by the field that holds them. */
const worded: Record<string, string> = {
  role: 'role',
  level: 'level',
  kind: 'kind',
  how: 'verb.case',
  track: 'track',
  measures: 'measure',
  limit: 'case_limit',
}

function shown(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((v) => shown(name, v)).join(t('comma.list'))
  if (value === null || typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (text === '') return ''
  if (people.includes(name)) return personName(text)
  if (units.includes(name)) return unitName(text)
  if (name === 'group') return groupName(text)
  if (name === 'until') return dayOf(Number(value))
  if (name === 'track' && text === 'none') return ''
  const group = worded[name]
  return group ? word(group, text) : text
}

/** The page's own word for a field where that says more, else the catalogue's. */
const nameOf = (field: string): string =>
  titled(`proposed.${field}`, titled(`field.${field}`, field))

/** Every field by its name; one that these pages do not know shows by its own. */
export const items = (row: ProposalRow): [name: string, value: string][] =>
  Object.entries(row.fields)
    .map(([name, value]): [string, string] => [
      nameOf(name),
      (name === 'task' || name === 'lead') && str(row.stands, 'number')
        ? paper(name === 'task' ? 'task' : 'case', str(row.stands, 'number'))
        : shown(name, value),
    ])
    .filter(([, value]) => value !== '' && value !== 'false')
