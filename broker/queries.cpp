#include "broker/queries.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>

#include "broker/limits.h"
#include "domain/confirm.h"
#include "domain/roles.h"
#include "domain/sight.h"
#include "utf8.h"
#include "wire/codec.h"

namespace dudao::broker {
namespace {

bool is_open(const Task& task) {
    return task.state == task::State::Released || task.state == task::State::Accepted ||
           task.state == task::State::OnSite || task.state == task::State::Reported;
}
bool is_open(const Finding& f) { return f.state == finding::State::Confirmed; }
bool is_open(const Rectification& r) { return r.state != rectification::State::StruckOff; }
bool is_open(const Demand& d) { return d.state != demand::State::Done; }
bool is_open(const Case& c) { return c.state == cases::State::Lead; }
bool is_open(const Plan& p) { return p.state == plan::State::Running; }

/// A proposal as shown to its reader; `args` holds the proposed command.
struct ProposalShown {
    ProposalId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    bool waits_for_you = false;
    std::string command;
    Bytes args;
    PersonId proposer;
    Moment at;
    Moment lapses;
    std::vector<Confirmation> confirmations;
    DUDAO_FIELDS(id, year, number, waits_for_you, command, args, proposer, at, lapses,
                 confirmations)
};

ProposalShown shown(const Sight& sight, const Proposal& p) {
    return {p.id,      p.year,         p.number,   waits_for(sight.state(), p, sight.asker()),
            p.command, p.args,         p.proposer, p.at,
            p.lapses,  p.confirmations};
}

Result<std::string> proposals(const Sight& sight) {
    std::vector<ProposalShown> rows;
    for (const auto& [id, each] : sight.state().proposals) {
        if (rows.size() < query_rows_max && sight.sees(each)) rows.push_back(shown(sight, each));
    }
    return encode(rows, Form::Log);
}

Result<std::string> proposal(const Sight& sight, ProposalId id) {
    const auto at = sight.state().proposals.find(id);
    if (at == sight.state().proposals.end() || !sight.sees(at->second)) {
        return fail(Error::Kind::NotFound, "no such item, or not yours to see");
    }
    return encode(shown(sight, at->second), Form::Log);
}

template <class Map>
Result<std::string> list(const Sight& sight, const Map& all, const std::string& filter) {
    using Row = typename Map::mapped_type;
    std::vector<const Row*> rows;
    for (auto at = all.rbegin(); at != all.rend() && rows.size() < query_rows_max; ++at) {
        if (filter == "open" && !is_open(at->second)) continue;
        if (sight.sees(at->second)) rows.push_back(&at->second);
    }
    std::string out;
    Encoder encoder(out, Form::Log);
    encoder.pack.array(rows.size());
    for (const Row* row : rows) encoder.put(sight.shown(*row));
    return out;
}

template <class Map, class Key>
Result<std::string> one(const Sight& sight, const Map& all, const Key& key) {
    const auto at = all.find(key);
    if (at == all.end() || !sight.sees(at->second)) {
        return fail(Error::Kind::NotFound, "no such item, or not yours to see");
    }
    return encode(sight.shown(at->second), Form::Log);
}

template <class Map>
Result<std::string> everything(const Map& all) {
    std::string out;
    Encoder encoder(out, Form::Log);
    encoder.pack.array(all.size());
    for (const auto& [key, row] : all) encoder.put(row);
    return out;
}

struct Status {
    std::uint64_t events = 0;
    std::int64_t tasks_open = 0;
    std::int64_t on_site = 0;
    std::int64_t findings = 0;
    std::int64_t rectifications_open = 0;
    std::int64_t overdue = 0;
    std::int64_t listed = 0;
    std::int64_t leads = 0;
    std::int64_t notices_waiting = 0;
    std::int64_t timers = 0;
    Moment now;
    DUDAO_FIELDS(events, tasks_open, on_site, findings, rectifications_open, overdue, listed, leads,
                 notices_waiting, timers, now)
};

template <class Map, class Picks>
std::int64_t count(const Sight& sight, const Map& all, Picks picks) {
    return std::count_if(all.begin(), all.end(), [&](const auto& each) {
        return picks(each.second) && sight.sees(each.second);
    });
}

/// Counts only what the asker may see.
Status status(const Sight& sight) {
    const State& state = sight.state();
    const Moment now = sight.asker().now;
    const auto all = [](const auto&) { return true; };
    Status s;
    s.events = state.leaves;
    s.tasks_open = count(sight, state.tasks, [](const Task& task) { return is_open(task); });
    s.on_site = count(sight, state.tasks,
                      [](const Task& task) { return task.state == task::State::OnSite; });
    s.findings = count(sight, state.findings, all);
    const auto& orders = state.rectifications;
    s.rectifications_open = count(sight, orders, [](const Rectification& r) { return is_open(r); });
    s.overdue = count(sight, orders,
                      [now](const Rectification& r) { return r.clock_runs && r.deadline < now; });
    s.listed = count(sight, orders, [](const Rectification& r) { return r.listed; });
    s.leads = count(sight, state.cases, all);
    s.notices_waiting = count(sight, state.notices, all);
    s.timers = std::count_if(state.timers.begin(), state.timers.end(),
                             [&](const auto& each) { return sight.sees(each.second.matter); });
    s.now = now;
    return s;
}

struct Me {
    PersonId person;
    KeyId key;
    KeyKind kind = KeyKind::Person;
    GroupId group;
    std::vector<Role> roles;
    DUDAO_FIELDS(person, key, kind, group, roles)
};

Me me(const State& state, const Context& asker) {
    Me answer{asker.actor, asker.via, asker.kind, asker.group, {}};
    for (const auto& [role, word] : Names<Role>::table) {
        if (holds_anywhere(state, asker.actor, role, asker.now)) answer.roles.push_back(role);
    }
    if (const GroupRow* group = group_of(state, asker.actor)) answer.group = group->id;
    return answer;
}

template <class IdType>
IdType id_of(const std::string& text) {
    return IdType{std::strtoull(text.c_str(), nullptr, 10)};
}

}  // namespace

Result<PieceWanted> piece_of(const State& state, const Context& asker, const wire::Query& query) {
    PieceWanted wanted{EvidenceHash{query.id}, 0};
    const auto known = state.evidence.find(wanted.hash);
    if (known == state.evidence.end() || !known->second.stored ||
        !Sight(state, asker).sees(known->second)) {
        return fail(Error::Kind::NotFound,
                    "no such evidence, or not here yet, or not yours to see");
    }
    const char* end = query.filter.data() + query.filter.size();
    const auto read = std::from_chars(query.filter.data(), end, wanted.offset);
    if (read.ec != std::errc{} || read.ptr != end || wanted.offset < 0 ||
        wanted.offset >= known->second.size) {
        return bad_input("filter: no offset in this evidence",
                         "0 to " + std::to_string(known->second.size - 1));
    }
    return wanted;
}

std::string_view why_not(const Error& error) {
    if (error.kind == Error::Kind::Corrupt) return "broken";
    return error.kind == Error::Kind::NotFound ? "not_found" : "bad_input";
}

Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query) {
    const std::string& what = query.what;
    const std::string& id = query.id;
    const Sight sight(state, asker);
    if (what == "status") return encode(status(sight), Form::Log);
    if (what == "me") return encode(me(state, asker), Form::Log);
    if (what == "tasks") return list(sight, state.tasks, query.filter);
    if (what == "task") return one(sight, state.tasks, id_of<TaskId>(id));
    if (what == "findings") return list(sight, state.findings, query.filter);
    if (what == "finding") return one(sight, state.findings, FindingId{id});
    if (what == "rectifications") return list(sight, state.rectifications, query.filter);
    if (what == "rectification") {
        return one(sight, state.rectifications, id_of<RectificationId>(id));
    }
    if (what == "demands") return list(sight, state.demands, query.filter);
    if (what == "cases") return list(sight, state.cases, query.filter);
    if (what == "case") return one(sight, state.cases, id_of<CaseId>(id));
    if (what == "plans") return list(sight, state.plans, query.filter);
    if (what == "plan") return one(sight, state.plans, id_of<PlanId>(id));
    if (what == "proposals") return proposals(sight);
    if (what == "proposal") return proposal(sight, id_of<ProposalId>(id));
    if (what == "groups") return everything(state.groups);
    if (what == "units") return everything(state.units);
    if (what == "checklists") return everything(state.checklists);
    return bad_input("no such question: " + excerpt(what, 32),
                     "status, me, tasks, task, findings, finding, rectifications, rectification, "
                     "demands, cases, case, plans, plan, proposals, proposal, groups, units, "
                     "checklists, evidence");
}

}  // namespace dudao::broker
