import { ask, setQuery } from '../../base/router'
import type { MapPage as Data } from '../../contract'
import { touches, useSnapshot } from '../../live/snapshot'
import { Pick } from '../../parts/pick'
import { Shown } from '../../parts/state'
import { townships, unitName } from '../../words/names'
import { t } from '../../words/words'
import { VillageList } from './list'
import { type Measure, measures } from './measure'
import { Strip } from './strip'
import { Tiles } from './tiles'
import './page.css'

export default function MapPage() {
  const view = useSnapshot<Data>('/map', {
    concerns: (change) =>
      !!change.tasks?.length || !!change.rectifications?.length || touches('registry')(change),
  })
  const by: Measure = measures.includes(ask('by') as Measure) ? (ask('by') as Measure) : 'days'
  const town = ask('township')
  return (
    <Shown view={view} rows={12}>
      {({ villages: all, townships: towns }) => {
        const shown = towns.filter((each) => !town || each.unit === town)
        const villages = all.filter((v) => !town || v.township === town)
        const chosen = all.find((v) => v.unit === ask('village'))
        return (
          <>
            <div class="bar map-bar no-print">
              <div class="switch">
                {measures.map((m) => (
                  <button
                    key={m}
                    type="button"
                    aria-pressed={m === by}
                    onClick={() => setQuery({ by: m === 'days' ? '' : m })}
                  >
                    {t(`map.${m}`)}
                  </button>
                ))}
              </div>
              <Pick
                name="township"
                label={t('col.township')}
                all={t('filter.townships')}
                options={townships().map((u) => [u.id, unitName(u.id)])}
              />
              <span class="grow" />
              <span class="quiet">{t('map.no_outlines')}</span>
            </div>
            <div class="map-two">
              <section class="panel">
                <Tiles villages={villages} towns={shown} by={by} chosen={chosen?.unit ?? ''} />
                {chosen && <Strip v={chosen} />}
              </section>
              <VillageList villages={villages} towns={shown} by={by} chosen={chosen?.unit ?? ''} />
            </div>
          </>
        )
      }}
    </Shown>
  )
}
