import { render } from 'preact'
import '../styles/tokens.css'
import '../styles/base.css'
import './styles/field.css'
import './styles/pages.css'
import './styles/controls.css'
import { startRouter } from '../base/router'
import { startTheme } from '../base/theme'
import { firstLang } from '../words/lang'
import { App } from './app'
import { NoStorage } from './pages/no-storage'
import { ring, startRing } from './parts/ring'
import { startInstall } from './shell/install'
import { finishPhotos } from './shell/photos'
import { openStore, whenWorkArrives } from './shell/store'
import { startSync } from './shell/sync'
import { setLang } from './words/words'

async function start(): Promise<void> {
  startTheme()
  startRouter()
  // English may not have come with the shell; the page opens all the same.
  await setLang(firstLang()).catch(() => setLang('zh'))
  const root = document.getElementById('app')!
  try {
    await openStore()
  } catch {
    return render(<NoStorage />, root)
  }
  render(<App />, root)
  whenWorkArrives(ring)
  startRing()
  startSync()
  void finishPhotos()
  void startInstall()
}

void start()
