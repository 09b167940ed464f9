// The manifest's rows for one tick, computed from the jurisdiction's state: the groups and
// villages that can be drawn.
//
// - P: a group with no current task (none released, accepted or on site) and at least one device
//   that a task can be sealed for. Weight 1.
// - T: a village in the plan's scope, by township. The weight is 8, plus one for each 30 days since
//   its last visit, up to 16; the slope is gentle, because a steep one could be guessed. Within 10
//   working days of a visit it is a quarter of that; at the yearly maximum of visits it is 1. It is
//   never 0, so that no village is safe. When three quarters of the time until longest_gap_days
//   less one day (for travel) have passed, `left` counts the remaining ticks: the visit is then
//   certain, and spread evenly over them.
// - X: a group may not visit a village in a unit with which one of its members has declared a
//   conflict of interest.
//
// A village whose task is not finished counts as visited at the time it was drawn.
#pragma once

#include <map>
#include <set>

#include "ceremony/engine/schedule.h"
#include "domain/state.h"
#include "draw/manifest.h"

namespace dudao::engine {

/// Draws known to the engine and not yet to the log.
struct UnderWay {
    std::set<GroupId> groups;          // groups drawn whose task is not yet in the log
    std::map<UnitId, Moment> targets;  // targets drawn and not yet visited → time of the draw
    std::int64_t visits = 0;           // drawn under the plan, not yet in the log
};

/// The group's devices that are enrolled, not revoked and can be sealed for; the first eight by id.
std::vector<KeyRow> live_devices(const State& state, const GroupId& group);
/// True if the group has no task that is released, accepted or on site, and has a live device.
bool is_free(const State& state, const GroupId& group);
/// All rows of the manifest, without draw id and salt.
draw::Manifest rows(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick);

}  // namespace dudao::engine
