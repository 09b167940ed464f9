import { ask, setQuery } from '../../base/router'
import type { Ledger } from '../../contract'
import { ageLabel, ageTotal, Stack } from '../../parts/charts'
import { slips } from '../../parts/slip'
import { t } from '../../words/words'

/** Ages above, colours beside: both are filters, pressed again they let go. */
export function Ages({ ledger }: { ledger: Ledger }) {
  const most = Math.max(...ledger.ageing.map(ageTotal), 1)
  const age = ask('age')
  const slip = ask('slip')
  const toggle = (name: string, value: string, now: string) =>
    setQuery({ [name]: value === now ? '' : value })
  const state = ask('state')
  return (
    <section class="ledger-ages panel" aria-label={t('ledger.ages')}>
      {ledger.ageing.map((a) => (
        <button
          key={a.label}
          type="button"
          class="ledger-age"
          aria-pressed={age === a.label}
          onClick={() => toggle('age', a.label, age)}
        >
          <span class="ledger-age-head">
            {t('ledger.age', { label: ageLabel(a.label) })}
            <b>{ageTotal(a)}</b>
          </span>
          <Stack age={a} max={most} />
        </button>
      ))}
      <ul class="ledger-slips">
        {[...slips].reverse().map((s) => (
          <li key={s}>
            <button
              type="button"
              aria-pressed={slip === s}
              title={t(`figure.${s}.text`)}
              onClick={() => toggle('slip', s, slip)}
            >
              <i class={`seg-${s}`} />
              {t(`colour.${s}`)}
              <b>{ledger.by_slip[s]}</b>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-pressed={slip === 'none'}
            title={t('figure.uncoloured.text')}
            onClick={() => toggle('slip', 'none', slip)}
          >
            <i class="seg-none" />
            {t('age.none')}
            <b>{ledger.by_slip.none}</b>
          </button>
        </li>
        <li>
          <button
            type="button"
            aria-pressed={state === 'clock_stands'}
            title={t('figure.clock_stands.text')}
            onClick={() => toggle('state', 'clock_stands', state)}
          >
            {t('ledger.stands')}
            <b>{ledger.clock_stands}</b>
          </button>
        </li>
      </ul>
    </section>
  )
}
