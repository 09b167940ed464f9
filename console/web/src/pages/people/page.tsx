// Everybody in the register: what they hold, whether they can sign in, and what is done when
// somebody comes, moves on or has lost the password.

import { useMemo, useState } from 'preact/hooks'
import { has, me } from '../../base/session'
import type { PersonRow } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Dialog } from '../../parts/dialog'
import { CommandForm } from '../../parts/form'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { deadline } from '../../time/civil'
import { hashHead } from '../../words/format'
import { groupShort, namesById, personName, unitName } from '../../words/names'
import { t, title, word } from '../../words/words'
import { EnrolKey } from './enrol-key'
import { Invite } from './invite'
import './page.css'

/** A command's form that is open: its name, the id it is about, and what is known already. */
interface Open {
  command: string
  id: string
  about: string
  preset?: Record<string, string>
  says?: string
}

const digits = 'abcdefghijkmnpqrstuvwxyz23456789'
/** A new row's id: no two of a county's are alike, and none tells anything of the person. */
const newId = (kind: string): string =>
  `${kind}-${[...crypto.getRandomValues(new Uint8Array(8))].map((n) => digits[n % digits.length]).join('')}`

export default function PeoplePage() {
  const view = useSnapshot<PersonRow[]>('/people', { concerns: touches('registry', 'access') })
  const [open, setOpen] = useState<Open | null>(null)
  const [invited, setInvited] = useState('')
  const [keyed, setKeyed] = useState('')
  const [typed, setTyped] = useState('')
  const keeps = has('plan_keeper')
  return (
    <>
      <Panel
        title={t('people.title')}
        note={t('people.note')}
        action={
          keeps && (
            <button
              type="button"
              class="button"
              onClick={() =>
                setOpen({ command: 'person.register', id: newId('p'), about: t('people.new') })
              }
            >
              {title('command.person.register')}…
            </button>
          )
        }
      >
        <Shown view={view}>
          {(rows) =>
            rows.length === 0 ? (
              <Say icon="group" title={t('people.none')} text={t('people.none.text')} />
            ) : (
              <Rows
                rows={rows}
                typed={typed}
                type={setTyped}
                invite={setInvited}
                enrol={setKeyed}
                ask={setOpen}
                keeps={keeps || has('officer')}
              />
            )
          }
        </Shown>
      </Panel>
      {open && (
        <Dialog title={t(titles[open.command]!, { about: open.about })} close={() => setOpen(null)}>
          <CommandForm
            name={open.command}
            id={open.id}
            about={open.about}
            preset={open.preset}
            says={open.says}
            cancel={() => setOpen(null)}
            done={() => {
              setOpen(null)
              view.reload()
            }}
          />
        </Dialog>
      )}
      {invited && (
        <Invite
          person={invited}
          close={() => {
            setInvited('')
            view.reload()
          }}
        />
      )}
      {keyed && (
        <EnrolKey
          person={keyed}
          close={() => {
            setKeyed('')
            view.reload()
          }}
        />
      )}
    </>
  )
}

type Ask =
  | 'ask.person_register'
  | 'ask.post_set'
  | 'ask.access_end'
  | 'ask.grant_give'
  | 'ask.grant_withdraw'
  | 'ask.key_revoke'

const titles: Record<string, Ask> = {
  'person.register': 'ask.person_register',
  'post.set': 'ask.post_set',
  'access.end': 'ask.access_end',
  'grant.give': 'ask.grant_give',
  'grant.withdraw': 'ask.grant_withdraw',
  'key.revoke': 'ask.key_revoke',
}

interface RowsProps {
  rows: PersonRow[]
  typed: string
  type: (text: string) => void
  invite: (person: string) => void
  enrol: (person: string) => void
  ask: (open: Open) => void
  keeps: boolean
}

/** By which whoever has to extend them all finds those who hold one. */
const rolesOf = (row: PersonRow): string[] =>
  [...row.posts, ...row.grants].map(({ role }) => word('role', role))

const shown_max = 200 // of a county's thousands; the search finds the others

