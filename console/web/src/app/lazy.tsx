// A page's own code and words come when it is first opened. What did not come is fetched again when
// the network is back.

import { useEffect, useState } from 'preact/hooks'
import { holdsFiles } from '../parts/held'
import { Loading, Say } from '../parts/state'
import { restOfWords, t } from '../words/words'
import type { Page } from './routes'

type Load = () => Promise<{ default: Page }>

// "Online" is said before the first request can succeed.
const waits_ms = [200, 1000, 3000, 10_000]

interface Props {
  load: Load
  id?: string
  first?: boolean // it says nothing that is not among the first words
}

export function Lazy({ load, id = '', first = false }: Props) {
  const [page, setPage] = useState<{ View: Page } | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let alive = true
    let round = 0 // of tries; a later one ends those before
    const attempt = async () => {
      try {
        const [{ default: View }] = await Promise.all([load(), first || restOfWords()])
        if (alive) setPage({ View })
        return true
      } catch {
        return false
      }
    }
    const again = async () => {
      const mine = ++round
      for (const wait of waits_ms) {
        await new Promise((done) => setTimeout(done, wait))
        if (!alive || mine !== round) return
        if ((await mendSheets()) && (await attempt())) return
      }
      // Some browsers remember that a module failed; only the page fetched anew asks again.
      if (alive && mine === round && !holdsFiles() && (await answers())) location.reload()
    }
    window.addEventListener('online', again)
    attempt().then((came) => {
      if (came) window.removeEventListener('online', again)
      else if (alive) setFailed(true)
    })
    return () => {
      alive = false
      window.removeEventListener('online', again)
    }
  }, [])
  if (page) return <page.View key={id} id={id} />
  if (!failed) return <Loading />
  return (
    <Say icon="offline" title={t('error.page')} text={t('error.page.mend')}>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {t('state.again')}
      </button>
    </Say>
  )
}

// A style sheet is asked for once: one that failed is never fetched again by itself.
const broken = new Set<HTMLLinkElement>()
window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') broken.add(target)
  },
  true,
)

async function mendSheets(): Promise<boolean> {
  const mended = [...broken].map(
    (link) =>
      new Promise<boolean>((done) => {
        broken.delete(link)
        link.remove()
        const anew = link.cloneNode() as HTMLLinkElement
        anew.onload = () => done(true)
        anew.onerror = () => done(false)
        document.head.append(anew)
      }),
  )
  return (await Promise.all(mended)).every(Boolean)
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
