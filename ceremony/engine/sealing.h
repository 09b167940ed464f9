// From a drawn target and a group to the command that releases the task, sealed for each of the
// group's devices.
#pragma once

#include "ceremony/engine/records.h"
#include "domain/state.h"
#include "draw/sampler.h"
#include "seal/seal.h"

namespace dudao::engine {

/// A sealed task opens until then. Longer than any outage between draw and release: a task that
/// comes late must still open, or its group would be charged with missing what nobody could read.
inline constexpr Span task_life = days(90);

/// HM(k, "tsalt", target, group): made again after a crash, and known to nobody without k.
Bytes task_salt(const Hash& draw_key, const UnitId& target, const GroupId& group);

/// `themes_a_task` of the plan's themes that have a checklist, drawn from S; in the plan's order.
std::vector<std::string> themes_of(const State& state, const Plan& plan,
                                   const draw::Sampler& sampler, const UnitId& target);

struct Sealing {
    DrawId draw;
    Hash key{};  // of the draw
    UnitId target;
    GroupId group;
    std::vector<std::string> themes;
    Moment moment;  // of the release
    TaskId replaces;
};

/// NotFound when the group has no device to seal to.
Result<ReleaseTask> sealed_task(const State& state, const Plan& plan,
                                const seal::SigningKeys& signing, const Sealing& what);

/// False when a device was enrolled or revoked since: it must be sealed again.
bool is_for_live_devices(const State& state, const ReleaseTask& command);

}  // namespace dudao::engine
