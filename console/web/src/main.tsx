import { render } from 'preact'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/tables.css'
import './styles/surfaces.css'
import { startAnnouncing } from './app/announce'
import { whenSignedOut } from './app/api'
import { App } from './app/app'
import { startKeys } from './app/keys'
import { startRouter } from './app/router'
import { leave, resume } from './app/session'
import { startTheme } from './app/theme'
import { firstLang } from './words/lang'
import { setLang } from './words/words'

startTheme()
startRouter()
startKeys()
whenSignedOut(leave)
// Names come in the language that is asked for: it is known first.
setLang(firstLang())
  .then(resume)
  .then(() => {
    startAnnouncing()
    render(<App />, document.getElementById('app')!)
  })
