// Makes the command that releases a task from a drawn target and a group, sealed for each of the
// group's devices.
#pragma once

#include "ceremony/engine/records.h"
#include "domain/state.h"
#include "draw/sampler.h"
#include "seal/seal.h"

namespace dudao::engine {

/// How long a sealed task can be opened. It is longer than any outage between draw and release,
/// because a group must never be charged with missing a task that it could not open.
inline constexpr Span task_life = days(90);

/// HM(k, "tsalt", target, group). It can be computed again after a crash, and only with k.
Bytes task_salt(const Hash& draw_key, const UnitId& target, const GroupId& group);

/// Draws `themes_a_task` of the plan's themes that have a checklist, using S; returned in the
/// plan's order.
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

/// Makes the command. NotFound if the group has no device to seal for.
Result<ReleaseTask> sealed_task(const State& state, const Plan& plan,
                                const seal::SigningKeys& signing, const Sealing& what);

/// Returns false if a device was enrolled or revoked since the command was sealed; it must then be
/// sealed again.
bool is_for_live_devices(const State& state, const ReleaseTask& command);

}  // namespace dudao::engine
