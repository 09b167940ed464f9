import { match, path, place } from '../base/router'
import type { ShownAssignment, ShownTask } from './core/merge'
import { AboutPage } from './pages/about'
import { AssignmentPage, WithAssignment } from './pages/assignment'
import { BeginPage } from './pages/assignment-begin'
import { AssignmentReportPage } from './pages/assignment-report'
import { CheckInPage } from './pages/check-in'
import { FindingPage, NewFindingPage } from './pages/finding'
import { FindingsPage } from './pages/findings'
import { ItemPage } from './pages/item'
import { ListPage } from './pages/list'
import { OutboxPage } from './pages/outbox'
import { PairPage } from './pages/pair'
import { RecuseAssignmentPage, RecusePage } from './pages/recuse'
import { ReportPage } from './pages/report'
import { SignPage } from './pages/sign'
import { TaskPage, WithTask } from './pages/task'
import { TasksPage } from './pages/tasks'
import { Notices } from './parts/frame'
import { person } from './shell/store'
import { t } from './words/words'

type Ids = Record<string, string>

/** Pages of a task; those of an assignment and all others are below. */
const ofTask: [string, (task: ShownTask, ids: Ids) => preact.JSX.Element][] = [
  ['', (task) => <TaskPage task={task} />],
  ['/recuse', (task) => <RecusePage task={task} />],
  ['/check-in', (task) => <CheckInPage task={task} />],
  ['/list', (task) => <ListPage task={task} />],
  ['/list/:item', (task, { item = '' }) => <ItemPage task={task} id={item} />],
  ['/findings', (task) => <FindingsPage task={task} />],
  ['/findings/new', (task) => <NewFindingPage key={place.value.query.get('item')} task={task} />],
  ['/findings/:id', (task, { id = '' }) => <FindingPage key={id} task={task} id={id} />],
  ['/sign', (task) => <SignPage task={task} />],
  ['/report', (task) => <ReportPage task={task} />],
]

const ofAssignment: [string, (assignment: ShownAssignment) => preact.JSX.Element][] = [
  ['', (each) => <AssignmentPage assignment={each} />],
  ['/recuse', (each) => <RecuseAssignmentPage assignment={each} />],
  ['/begin', (each) => <BeginPage assignment={each} />],
  ['/report', (each) => <AssignmentReportPage assignment={each} />],
]

function Here() {
  const at = path.value
  if (!person.value || at === '/pair') return <PairPage />
  if (at === '/outbox') return <OutboxPage />
  if (at === '/about') return <AboutPage />
  for (const [pattern, page] of ofTask) {
    const ids = match(`/tasks/:task${pattern}`, at)
    if (ids) return <WithTask id={ids.task!}>{(task) => page(task, ids)}</WithTask>
  }
  for (const [pattern, page] of ofAssignment) {
    const ids = match(`/assignments/:assignment${pattern}`, at)
    if (ids) return <WithAssignment id={ids.assignment!}>{page}</WithAssignment>
  }
  return <TasksPage />
}

export function App() {
  return (
    <>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <div class="phone">
        <Here />
      </div>
      <Notices />
    </>
  )
}
