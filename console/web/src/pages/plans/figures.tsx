import { Panel } from '../../parts/panel'
import { t } from '../../words/words'
import { forecast, type PlanFigures } from './forecast'

const percents = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
const mostly = 0.5 // of the visits: from there on where they go can be guessed

/** What the plan comes to, told beside it while it is written, and under it afterwards. */
export function Figures({ plan }: { plan: PlanFigures }) {
  const said = forecast(plan)
  if (!said) return <p class="note">{t('forecast.none')}</p>
  return (
    <>
      <dl class="pairs">
        <dt>{t('forecast.per_village')}</dt>
        <dd>{t('forecast.visits', { n: said.per_village.toFixed(1) })}</dd>
        <dt>{t('forecast.month')}</dt>
        <dd>{percents(said.month)}</dd>
        <dt>{t('forecast.never')}</dt>
        <dd>{percents(said.never)}</dd>
        <dt>{t('forecast.guess')}</dt>
        <dd>{percents(said.guess)}</dd>
        <dt>{t('forecast.bits')}</dt>
        <dd>{t('forecast.bits.text', { n: said.bits.toFixed(1), v: plan.villages })}</dd>
        {plan.longest_gap_days > 0 && (
          <>
            <dt>{t('forecast.promised')}</dt>
            <dd>{percents(said.promised)}</dd>
          </>
        )}
      </dl>
      {said.promised > mostly && <p class="strong">{t('forecast.promised.high')}</p>}
      {said.beyond_ceiling && <p class="strong">{t('forecast.beyond')}</p>}
      <p class="note">{t('forecast.note')}</p>
    </>
  )
}

export const ForecastPanel = ({ plan }: { plan: PlanFigures }) => (
  <Panel title={t('forecast.title')}>
    <div class="panel-body">
      <Figures plan={plan} />
    </div>
  </Panel>
)
