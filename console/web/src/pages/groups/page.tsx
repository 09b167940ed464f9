import { href } from '../../base/router'
import { has } from '../../base/session'
import type { GroupRow } from '../../contract'
import { freshness, minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Actions } from '../../parts/actions'
import { Panel } from '../../parts/panel'
import { Say, Shown } from '../../parts/state'
import { clock, span } from '../../words/format'
import { groupName, namesById, personName } from '../../words/names'
import { t, word } from '../../words/words'
import './page.css'

const near_ms = 60_000
const far_ms = 1_800_000

export default function GroupsPage() {
  const view = useSnapshot<GroupRow[]>('/groups', {
    concerns: (change) => !!change.tasks?.length || touches('registry', 'device')(change),
  })
  return (
    <Shown view={view}>
      {(rows) =>
        rows.length === 0 ? (
          <Say icon="group" title={t('groups.none')} text={t('groups.none.text')} />
        ) : (
          <div class="groups">
            {rows.map((g) => (
              <Group key={g.id} g={g} reload={view.reload} />
            ))}
          </div>
        )
      }
    </Shown>
  )
}

/** A plan keeper changes head and members; a leader confirms it. Those of the members' units stand to choose. */
function Change({ g, done }: { g: GroupRow; done: () => void }) {
  const { groups, people } = namesById.value
  const row = groups.find((each) => each.id === g.id)
  const units = new Set(people.filter((p) => g.members.includes(p.id)).map((p) => p.unit))
  const choices = people
    .filter((p) => units.has(p.unit))
    .map((p) => ({ value: p.id, text: personName(p.id) }))
  const preset = {
    name_zh: row?.zh ?? '',
    name_en: row?.en ?? '',
    skills: g.skills.join(' '),
    head: g.head,
    members: g.members.join(' '),
  }
  return (
    <Actions
      may={['group.form']}
      id={g.id}
      about={groupName(g.id)}
      preset={preset}
      choices={{ members: choices }}
      done={done}
      quiet
    />
  )
}

function Group({ g, reload }: { g: GroupRow; reload: () => void }) {
  return (
    <Panel
      title={groupName(g.id)}
      note={t('groups.people', { n: g.members.length })}
      action={has('plan_keeper') && <Change g={g} done={reload} />}
    >
      <div class="panel-body">
        {g.tasks_open !== null && <Now g={g} />}
        <dl class="pairs">
          <dt>{t('role.group_head')}</dt>
          <dd>{personName(g.head)}</dd>
          <dt>{t('groups.members')}</dt>
          <dd>
            {g.members
              .filter((m) => m !== g.head)
              .map(personName)
              .join(t('comma.list'))}
          </dd>
          <dt>{t('groups.skills')}</dt>
          <dd>{g.skills.map((s) => word('theme', s)).join(t('comma.list'))}</dd>
          <dt>{t('groups.tasks')}</dt>
          <dd>
            {g.tasks_open === null
              ? t('figure.withheld')
              : t('groups.tasks.text', {
                  open: g.tasks_open,
                  done: g.tasks_done ?? 0,
                  missed: g.missed ?? 0,
                })}
          </dd>
        </dl>
      </div>
      <ul class="lines group-devices">
        {g.devices.map((d) => (
          <Device key={d.key} d={d} />
        ))}
        {g.devices.length === 0 && <li class="quiet">{t('groups.no_device')}</li>}
      </ul>
    </Panel>
  )
}

/** What it is at. Where no task may be known, none is said to be there. */
function Now({ g }: { g: GroupRow }) {
  return (
    <p class="group-now">
      {g.task ? (
        <>
          <a href={href(`/tasks/${g.task}`)}>{word('state.task', g.task_state)}</a>
          <b class={freshness.value === 'cut' ? 'frozen' : ''}>{clock(minute.value - g.since)}</b>
        </>
      ) : (
        <span class="quiet">{t('groups.free')}</span>
      )}
    </p>
  )
}

/** Offline in the hills is ordinary, not an alarm: it speaks in ink. */
function Device({ d }: { d: GroupRow['devices'][number] }) {
  const silent = d.last_heard ? minute.value - d.last_heard : null
  const shape =
    silent === null || silent > far_ms ? 'dot square' : silent > near_ms ? 'dot hollow' : 'dot'
  return (
    <li>
      <i class={d.revoked ? 'dot square' : shape} />
      <span class="code">{d.key}</span>
      <span class="grow" />
      {d.waiting > 0 && <span>{t('groups.waiting', { n: d.waiting })}</span>}
      <span class="quiet">
        {d.revoked
          ? t('groups.revoked')
          : silent === null
            ? t('groups.never')
            : silent <= near_ms
              ? t('groups.just')
              : t('groups.heard', { t: span(silent) })}
      </span>
    </li>
  )
}
