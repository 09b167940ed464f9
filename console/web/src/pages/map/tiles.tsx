import { href, setQuery } from '../../base/router'
import type { MapVillage, Township } from '../../contract'
import { minute } from '../../live/freshness'
import { Mark, paperName, slips } from '../../parts/slip'
import { clock } from '../../words/format'
import { groupShort, groupTag, townships, unitName, unitShort } from '../../words/names'
import { t } from '../../words/words'
import { type Measure, measured, shadeBy } from './measure'
import { median } from './scale'

interface Props {
  villages: MapVillage[]
  towns: Township[]
  by: Measure
  chosen: string
}

/** A row a township; no outlines are pretended. */
export function Tiles({ villages, towns, by, chosen }: Props) {
  const now = minute.value
  const most = Math.max(0, ...villages.map((v) => measured(v, by, now) ?? 0))
  return (
    <div class="tiles">
      {townships().map((town) => {
        const here = villages.filter((v) => v.township === town.id)
        if (here.length === 0) return null
        const values = here.map((v) => measured(v, by, now)).filter((n): n is number => n !== null)
        const of = towns.find((each) => each.unit === town.id)
        const late = of?.overdue ?? 0
        return (
          <div class="tile-row" key={town.id}>
            <p>
              <b>{unitName(town.id)}</b>
              <span class="note">
                {t('map.town', { n: here.length, m: median(values) ?? '—' })}
              </span>
              <span class="note">{late ? t('map.late', { n: late }) : t('map.none_late')}</span>
              {of && of.own_open > 0 && <Own of={of} />}
            </p>
            <ul>
              {here.map((v) => (
                <li key={v.unit}>
                  <Tile
                    v={v}
                    by={by}
                    shade={shadeBy(v, by, now, most)}
                    chosen={v.unit === chosen}
                  />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {towns
        .filter((each) => each.unit === '' && each.open > 0)
        .map((city) => (
          <div class="tile-row" key="city">
            <p>
              <b>{t('report.city')}</b>
              <Own of={city} />
            </p>
          </div>
        ))}
      <Legend by={by} most={most} />
    </div>
  )
}

/** What is of the township itself and of no village. */
function Own({ of }: { of: Township }) {
  return (
    <a class="note" href={href(`/rectifications${of.unit ? `?township=${of.unit}` : ''}`)}>
      {of.own_overdue > 0 && of.own_slip !== 'none' && <Mark slip={of.own_slip} />}
      {t('map.own', { n: of.own_open, late: of.own_overdue })}
    </a>
  )
}

function Tile({
  v,
  by,
  shade,
  chosen,
}: {
  v: MapVillage
  by: Measure
  shade: number
  chosen: boolean
}) {
  const now = minute.value
  const value = measured(v, by, now)
  const hot = v.overdue > 0 && v.slip !== 'none'
  const since = clock(now - v.since)
  const group = v.in_field ? `${groupTag(v.in_field)} ${since}` : ''
  return (
    <button
      type="button"
      class={`tile seq-${shade}`}
      aria-pressed={chosen}
      onClick={() => setQuery({ village: chosen ? '' : v.unit }, 'replace')}
    >
      <span class="tile-name" title={unitName(v.unit)}>
        {unitShort(v.unit)}
      </span>
      <span class="unseen">
        {[
          '',
          `${t(`map.${by}`)}${group ? ` ${value ?? t('unseen.never')}` : ''}`,
          hot && v.slip !== 'none' && paperName(v.slip),
        ]
          .filter((part) => part !== false)
          .join(t('comma'))}{' '}
      </span>
      {hot && v.slip !== 'none' && (
        <i class="tile-slip">
          <Mark slip={v.slip} />
        </i>
      )}
      {group ? (
        <span class="tile-group" title={groupShort(v.in_field)}>
          {group}
        </span>
      ) : (
        <b>{value ?? <span title={t('unseen.never')}>—</span>}</b>
      )}
    </button>
  )
}

function Legend({ by, most }: { by: Measure; most: number }) {
  const words =
    by === 'days' ? ['0–7', '8–20', '21–40', '41–60', '60+'] : ['0', '', '', '', String(most)]
  return (
    <p class="tile-legend">
      {t(`map.${by}.unit`)}
      <span class="tile-scale">
        {words.map((w, i) => (
          <span key={i} class={`seq-${i + 1}`}>
            {w}
          </span>
        ))}
      </span>
      {slips.slice(1).map((s) => (
        <span key={s} class="tile-mark">
          <Mark slip={s} />
          {t(`colour.${s}`)}
        </span>
      ))}
      <span>{t('map.highest')}</span>
    </p>
  )
}
