// One draw: the published parameters of a tick, its seed, and its result.
#pragma once

#include "ceremony/engine/records.h"
#include "ceremony/engine/rows.h"
#include "draw/params.h"
#include "draw/select.h"

namespace dudao::engine {

/// "gqc:20000017": the plan's position among all plans (from 1) × 10^7 + the tick's index. It is
/// fixed by the calendar, so no tick can be drawn twice under different numbers; it increases by 1
/// per tick.
DrawId draw_id(const std::string& jurisdiction, const State& state, PlanId plan, const Tick& tick);

/// The parameters of a tick. q1 = 2^64 r / (r + t), where r is the number of visits still expected
/// and t the number of ticks left: a geometric number of targets with mean r / t, at most 2. It is
/// never below a quarter of the plan's mean rate, so that a plan ahead of its count does not become
/// predictable. 0 while no group is free.
draw::Params params(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick, bool anybody_free);

/// The text committed before the draw. No custodians contribute randomness yet; the text already
/// has a place for it.
std::string commit_text(const DrawId& draw, Moment tick, const Hash& manifest_root,
                        const Hash& params_hash, const Hash& key);

/// S, computed from the engine's master key and the leaf hash of the commit text.
Hash seed_of(const Hash& master, const DrawId& draw, const Hash& commit_leaf);

struct Made {
    Drawn drawn;
    RecordDraw record;
    draw::Selection selection;
    Hash commit_leaf{};
};

/// Makes the draw. Errors may name a target and must not be logged.
Result<Made> make_draw(const State& state, const Hash& master, const DrawId& id, const Plan& plan,
                       const Schedule& schedule, const UnderWay& under_way, const Tick& tick);

}  // namespace dudao::engine
