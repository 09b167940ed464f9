// Who and what is in the drum at a tick: the manifest's rows from the jurisdiction's state.
//
//   P  a group with nothing under way (no task released, accepted or on site) and a device that can
//      be sealed to: weight 1.
//   T  a village of the plan's scope, by township. Normal weight 8, one more for each 30 days since
//      its last visit, up to 16: a gentle slope, since a steep one could be guessed. Within 10
//      working days of a visit a quarter of that; at the ceiling of visits a year 1; never 0, so
//      that nobody is ever safe.
//      `left` counts the ticks until longest_gap_days less one day for the way, once three quarters
//      of them are over: then it is certain, and spread evenly over what is left.
//   X  a group may not visit a village within a unit with which a member has declared a conflict.
//
// A village whose task is under way counts as visited when the task was drawn.
#pragma once

#include <map>
#include <set>

#include "ceremony/engine/schedule.h"
#include "domain/state.h"
#include "draw/manifest.h"

namespace dudao::engine {

/// What the engine knows and the log does not yet.
struct UnderWay {
    std::set<GroupId> groups;          // drawn, and their task not yet in the log
    std::map<UnitId, Moment> targets;  // drawn and not yet visited, since when
    std::int64_t visits = 0;           // drawn under the plan, not yet in the log
};

/// Enrolled, not revoked, and a box can be sealed to them; the first eight by id.
std::vector<KeyRow> live_devices(const State& state, const GroupId& group);
bool is_free(const State& state, const GroupId& group);
/// All rows but draw id and salt.
draw::Manifest rows(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick);

}  // namespace dudao::engine
