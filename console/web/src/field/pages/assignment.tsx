import type { ComponentChildren } from 'preact'
import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import { assignmentLimit, maySteps } from '../core/may'
import type { ShownAssignment } from '../core/merge'
import { askedOf, assignmentOf, leadOf, personName } from '../names'
import { act } from '../parts/act'
import { Countdown } from '../parts/countdown'
import { Empty, Nav, Page } from '../parts/frame'
import { Proof } from '../parts/proof'
import { Counts } from '../parts/reached'
import { assignments } from '../shell/store'
import { known, t, word } from '../words/words'

/** The assignment of the address, or why there is none. */
export function WithAssignment({
  id,
  children,
}: {
  id: string
  children: (assignment: ShownAssignment) => ComponentChildren
}) {
  const assignment = assignments.value.find((each) => String(each.assignment) === id)
  if (assignment) return <>{children(assignment)}</>
  return (
    <Page title={t('assign.title')} back="/" foot={<Nav />}>
      <Empty icon="lock" title={t('assign.gone')} text={t('assign.gone.text')} />
    </Page>
  )
}

export function AssignmentPage({ assignment }: { assignment: ShownAssignment }) {
  const limit = assignmentLimit(assignment)
  const over = `assign.over.${assignment.state}`
  return (
    <Page
      title={assignmentOf(assignment)}
      note={assignment.returned ? t('assign.returned') : word('state.assignment', assignment.state)}
      back="/"
      foot={<Foot assignment={assignment} />}
    >
      <Countdown
        limit={limit}
        late={t(limit?.what === 'accept' ? 'assign.late.accept' : 'assign.late.report')}
      />
      <section class="block">
        <h2 class="place-line">
          <b class="place">{askedOf(assignment)}</b>
        </h2>
        <p class="text">{leadOf(assignment)}</p>
        {known(over) && <p class="text">{t(over)}</p>}
        <Returned assignment={assignment} />
        {assignment.hands.length > 0 && (
          <p class="text">
            <b>{t('assign.hands')}</b> {assignment.hands.map(personName).join(t('and'))}
          </p>
        )}
      </section>
      <Asked assignment={assignment} />
      <Proof assignment={assignment} />
      <Counts of={assignment.assignment} />
    </Page>
  )
}

/** That a report came back, and why; or why the assignment was withdrawn. */
export function Returned({ assignment }: { assignment: ShownAssignment }) {
  const { returned, reason, state } = assignment
  const withdrawn = state === 'withdrawn' && reason !== ''
  if (!returned && !withdrawn) return null
  return (
    <div class="band">
      {returned && <p>{t('assign.returned.text')}</p>}
      {reason ? (
        <dl class="fact reason">
          <dt>{t(returned ? 'assign.reason' : 'assign.reason.withdrawn')}</dt>
          <dd class="words">{reason}</dd>
        </dl>
      ) : (
        <p class="note">{t('assign.reason.none')}</p>
      )}
    </div>
  )
}

/** The words that were sealed until the team's device. */
export function Asked({ assignment }: { assignment: ShownAssignment }) {
  return (
    <section class="block">
      <dl class="facts">
        {assignment.whom && (
          <div class="fact">
            <dt>{t('assign.whom')}</dt>
            <dd>{assignment.whom}</dd>
          </div>
        )}
        <div class="fact">
          <dt>{t('assign.text')}</dt>
          <dd class="words">{assignment.text}</dd>
        </div>
      </dl>
      <p class="secret">
        <Icon name="lock" />
        {t('assign.secret')}
      </p>
    </section>
  )
}

/** What a thumb reaches: the one next step. */
function Foot({ assignment }: { assignment: ShownAssignment }) {
  const { assignment: id, state } = assignment
  const at = `/assignments/${id}`
  const may = maySteps(state)
  const recuse = may.includes('recuse') && (
    <a class="button bare wide" href={href(`${at}/recuse`)}>
      {t('do.recuse.link')}
    </a>
  )
  if (may.includes('accept')) {
    const body = { do: 'step', assignment: id, how: 'accept' } as const
    return (
      <div class="acts">
        <button
          type="button"
          class="button primary wide"
          onClick={() => void act([{ task: id, body }])}
        >
          <Icon name="check" size={20} />
          {t('do.step.accept')}
        </button>
        {recuse}
      </div>
    )
  }
  if (may.includes('begin')) {
    return (
      <div class="acts">
        <a class="button primary wide" href={href(`${at}/begin`)}>
          <Icon name="group" size={20} />
          {t('do.step.begin')}
        </a>
        {recuse}
      </div>
    )
  }
  if (may.includes('report')) {
    return (
      <div class="acts">
        <a class="button primary wide" href={href(`${at}/report`)}>
          <Icon name="report" size={20} />
          {t('do.step.report')}
        </a>
      </div>
    )
  }
  return <Nav />
}
