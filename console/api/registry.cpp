#include "console/api/registry.h"
#include "console/api/devices.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "console/api/may.h"
#include "console/api/rows.h"
#include "domain/bounds.h"
#include "domain/roles.h"
#include "messages/refusals.h"
#include "seal/seal.h"

namespace dudao::console {
namespace {

/// Whoever holds a post, a grant or a place in a group acts in public; of others the office and
/// their own unit know the name.
std::set<PersonId> public_people(const State& state) {
    std::set<PersonId> people;
    for (const auto& [id, post] : state.posts) {
        people.insert(post.holder);
        people.insert(post.deputy);
    }
    for (const GrantRow& grant : state.grants) people.insert(grant.person);
    for (const auto& [id, group] : state.groups) {
        people.insert(group.members.begin(), group.members.end());
    }
    return people;
}

struct Work {
    const Task* now = nullptr;  // the one furthest in the field, else the oldest open
    std::int64_t open = 0;
    std::int64_t done = 0;
    std::int64_t missed = 0;
};

Work work_of(const Reader& reader, const GroupId& group) {
    using S = task::State;
    Work work;
    for (const auto& [id, task] : reader.state.tasks) {
        if (task.group != group || !reader.sight.sees(task)) continue;
        work.open += is_open(task.state) ? 1 : 0;
        work.done += task.state == S::Closed ? 1 : 0;
        work.missed += task.state == S::Missed ? 1 : 0;
        if (!is_open(task.state) || task.state == S::Reported) continue;
        if (!work.now || (task.state == S::OnSite && work.now->state != S::OnSite)) {
            work.now = &task;
        }
    }
    return work;
}

/// The title of what somebody holds, by their first role; empty for nobody.
std::string post_of(const Reader& reader, const PersonId& person) {
    // Titles are the county's papers, not the log's: the role is what stands on record.
    for (const auto& [id, post] : reader.state.posts) {
        if (post.holder != person) continue;
        return std::string(text(reader.lang, "role." + std::string(name(post.role))));
    }
    if (const GroupRow* group = group_of(reader.state, person)) {
        return std::string(
            text(reader.lang, group->head == person ? "role.group_head" : "role.inspector"));
    }
    for (const GrantRow& grant : reader.state.grants) {
        if (grant.person != person || grant.until <= reader.now) continue;
        return std::string(text(reader.lang, "role." + std::string(name(grant.role))));
    }
    return {};
}

}  // namespace

/// A case was filed about the reader: their page is offered to nobody else.
bool is_concerned(const Reader& reader) {
    const auto& cases = reader.state.cases;
    return std::any_of(cases.begin(), cases.end(),
                       [&](const auto& each) { return reader.sight.is_own(each.second); });
}

Json signed_in(Reader& reader) {
    const Founding& founding = reader.state.founding;
    const PersonRow* person = row_of(reader.state.people, reader.person);
    Json roles = Json::array();
    for (const Role role : reader.roles()) roles.push_back(name(role));
    return {{"person", reader.person.text},
            {"name", person ? reader.words.of(person->name) : std::string()},
            {"en", person ? reader.words.of(person->name_en) : std::string()},
            {"post", post_of(reader, reader.person)},
            {"unit", person ? person->unit.text : ""},
            {"roles", std::move(roles)},
            {"group", reader.sight.group().text},
            {"concerned", is_concerned(reader)},
            {"demo", founding.demo_clock},
            {"jurisdiction",
             {{"id", founding.jurisdiction},
              {"zh", founding.name_zh},
              {"en", founding.name_en},
              {"time_zone", reader.facts.health.time_zone}}}};
}

std::string name_of(Reader& reader, const PersonRow& person) {
    const bool english = reader.lang == Lang::En && !person.name_en.empty();
    return reader.words.of(english ? person.name_en : person.name);
}

std::set<PersonId> people_known(const Reader& reader) {
    std::set<PersonId> known = public_people(reader.state);
    known.insert(reader.person);
    std::erase_if(known, [&](const PersonId& id) { return !reader.state.people.contains(id); });
    for (const auto& [id, person] : reader.state.people) {
        if (reader.sight.office() || reader.sight.of_unit(person.unit)) known.insert(id);
    }
    return known;
}

Json names(Reader& reader) {
    const State& state = reader.state;
    Json units = Json::array();
    for (const auto& [id, unit] : state.units) {
        units.push_back({{"id", id.text},
                         {"parent", unit.parent.text},
                         {"level", name(unit.level)},
                         {"zh", unit.name_zh},
                         {"en", unit.name_en}});
    }
    Json groups = Json::array();
    for (const auto& [id, group] : state.groups) {
        groups.push_back({{"id", id.text}, {"zh", group.name_zh}, {"en", group.name_en}});
    }
    const auto in_public = public_people(state);
    Json people = Json::array();
    for (const PersonId& id : people_known(reader)) {
        const PersonRow& person = state.people.at(id);
        people.push_back({{"id", id.text},
                          {"name", reader.words.of(person.name)},
                          {"en", reader.words.of(person.name_en)},
                          {"unit", person.unit.text},
                          {"post", in_public.contains(id) ? post_of(reader, id) : ""}});
    }
    return {
        {"units", std::move(units)}, {"groups", std::move(groups)}, {"people", std::move(people)}};
}

Json group_list(const Reader& reader) {
    Json rows = Json::array();
    const bool all = reader.sight.office() || reader.has(Role::Administrator);
    for (const auto& [id, group] : reader.state.groups) {
        if (!all && !reader.sight.of_group(id)) continue;
        const Work work = work_of(reader, id);
        // Whoever keeps the machines is not told of tasks: nothing is not none.
        const bool knows = reader.sight.office() || reader.sight.of_group(id);
        const auto count = [&](std::int64_t n) { return knows ? Json(n) : Json(); };
        Json members = Json::array();
        for (const PersonId& each : group.members) members.push_back(each.text);
        rows.push_back({{"id", id.text},
                        {"head", group.head.text},
                        {"members", std::move(members)},
                        {"skills", group.skills},
                        {"task", work.now ? id_text(work.now->id) : ""},
                        {"task_state", work.now ? name(work.now->state) : ""},
                        {"since", !work.now                         ? 0
                                  : work.now->checked_in_at.ms != 0 ? work.now->checked_in_at.ms
                                                                    : work.now->released_at.ms},
                        {"tasks_open", count(work.open)},
                        {"tasks_done", count(work.done)},
                        {"missed", count(work.missed)},
                        {"devices", devices_of(reader, id)}});
    }
    return rows;
}

Json conflict_list(Reader& reader) {
    Json rows = Json::array();
    for (const auto& [person, conflicts] : reader.state.conflicts) {
        const GroupRow* group = group_of(reader.state, person);
        const bool own = person == reader.person || (group && reader.sight.of_group(group->id));
        if (!own && !reader.sight.office()) continue;
        for (const ConflictRow& row : conflicts) {
            rows.push_back({{"person", person.text},
                            {"group", group ? group->id.text : ""},
                            {"unit", row.unit.text},
                            {"reason", reader.words.of(row.reason, own || reader.sight.reads())},
                            {"may", may(reader, row)}});
        }
    }
    return rows;
}

Json plan_list(const Reader& reader) {
    std::map<PlanId, std::int64_t> released;
    for (const auto& [id, task] : reader.state.tasks) ++released[task.plan];
    Json rows = Json::array();
    const auto& plans = reader.state.plans;
    for (auto at = plans.rbegin(); at != plans.rend(); ++at) {
        const Plan& plan = at->second;
        if (!reader.sight.sees(plan)) continue;
        const PlanDraft& draft = plan.draft;
        Json windows = Json::array();
        for (const Window& each : draft.windows) {
            windows.push_back({{"from", each.from},
                               {"to", each.to},
                               {"working_days_only", each.working_days_only}});
        }
        rows.push_back({{"id", id_text(plan.id)},
                        {"number", short_number(plan.year, plan.number)},
                        {"state", name(plan.state)},
                        {"title", draft.title},
                        {"mandate",
                         {{"decided_by", draft.mandate.decided_by},
                          {"number", draft.mandate.number},
                          {"scope", draft.mandate.scope},
                          {"until", draft.mandate.until.ms}}},
                        {"scope", draft.scope.text},
                        {"start", draft.start.ms},
                        {"end", draft.end.ms},
                        {"themes", draft.themes},
                        {"windows", std::move(windows)},
                        {"expected_visits", draft.expected_visits},
                        {"longest_gap_days", draft.longest_gap_days},
                        {"visits_a_year_max", draft.visits_a_year_max},
                        {"author", plan.author.text},
                        {"approver", plan.approver.text},
                        {"released", released[plan.id]},
                        {"may", may(reader, plan)}});
    }
    return rows;
}

namespace {

/// What the console could not show lately, and what stands in the log beyond its bounds: who must
/// work with it leaves it out.
void add_left_out(const Reader& reader, Json& out) {
    Json faults = Json::array();
    for (const Fault& each : reader.facts.health.faults) {
        faults.push_back(
            {{"at", each.at.ms}, {"where", each.where}, {"why", each.why}, {"count", each.count}});
    }
    out["faults"] = std::move(faults);
    const auto in_words = [&](const Rejection& why) {
        const auto zh = reader.lang == Lang::Zh ? in_chinese(why.said) : std::nullopt;
        return zh ? zh->what : why.what();
    };
    Json left = Json::array();
    const Health& health = reader.facts.health;
    std::vector<std::string> accounts;
    if (health.accounts_refused) accounts = health.accounts_refused->lines(reader.lang);
    for (const Said& each : health.accounts_of_nobody) {
        accounts.push_back(told(to_error(Error::Kind::BadInput, each), reader.lang));
    }
    for (const std::string& why : accounts) {
        left.push_back({{"matter", "accounts.json"}, {"why", why}});
    }
    for (const Said& each : health.parts_down) {
        const std::string why = told(to_error(Error::Kind::Unreachable, each), reader.lang);
        left.push_back({{"matter", each.args.front().values.front()}, {"why", why}});
    }
    for (const LeftOut& each : left_out(reader.state)) {
        left.push_back({{"matter", each.matter}, {"why", in_words(each.why)}});
    }
    for (const auto& [id, key] : reader.state.keys) {
        if (key.kind != KeyKind::Device || key.revoked) continue;
        if (seal::takes_box(key.sealing_key)) continue;
        left.push_back({{"matter", matter_text("key", id.text)},
                        {"why", text(reader.lang, "left_out.sealing_key")}});
    }
    out["left_out"] = std::move(left);
}

}  // namespace

Json system_page(const Reader& reader) {
    const Health& health = reader.facts.health;
    const bool all = reader.has(Role::Administrator) || reader.has(Role::Officer);
    Json processes = Json::array();
    for (const auto& [id, key] : reader.state.keys) {
        const bool process = key.kind != KeyKind::Person && key.kind != KeyKind::Device;
        if (!all || !process || key.revoked) continue;
        processes.push_back({{"name", id.text},
                             {"kind", name(key.kind)},
                             {"last_heard", reader.record.heard(id).ms}});
    }
    const std::uint64_t seq = reader.facts.replica.seq;
    Json out{{"software", "dudao-console 0.1.0"},
             {"started", health.started.ms},
             {"broker", health.broker ? "connected" : "silent"},
             {"store", health.store ? "connected" : "silent"},
             {"log_seq", std::max(health.log_seq, seq)},
             {"lag_ms", health.fresh_ms},
             {"clients", health.clients},
             {"sessions", health.sessions},
             {"demo_clock", reader.state.founding.demo_clock},
             {"processes", std::move(processes)},
             {"faults", Json::array()},
             {"left_out", Json::array()}};
    if (all) add_left_out(reader, out);
    if (health.upkeep && reader.has(Role::Administrator)) {
        out["upkeep"] = *health.upkeep;
        out["upkeep"]["awaited"] = health.upkeep_awaited;
    }
    return out;
}

}  // namespace dudao::console
