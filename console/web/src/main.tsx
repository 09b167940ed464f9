import { render } from 'preact'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/tables.css'
import './styles/surfaces.css'
import { startAnnouncing } from './app/announce'
import { App } from './app/app'
import { whenSignedOut } from './base/api'
import { startRouter } from './base/router'
import { leave, resume } from './base/session'
import { startTheme } from './base/theme'
import { startKeys } from './parts/keys'
import { firstLang, lang } from './words/lang'
import { setLang } from './words/words'

startTheme()
startRouter()
startKeys()
whenSignedOut(leave)
// Names come in the language that is asked for: it is known before its words are there.
lang.value = firstLang()
Promise.all([setLang(lang.value), resume()]).then(
  () => {
    startAnnouncing()
    render(<App />, document.getElementById('app')!)
  },
  // Without words there is nothing to say it with.
  () => addEventListener('online', () => location.reload()),
)
