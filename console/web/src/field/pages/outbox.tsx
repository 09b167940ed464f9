// Everything that was said, and how far it has come; what was not taken first, with the way on.

import { go } from '../../base/router'
import { ulid } from '../../base/ulid'
import { Icon } from '../../parts/icon'
import { lately } from '../../words/dates'
import { countBy, type OutboxRow } from '../core/outbox'
import { reopen } from '../core/reopen'
import { assignmentOf, paperOf, personName, placeOf } from '../names'
import { Empty, Nav, notify, Page } from '../parts/frame'
import { Tick } from '../parts/tick'
import { now } from '../shell/clock'
import { keepDraft } from '../shell/draft'
import { agent, person, photos, reached, rows, takeBack } from '../shell/store'
import { wake } from '../shell/sync'
import { known, t } from '../words/words'

const shown_max = 200

export function OutboxPage() {
  const all = rows.value
  const phone = countBy(all, 'phone')
  return (
    <Page title={t('outbox.title')} foot={<Nav />}>
      <dl class="sums">
        {(['phone', 'agent', 'office'] as const).map((reach) => (
          <div key={reach} class={reach === 'office' ? 'ok' : undefined}>
            <dd>{countBy(all, reach)}</dd>
            <dt>
              <Tick reach={reach} />
              {t(`outbox.${reach}`)}
            </dt>
          </div>
        ))}
      </dl>
      {phone > 0 && reached.value === false && (
        <p class="block">
          <button type="button" class="button wide" onClick={wake}>
            {t('outbox.try')}
          </button>
        </p>
      )}
      {all.length === 0 && (
        <Empty icon="online" title={t('outbox.none')} text={t('outbox.none.text')} />
      )}
      <ul class="lines">
        {all.slice(0, shown_max).map((row) => (
          <Row key={row.key || row.n} row={row} />
        ))}
      </ul>
      {all.length > shown_max && (
        <p class="note block">{t('outbox.older', { n: all.length - shown_max })}</p>
      )}
    </Page>
  )
}

const deedOf = (row: OutboxRow): string => {
  const { body } = row
  if (body?.do === 'report') return t(`outbox.report.${body.final ? 'final' : 'preliminary'}`)
  if (body?.do === 'attach') {
    const signed = 'task' in body && body.mime === 'image/png' && !body.finding
    const photo = body.mime.startsWith('image/')
    return t(signed ? 'outbox.signature' : photo ? 'outbox.photo' : 'outbox.file')
  }
  const key = `do.${row.deed}`
  return known(key) ? t(key) : row.deed
}

const isOfAssignment = ({ deed, body, task }: OutboxRow): boolean =>
  deed.startsWith('step') ||
  (body !== null && 'assignment' in body) ||
  !!agent.value?.assignments?.some((each) => each.assignment === task)

function aboutOf(row: OutboxRow): string {
  const { body } = row
  if (body?.do === 'answer' || body?.do === 'pick') return body.item
  if (body?.do === 'record' || body?.do === 'amend') return body.text.slice(0, 24)
  if (body?.do === 'attach') {
    const size = photos.value.get(body.hash)?.size
    if (!size) return ''
    return size < 1e5 ? `${Math.ceil(size / 1e3)} KB` : `${(size / 1e6).toFixed(1)} MB`
  }
  return ''
}

const standsOf = (row: OutboxRow): string => {
  if (row.part) return t('outbox.share', { n: Math.floor((100 * row.part.have) / row.part.size) })
  if (row.reach === 'phone') {
    if (row.person !== person.value) return t('outbox.of', { who: personName(row.person) })
    return t(reached.value ? 'outbox.to_agent' : 'outbox.wait_agent')
  }
  if (row.reach === 'agent') {
    return t(agent.value?.device.welcomed ? 'outbox.to_office' : 'outbox.wait_office')
  }
  return row.by && row.by !== person.value ? personName(row.by) : ''
}

function Row({ row }: { row: OutboxRow }) {
  const task = agent.value?.tasks.find((each) => each.task === row.task)
  const work = agent.value?.assignments?.find((each) => each.assignment === row.task)
  const where = task ? placeOf(task) || paperOf(task) : work ? assignmentOf(work) : ''
  const about = aboutOf(row)
  return (
    <li class="row">
      <Tick reach={row.reach} size={20} />
      <div class="row-what">
        <b>{deedOf(row)}</b> {about}
        <small>
          {lately(row.at, now.value)}
          {where && ` · ${where}`}
        </small>
      </div>
      <div class={`row-reach reach-${row.reach}`}>
        <b>{t(`outbox.${row.reach}`)}</b>
        <small>{standsOf(row)}</small>
      </div>
      {row.reach === 'refused' && <Refused row={row} />}
    </li>
  )
}

function Refused({ row }: { row: OutboxRow }) {
  const back = row.body && reopen(row.task, row.body)
  const again = async () => {
    if (!back) return go(`/${isOfAssignment(row) ? 'assignments' : 'tasks'}/${row.task}`)
    try {
      await keepDraft({ form: back.form, key: ulid(), values: back.values })
      if (row.refusedBy === 'agent') await takeBack(row.key)
      go(back.at)
    } catch {
      notify(t('kept.failed'), true)
    }
  }
  return (
    <div class="refused">
      <Icon name="warn" />
      <div>
        <b>
          {t(row.refusedBy === 'agent' ? 'outbox.refused.agent' : 'outbox.refused.office')}
          {row.what && `${t('comma')}${row.what}`}
        </b>
        {row.mend && <p>{row.mend}</p>}
        <div class="refused-acts">
          {row.task > 0 && (
            <button type="button" class="button" onClick={() => void again()}>
              {t(back ? 'outbox.again' : 'outbox.amend')}
            </button>
          )}
          {row.refusedBy === 'agent' && (
            <button type="button" class="button bare" onClick={() => void takeBack(row.key)}>
              {t('outbox.drop')}
            </button>
          )}
        </div>
      </div>
    </div>
  )
}
