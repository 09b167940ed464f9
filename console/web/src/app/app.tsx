import { effect } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { listen, stopStream } from '../live/stream'
import { LoginPage } from '../pages/login/page'
import { Loading, Nothing, Say } from '../parts/state'
import { lang } from '../words/lang'
import { t } from '../words/words'
import { ask, go, path } from './router'
import { find, type Page } from './routes'
import { answersForUnit, fetchNames, me, startPage, toLogin } from './session'
import { Shell } from './shell'
import { startTallies } from './tallies'

let stop = () => {}
effect(() => {
  stop()
  stop = () => {}
  if (!me.value) {
    stopStream()
    return
  }
  stop = listen({
    refetch: fetchNames,
    change: (change) => {
      if (change.touched.includes('registry')) fetchNames()
    },
  })
  if (!answersForUnit(me.value)) startTallies()
})

export function App() {
  const who = me.value
  const at = path.value
  void lang.value // every word follows it
  useEffect(() => {
    if (who === null) toLogin()
    else if (who && (at === '/' || at === '/login')) go(startPage(who), 'replace')
  }, [who, at])
  if (who === undefined) return <Loading />
  if (who === null) return <LoginPage />
  const found = find(at)
  const title = found ? t(found.route.title) : t('brand')
  document.title = `${title} · ${t('brand')}`
  if (!found) {
    return (
      <Shell me={who} title={title}>
        <Nothing />
      </Shell>
    )
  }
  const page = <Lazy key={found.route.at} load={found.route.load} id={found.id} />
  if (ask('screen') === '1') return page
  return (
    <Shell me={who} title={title}>
      {page}
    </Shell>
  )
}

/** A page's own code comes when it is first opened. */
function Lazy({ load, id }: { load: () => Promise<{ default: Page }>; id: string }) {
  const [page, setPage] = useState<{ View: Page } | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let alive = true
    load().then(
      (module) => alive && setPage({ View: module.default }),
      () => alive && setFailed(true),
    )
    return () => {
      alive = false
    }
  }, [])
  if (failed) {
    return (
      <Say icon="offline" title={t('error.page')} text={t('error.page.mend')}>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {t('state.again')}
        </button>
      </Say>
    )
  }
  if (!page) return <Loading />
  return <page.View key={id} id={id} />
}