function Rows({ rows, typed, type, invite, enrol, ask, keeps }: RowsProps) {
  const names = namesById.value
  const found = useMemo(() => {
    const wanted = typed.trim().toLowerCase()
    if (!wanted) return rows
    return rows.filter((row) =>
      [personName(row.id), unitName(row.unit), row.id, ...rolesOf(row)].some((each) =>
        each.toLowerCase().includes(wanted),
      ),
    )
  }, [rows, typed, names])
  return (
    <>
      <div class="panel-body">
        <label class="field people-search">
          <span>{t('people.search')}</span>
          <input
            class="input"
            type="search"
            value={typed}
            maxLength={60}
            onInput={(e) => type(e.currentTarget.value)}
          />
        </label>
      </div>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table plain people">
          <caption class="unseen">{t('people.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.unit')}</th>
              <th scope="col" class="w0">
                {t('people.holds')}
              </th>
              <th scope="col">{t('people.access')}</th>
              <th scope="col">
                <span class="unseen">{t('conflicts.act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown_max).map((row) => (
              <Row key={row.id} {...{ row, invite, enrol, ask, keeps }} />
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown_max && (
        <p class="note panel-body">{t('people.more', { n: found.length - shown_max })}</p>
      )}
    </>
  )
}

function Row({
  row,
  invite,
  enrol,
  ask,
  keeps,
}: Omit<RowsProps, 'rows' | 'typed' | 'type'> & { row: PersonRow }) {
  const about = personName(row.id)
  return (
    <tr>
      <th scope="row" class="nowrap">
        {about}
      </th>
      <td class="nowrap">{unitName(row.unit)}</td>
      <td class="w0">
        <Holds row={row} ask={ask} keeps={keeps} />
      </td>
      <td class="nowrap">
        <Access row={row} ask={ask} />
      </td>
      <td class="nowrap">
        <span class="actions">
          {keeps && (
            <button
              type="button"
              class="button small"
              onClick={() =>
                ask({
                  command: 'post.set',
                  id: newId('post'),
                  about,
                  preset: { unit: row.unit, holder: row.id },
                })
              }
            >
              {t('people.give_post')}…
            </button>
          )}
          {gives(row) && (
            <button
              type="button"
              class="button small"
              onClick={() => ask({ command: 'grant.give', id: row.id, about })}
            >
              {t('people.give_role')}…
            </button>
          )}
          {row.may.includes('invitation.give') && (
            <button type="button" class="button small" onClick={() => invite(row.id)}>
              {t(row.access ? 'people.invite_again' : 'people.invite')}…
            </button>
          )}
          {row.may.includes('key.enrol') && (
            <button type="button" class="button small" onClick={() => enrol(row.id)}>
              {t('people.enrol_key')}…
            </button>
          )}
          {row.may.includes('access.end') && (
            <button
              type="button"
              class="button small"
              onClick={() => ask({ command: 'access.end', id: row.id, about })}
            >
              {title('command.access.end')}…
            </button>
          )}
        </span>
      </td>
    </tr>
  )
}

/** Posts, grants and the group; a post is changed where it stands. */
function Holds({ row, ask, keeps }: { row: PersonRow; ask: (open: Open) => void; keeps: boolean }) {
  if (row.posts.length + row.grants.length === 0 && !row.group) {
    return <span class="quiet">{t('people.nothing')}</span>
  }
  return (
    <ul class="people-holds">
      {row.posts.map((post) => {
        const says = t('propose.post.name', {
          unit: unitName(post.unit),
          role: word('role', post.role),
        })
        return (
          <li key={post.id}>
            {post.stands_in ? t('people.as_deputy', { post: says }) : says}
            {keeps && (
              <button
                type="button"
                class="as-link"
                aria-label={t('people.hand_over.of', { post: says })}
                onClick={() =>
                  ask({
                    command: 'post.set',
                    id: post.id,
                    about: says,
                    preset: {
                      unit: post.unit,
                      role: post.role,
                      holder: post.holder,
                      deputy: post.deputy,
                    },
                  })
                }
              >
                {t('people.hand_over')}…
              </button>
            )}
          </li>
        )
      })}
      {row.group && (
        <li>
          {groupShort(row.group)} {t(row.head ? 'role.group_head' : 'role.inspector')}
        </li>
      )}
      {row.grants.map((grant) => (
        <li key={`${grant.role}.${grant.scope}.${grant.until}`}>
          <span>
            {word('role', grant.role)}{' '}
            <span class="quiet">{t('people.until', { day: deadline(grant.until).day })}</span>
          </span>
          {gives(row) && <Grant row={row} grant={grant} ask={ask} />}
        </li>
      ))}
    </ul>
  )
}

/** Roles are leaders' to give, and nobody's to give themselves. */
const gives = (row: PersonRow): boolean => has('leader') && row.id !== me.value?.person

/** A role that was given for a term: given for another one, or taken back. */
function Grant({
  row,
  grant,
  ask,
}: {
  row: PersonRow
  grant: PersonRow['grants'][number]
  ask: (open: Open) => void
}) {
  const says = t('propose.post.name', {
    unit: unitName(grant.scope),
    role: word('role', grant.role),
  })
  const { role, scope } = grant
  const open = (command: string, about: string) =>
    ask({ command, id: row.id, about, preset: { role, scope } })
  const about = personName(row.id)
  return (
    <>
      <button
        type="button"
        class="as-link"
        aria-label={t('people.extend.of', { about, post: says })}
        onClick={() => open('grant.give', about)}
      >
        {t('people.extend')}…
      </button>
      <button
        type="button"
        class="as-link"
        aria-label={t('people.take_back.of', { about, post: says })}
        onClick={() => open('grant.withdraw', `${about}${t('comma')}${says}`)}
      >
        {t('people.take_back')}…
      </button>
    </>
  )
}

function Access({ row, ask }: { row: PersonRow; ask: (open: Open) => void }) {
  const invited = row.invited_until > minute.value
  return (
    <>
      <span class={row.access ? '' : 'quiet'}>
        {t(row.access ? 'people.access.open' : 'people.access.none')}
      </span>
      {row.invited_until > 0 && (
        <span class="note people-invited">
          {t(invited ? 'people.invited' : 'people.invited.over', {
            day: deadline(row.invited_until).day,
          })}
        </span>
      )}
      {row.keys.map((key) => (
        <OwnKey key={key} {...{ row, id: key, ask }} />
      ))}
    </>
  )
}

/** By its number; taken out where it was lost or whoever has it moves on. */
function OwnKey({ row, id, ask }: { row: PersonRow; id: string; ask: (open: Open) => void }) {
  const about = t('people.key.of', { about: personName(row.id), key: hashHead(id) })
  return (
    <span class="note people-invited">
      {t('people.key', { key: hashHead(id) })}
      {row.may.includes('key.revoke') && (
        <button
          type="button"
          class="as-link"
          aria-label={t('people.key.revoke.of', { about })}
          onClick={() =>
            ask({ command: 'key.revoke', id, about, says: t('people.key.revoke.says') })
          }
        >
          {t('people.key.revoke')}…
        </button>
      )}
    </span>
  )
}
