#include "ceremony/engine/tick.h"

#include <algorithm>

#include "draw/encoding.h"
#include "draw/seed.h"
#include "ledger/hash.h"

namespace dudao::engine {
namespace {

constexpr std::int64_t floor_part = 4;

std::int64_t released(const State& state, PlanId plan) {
    return std::count_if(state.tasks.begin(), state.tasks.end(), [&](const auto& each) {
        const Task& task = each.second;
        return task.plan == plan && task.kind == TaskKind::Unannounced && !task.replaces;
    });
}

}  // namespace

DrawId draw_id(const std::string& jurisdiction, const State& state, PlanId plan, const Tick& tick) {
    const auto place = std::distance(state.plans.begin(), state.plans.upper_bound(plan));
    const auto seq = static_cast<std::uint64_t>(place * ticks_a_plan) + tick.index;
    return jurisdiction + ":" + std::to_string(seq);
}

draw::Params params(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick, bool anybody_free) {
    draw::Params out;
    out.quota = {0, 0};
    out.team_size = 1;
    out.max_per_unit = 1;
    out.tick_seconds = static_cast<std::uint64_t>(plan.draft.tick_seconds);
    const std::int64_t expected = plan.draft.expected_visits;
    if (!anybody_free || expected == 0) return out;
    std::int64_t visits =
        std::max<std::int64_t>(0, expected - released(state, plan.id) - under_way.visits);
    std::int64_t ticks = std::max<std::int64_t>(1, schedule.between(tick, schedule.end()));
    if (visits * floor_part * schedule.size() < expected * ticks) {
        visits = expected;
        ticks = floor_part * schedule.size();
    }
    const auto r = static_cast<draw::Threshold>(visits);
    const auto t = static_cast<draw::Threshold>(ticks);
    const draw::Threshold q1 = draw::certainty * r / (r + t);
    out.quota = {q1, q1 * q1 / draw::certainty};
    return out;
}

std::string commit_text(const DrawId& draw, Moment tick, const Hash& manifest_root,
                        const Hash& params_hash, const Hash& key) {
    return "dds1-commit\t" + draw + "\t" + std::to_string(tick.ms) + "\t" + to_hex(manifest_root) +
           "\t" + to_hex(params_hash) + "\t" + to_hex(draw::engine_commit(draw, key)) + "\n";
}

Hash seed_of(const Hash& master, const DrawId& draw, const Hash& commit_leaf) {
    return draw::seed(draw::draw_key(master, draw), draw::entropy(draw, commit_leaf, {}, {}));
}

Result<Made> make_draw(const State& state, const Hash& master, const DrawId& id, const Plan& plan,
                       const Schedule& schedule, const UnderWay& under_way, const Tick& tick) {
    const Hash key = draw::draw_key(master, id);
    draw::Manifest manifest = rows(state, plan, schedule, under_way, tick.start);
    manifest.draw_id = id;
    manifest.salt = draw::tagged_mac(key, "msalt", {});
    const auto rules = draw::params_text(
        params(state, plan, schedule, under_way, tick.start, !manifest.persons.empty()));
    if (!rules) return within("params", rules.error());
    const auto text = draw::manifest_text(manifest);
    if (!text) return within("manifest", text.error());

    const Hash root = draw::manifest_root(*text, manifest.salt);
    const Hash params_hash = sha256(*rules);
    const std::string commit = commit_text(id, tick.start, root, params_hash, key);
    const Hash leaf = leaf_hash(commit);
    // From the texts, exactly as anyone who repeats the draw does it.
    auto selection = draw::select(*rules, *text, seed_of(master, id, leaf));
    if (!selection) return tl::unexpected<Error>(selection.error());
    const std::string result = draw::result_text(*selection);
    const Hash commitment = draw::result_commitment(id, key, result);
    return Made{
        Drawn{id, plan.id, tick.start, *rules, *text, commit, result},
        RecordDraw{id, plan.id, to_bytes(root), to_bytes(params_hash), to_bytes(commitment)},
        std::move(*selection), leaf};
}

}  // namespace dudao::engine
