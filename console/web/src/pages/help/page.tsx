import { href } from '../../base/router'
import { jumps, keysOn, switchKeys } from '../../parts/keys'
import { Panel } from '../../parts/panel'
import { Badge, slips } from '../../parts/slip'
import { t } from '../../words/words'
import { guides } from './guide'
import './page.css'

const keys: [string, 'help' | 'search' | 'walk' | 'open' | 'along' | 'export' | 'pause'][] = [
  ['?', 'help'],
  ['/', 'search'],
  ['j k', 'walk'],
  ['Enter', 'open'],
  ['[ ]', 'along'],
  ['e', 'export'],
  ['p', 'pause'],
]

const words = [
  'finding',
  'rectification',
  'strike_off',
  'slip',
  'demand',
  'sealed',
  'draw',
  'recusal',
  'service',
  'working_day',
  'standing',
  'provisional',
  'generation',
  'overtaken',
  'hollow',
  'single_witness',
  'lead',
  'interview',
] as const

export default function HelpPage() {
  return (
    <div class="help">
      <div class="help-side">
        <Panel title={t('help.guides')}>
          <ul class="lines">
            {guides.map((each) => (
              <li key={each}>
                <a href={href(`/help/${each}`)}>{t(`help.guide.${each}`)}</a>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel
          title={t('help.keys')}
          action={
            <button type="button" class="as-link" aria-pressed={!keysOn.value} onClick={switchKeys}>
              {t(keysOn.value ? 'help.keys.off' : 'help.keys.on')}
            </button>
          }
        >
          <dl class="keys-list panel-body">
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  {key.split(' ').map((k) => (
                    <kbd key={k}>{k}</kbd>
                  ))}
                </dt>
                <dd>{t(`help.key.${what}`)}</dd>
              </div>
            ))}
            {Object.entries(jumps).map(([key, { page }]) => (
              <div key={key}>
                <dt>
                  <kbd>g</kbd>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t('help.key.go', { page: t(page) })}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={t('help.colours')} note={t('help.colours.note')}>
          <dl class="panel-body help-slips">
            {slips.map((s) => (
              <div key={s}>
                <dt>
                  <Badge slip={s} />
                </dt>
                <dd>{t(`help.slip.${s}`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={t('help.fresh')}>
          <dl class="panel-body help-slips">
            {(['live', 'late', 'cut', 'paused'] as const).map((f) => (
              <div key={f}>
                <dt class="strong">{t(`help.fresh.${f}`)}</dt>
                <dd>{t(`help.fresh.${f}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
      <Panel title={t('help.words')}>
        <dl class="panel-body glossary">
          {words.map((w) => (
            <div key={w}>
              <dt>{t(`help.word.${w}`)}</dt>
              <dd>{t(`help.word.${w}.text`)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  )
}
