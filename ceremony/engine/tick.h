// One draw: the published rules of a tick, its chance, and what came of it.
#pragma once

#include "ceremony/engine/records.h"
#include "ceremony/engine/rows.h"
#include "draw/params.h"
#include "draw/select.h"

namespace dudao::engine {

/// "gqc:20000017": the plan's place among all plans (from 1) × 10^7 + the tick's index in it.
/// Bound to the calendar, so that no tick can be drawn twice under another number; +1 each tick.
DrawId draw_id(const std::string& jurisdiction, const State& state, PlanId plan, const Tick& tick);

/// q1 = 2^64 r / (r + t), with r the visits still expected and t the ticks left: a geometric number
/// of targets whose mean is r / t, cut at 2. Never below a quarter of the plan's mean rate, so that
/// a plan ahead of its count lets nobody feel safe. 0 while no group is free.
draw::Params params(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick, bool anybody_free);

/// The text that is committed to before the draw. Until the ceremony is there no custodian adds to
/// the chance; the text has its place already.
std::string commit_text(const DrawId& draw, Moment tick, const Hash& manifest_root,
                        const Hash& params_hash, const Hash& key);

/// S, from the engine's master key and the leaf of the commit text.
Hash seed_of(const Hash& master, const DrawId& draw, const Hash& commit_leaf);

struct Made {
    Drawn drawn;
    RecordDraw record;
    draw::Selection selection;
    Hash commit_leaf{};
};

/// Errors may name a target: they are not for the log.
Result<Made> make_draw(const State& state, const Hash& master, const DrawId& id, const Plan& plan,
                       const Schedule& schedule, const UnderWay& under_way, const Tick& tick);

}  // namespace dudao::engine
