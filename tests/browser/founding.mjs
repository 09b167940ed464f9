// Five people take one matter from a plan to a printed report.
//
//     node tests/browser/founding.mjs '{"console": "http://127.0.0.1:8080", …}'        (founding says what stands in it)

import * as walk from './walk-of-founding.mjs'

const { county, signIn } = walk
try {
  const page = await walk.aPhone()
  const keeper = await signIn('keeper', { shot: 'keeper-makes-the-account' })
  const leader = await walk.aPlan(keeper, () => signIn('leader'))
  const village = await walk.aCheckIn(page)
  await walk.aFinding(page)
  await walk.theReport(page)
  const officer = await signIn('officer')
  await walk.anOrder(officer, village)
  const unit = await signIn(county.villages[village])
  await walk.aUnit(unit)
  await walk.thereAndBack(officer, unit)
  await walk.anAccessEnds(keeper, await walk.aColleague(keeper, leader))
  await walk.aReport(leader)
  await walk.anAdministrator(await signIn('admin'))
} catch (error) {
  await walk.failed(error)
  process.exitCode = 1
} finally {
  await walk.close()
}
