import { type Rule, ruleWords } from '../words/basis'

/** The code of a rule and what it asks. */
export function RuleOf({ of }: { of: Rule }) {
  if (!of.rule) return <>—</>
  return (
    <>
      <span class="code nowrap">{of.rule}</span> {ruleWords(of)}
    </>
  )
}
