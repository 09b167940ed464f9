import { href } from '../../base/router'
import type { MapVillage, Township } from '../../contract'
import { minute } from '../../live/freshness'
import { Panel } from '../../parts/panel'
import { Badge } from '../../parts/slip'
import { unitName } from '../../words/names'
import { t } from '../../words/words'
import { type Measure, measured } from './measure'

interface Props {
  villages: MapVillage[]
  towns: Township[]
  by: Measure
  chosen: string
}

/** The tiles' numbers as a list, largest first: the same for those who do not see colour. */
export function VillageList({ villages, towns, by, chosen }: Props) {
  const now = minute.value
  const rank = (v: MapVillage) => measured(v, by, now) ?? Number.MAX_SAFE_INTEGER
  const rows = [...villages].sort((a, b) => rank(b) - rank(a))
  // Nobody visits an office: it has matters only.
  const own = by === 'open' || by === 'overdue' ? towns.filter((each) => each.own_open > 0) : []
  const most = Math.max(1, ...rows.map((v) => measured(v, by, now) ?? 0))
  return (
    <Panel title={t('map.list')} note={t('map.list.note', { n: rows.length })}>
      <div class="map-list">
        <table class="table">
          <caption class="unseen">{t('map.list')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.village')}</th>
              <th scope="col" class="map-track">
                <span class="unseen">{t('figure.picture')}</span>
              </th>
              <th scope="col" class="num">
                {t(`map.${by}.short`)} ↓
              </th>
              {by !== 'open' && (
                <th scope="col" class="num">
                  {t('map.open.short')}
                </th>
              )}
              <th scope="col">{t('col.slip')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((v) => {
              const value = measured(v, by, now)
              return (
                <tr key={v.unit} class={v.unit === chosen ? 'opens selected' : 'opens'}>
                  <td class="nowrap">
                    <a
                      class="row-link"
                      data-row
                      href={href(`/map?village=${v.unit}${by === 'days' ? '' : `&by=${by}`}`)}
                    >
                      {unitName(v.unit)}
                    </a>{' '}
                    <span class="quiet">{unitName(v.township)}</span>
                  </td>
                  <td class="map-track">
                    <span class="track" aria-hidden="true">
                      <i style={{ width: `${value === null ? 100 : (100 * value) / most}%` }} />
                    </span>
                  </td>
                  <td class="num strong">{value ?? t('unseen.never')}</td>
                  {by !== 'open' && <td class="num quiet">{v.open}</td>}
                  <td>{v.overdue > 0 ? <Badge slip={v.slip} /> : <span class="none">—</span>}</td>
                </tr>
              )
            })}
            {own.map((town) => (
              <tr key={`own.${town.unit}`}>
                <td class="nowrap">
                  {town.unit ? t('map.own.of', { unit: unitName(town.unit) }) : t('report.city')}
                </td>
                <td class="map-track" />
                <td class="num strong">{by === 'open' ? town.own_open : town.own_overdue}</td>
                {by !== 'open' && <td class="num quiet">{town.own_open}</td>}
                <td>
                  {town.own_overdue > 0 ? (
                    <Badge slip={town.own_slip} />
                  ) : (
                    <span class="none">—</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
