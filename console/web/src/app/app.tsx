import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ask, go, path } from '../base/router'
import { answersForUnit, fetchNames, me, setKeeper, startPage, toLogin } from '../base/session'
import { followTabs, listen, stopStream } from '../live/stream'
import { tellTabs } from '../live/tabs'
import { dropDrafts, dropDraftsOfOthers } from '../parts/draft'
import { byForm } from '../parts/held'
import { Loading, Nothing } from '../parts/state'
import { startTallies } from '../parts/tallies'
import { lang } from '../words/lang'
import { t } from '../words/words'
import { Lazy } from './lazy'
import { find } from './routes'
import { Shell } from './shell'

setKeeper({
  enters: dropDraftsOfOthers,
  forgets: () => {
    dropDrafts()
    byForm.clear()
  },
  parts: (person) => tellTabs({ person, type: 'signed_out', from: 0, data: null }),
})

let stop = () => {}
effect(() => {
  stop()
  stop = () => {}
  if (!me.value) {
    stopStream()
    return
  }
  followTabs()
  stop = listen({
    refetch: () => fetchNames('page'),
    change: (change) => {
      if (change.touched.includes('registry')) fetchNames('page')
    },
  })
  if (!answersForUnit(me.value)) startTallies()
})

const invitation = () => import('../pages/invitation/page')
const login = () => import('../pages/login/page')

export function App() {
  const who = me.value
  const at = path.value
  void lang.value // every word follows it
  useEffect(() => {
    if (at === '/invitation') return // whoever is signed in, or nobody
    if (who === null) toLogin()
    else if (who && (at === '/' || at === '/login')) go(startPage(who), 'replace')
  }, [who, at])
  if (who === undefined) return <Loading />
  if (at === '/invitation') return <Lazy key="invitation" load={invitation} />
  if (who === null) return <Lazy key="login" load={login} first />
  const screen = ask('screen') === '1'
  const found = find(at, screen)
  const title = found ? t(found.route.title) : t('brand')
  document.title = `${title} · ${t('brand')}`
  if (!found) {
    return (
      <Shell me={who} title={title}>
        <Nothing />
      </Shell>
    )
  }
  const { route, id } = found
  const key = route.at + (route.screen ? '?screen' : '')
  const page = <Lazy key={key} load={route.load} id={id} first={route.first} />
  if (screen || route.bare) return page
  return (
    <Shell me={who} title={title}>
      {page}
    </Shell>
  )
}
