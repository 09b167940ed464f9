import { useEffect } from 'preact/hooks'
import { href } from '../../base/router'
import { has } from '../../base/session'
import type { Overview } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { counted } from '../../parts/counted'
import { Icon } from '../../parts/icon'
import { Say, Shown } from '../../parts/state'
import { showTallies } from '../../parts/tallies'
import { useTop } from '../../parts/top'
import { hourOf } from '../../time/civil'
import { spokenToday } from '../../words/format'
import { t } from '../../words/words'
import { Feed } from './feed'
import { Figures, HowCounted } from './figures'
import { InField, Proof, Unseen } from './lists'
import { Overdue } from './overdue'
import { AgeFigure, DueSoon, Weeks } from './pictures'
import { Sentence } from './sentence'
import { Without } from './without'
import './page.css'

/** The seven questions of the morning, answered without a click. */
export default function OverviewPage() {
  const view = useSnapshot<Overview>('/overview')
  useEffect(() => {
    if (view.data) showTallies(view.data.figures)
  }, [view.data])
  useTop(
    `${spokenToday(minute.value)} ${hourOf(minute.value)}`,
    <a class="button small no-print wall-button" href={href('/overview?screen=1')}>
      <Icon name="wall" />
      {t('overview.wall')}
    </a>,
  )
  return (
    <Shown view={view} rows={12}>
      {(o) =>
        o.figures.open === null ? (
          <div class="panel">
            <Say icon="lock" title={t('figure.withheld')} text={t('overview.withheld')} />
          </div>
        ) : (
          <>
            <Sentence o={o} />
            <Without o={o} />
            <Figures o={o} />
            <div class="overview-two">
              <Overdue rows={o.overdue} all={counted(o.figures, 'overdue')} />
              <div class="overview-side">
                <InField o={o} />
                <DueSoon o={o} />
              </div>
            </div>
            <div class="overview-four">
              <Unseen o={o} />
              <Weeks weeks={o.weeks} />
              <AgeFigure ageing={o.ageing} />
              <Proof o={o} />
            </div>
            {!has('administrator') && <Feed />}
            <HowCounted o={o} />
          </>
        )
      }
    </Shown>
  )
}
