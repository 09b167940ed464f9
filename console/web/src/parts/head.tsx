// What stands at the head of every page, the login's too: the seal, and the switches of theme and
// language.

import { setQuery } from '../base/router'
import { switchTheme, theme } from '../base/theme'
import { lang } from '../words/lang'
import { setLang, t } from '../words/words'
import { Icon } from './icon'

export const Seal = () => <span class="seal">督</span>

export function Switches() {
  const other = lang.value === 'zh' ? 'en' : 'zh'
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={t('switch.theme')}
        title={t('switch.theme')}
        aria-pressed={theme.value === 'dark'}
        onClick={() => {
          setQuery({ theme: '' }, 'replace')
          switchTheme()
        }}
      >
        <Icon name="theme" />
      </button>
      <button
        type="button"
        class="icon-button lang"
        lang={other === 'en' ? 'en' : 'zh-CN'}
        onClick={async () => {
          setQuery({ lang: '' }, 'replace')
          await setLang(other)
        }}
      >
        {other === 'en' ? 'EN' : '中文'}
      </button>
    </>
  )
}
