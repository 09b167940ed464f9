#include "tests/unit/engine/county.h"

#include "draw/encoding.h"
#include "ledger/hash.h"
#include "outside/outside.h"

namespace dudao::engine::test {
namespace {

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

Moment monday(int minute_of_day, int days_later) {
    return shanghai().local_moment(day_of({2026, 10, 12}) + days_later, minute_of_day);
}

Settings settings(const County& county, const std::string& master) {
    return {"gqc", sha256(master), county.signing};
}

County::County(Size size) {
    now = monday(0);
    state.founding = {"gqc", "测试县", "Test county", {"gqc"}, true, {}};
    state.leaves = 100;
    state.calendar = {"test", shanghai(), {}};
    const Bytes policy{to_bytes(sha256("policy"))};
    state.policies[policy] = default_policy();
    state.policy_now = policy;
    state.units[{"gqc"}] = {{"gqc"}, {}, Level::City, "测试县", "Test county"};
    for (int t = 1; t <= size.townships; ++t) {
        const UnitId township{"t" + two(t)};
        state.units[township] = {township, {"gqc"}, Level::Township, "乡", "Township"};
        for (int v = 1; v <= size.villages; ++v) {
            const UnitId village{township.text + "-v" + two(v)};
            state.units[village] = {village, township, Level::Village, "某村", "A village"};
        }
    }
    for (int g = 1; g <= size.groups; ++g) {
        const std::string id = "g" + std::to_string(g);
        const PersonId head{"p-head-" + id};
        state.groups[{id}] = {{id}, "组", "Group", head, {head, {"p-two-" + id}}, {}};
        enrol_device(id, "dev-" + id);
    }
    for (const std::string theme : {"R", "F", "I"}) {
        const Bytes hash{to_bytes(sha256("checklist " + theme))};
        state.checklists[hash] = {theme, theme, theme, hash, {}};
        state.checklist_now[theme] = hash;
    }
    PlanDraft draft;
    draft.title = "plan";
    draft.scope = {"gqc"};
    draft.start = monday(0);
    draft.end = monday(0, 70);
    draft.themes = {"R", "F", "I"};
    draft.windows = {{480, 1080, true}};
    draft.expected_visits = 100;
    state.plans[plan_id] = {plan_id, 2026, 1, plan::State::Running, draft, {}, {}};
}

void County::enrol_device(const std::string& group, const std::string& key) {
    const auto keys = seal::generate_sealing_keys();
    KeyRow row;
    row.id = {key};
    row.kind = KeyKind::Device;
    row.group = {group};
    row.sealing_key = std::string(keys.public_key.begin(), keys.public_key.end());
    state.keys[row.id] = row;
    devices[row.id] = keys;
}

void County::happens(EventBody body) {
    Event event;
    event.at = now;
    event.body = std::move(body);
    apply(state, event);
}

std::string County::office(const Command& command) {
    Context context;
    context.now = now;
    context.kind = KeyKind::Engine;
    context.via = {"engine"};
    context.outside = &outside_of_rules;
    const auto decision = decide(state, context, command);
    if (!decision) return std::string(name(decision.error().why)) + ": " + decision.error().what();
    for (const Event& event : decision->events) apply(state, event);
    return {};
}

void County::perform(const Effects& effects) {
    for (const Release& release : effects.releases) {
        releases[release.command.commitment] = release;
    }
    for (const Call& call : effects.calls) {
        const auto refusal = office(call.command);
        if (!refusal.empty()) refusals.push_back(refusal);
        const auto* task = std::get_if<ReleaseTask>(&call.command);
        words.push_back(task ? "task " + task->group.text + "@" + std::to_string(now.ms)
                             : "draw " + call.draw);
    }
    lines.insert(lines.end(), effects.lines.begin(), effects.lines.end());
}

void County::visit(TaskId task) {
    const Release& release = release_of(task);
    happens(TaskAccepted{task});
    happens(TaskCheckedIn{task, {}, release.key.target, {{"p-head"}, {"p-two"}}, {}, false});
    happens(TaskReported{task, true, {}, {}});
}

void County::recuse(TaskId task) { happens(TaskRecused{task, {}}); }

void County::declare_conflict(const std::string& group, const std::string& village) {
    const PersonId person{"p-two-" + group};
    state.conflicts[person].push_back({person, {village}, {}});
}

void County::revoke(const std::string& group) { state.keys.at({"dev-" + group}).revoked = true; }

}  // namespace dudao::engine::test
