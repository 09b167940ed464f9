// What a plan comes to, before anybody adopts it: how often a village is visited, and how little
// can be guessed. Of the plan's own numbers alone, with an even chance for every village: what the
// engine draws depends on what has been visited, and that is nobody's to know beforehand.

export interface PlanFigures {
  villages: number // in its scope
  days: number // of its term
  visits: number // expected of it
  longest_gap_days: number // 0: no promise
  visits_a_year_max: number // of a village
}

export interface Forecast {
  per_village: number // visits over the term
  month: number // chance that a village is visited within 30 days
  never: number // chance that one is not visited at all, where no gap is promised
  guess: number // chance to name the next village
  bits: number // of the next village: 5.3 are as much as one of 40
  promised: number // share of the visits that the promised gap needs: those can be foreseen
  beyond_ceiling: boolean // more visits than the ceiling of all villages allows
}

const month_days = 30
const year_days = 365

/** Each visit falls on one village of `villages`, evenly: (1 - 1/V)^n are missed by all n. */
const missed = (villages: number, visits: number): number =>
  villages <= 1 ? (visits > 0 ? 0 : 1) : (1 - 1 / villages) ** visits

/** Nothing: the figures are of no plan yet. */
export function forecast(plan: PlanFigures): Forecast | null {
  const { villages, days, visits } = plan
  if (villages < 1 || days < 1 || visits < 1) return null
  const gap = plan.longest_gap_days
  return {
    per_village: visits / villages,
    month: 1 - missed(villages, (visits * month_days) / days),
    never: gap > 0 && gap <= days ? 0 : missed(villages, visits),
    guess: 1 / villages,
    bits: Math.log2(villages),
    promised: gap > 0 ? Math.min(1, (villages * Math.floor(days / gap)) / visits) : 0,
    beyond_ceiling: visits > villages * plan.visits_a_year_max * Math.max(1, days / year_days),
  }
}
