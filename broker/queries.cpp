#include "broker/queries.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <type_traits>

#include "broker/limits.h"
#include "domain/confirm.h"
#include "domain/figures.h"
#include "domain/roles.h"
#include "domain/sight.h"
#include "utf8.h"
#include "wire/codec.h"

namespace dudao::broker {
namespace {

bool is_open(const Task& task) { return dudao::is_open(task.state); }
bool is_open(const Finding& f) { return f.state == finding::State::Confirmed; }
bool is_open(const Rectification& r) { return r.state != rectification::State::StruckOff; }
bool is_open(const Demand& d) { return d.state != demand::State::Done; }
bool is_open(const Case& c) { return !cases::is_over(c.state); }
bool is_open(const Assignment& row) { return assignment::is_open(row.state); }
bool is_open(const Plan& p) { return p.state == plan::State::Running; }

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

/// Posts and keys by their ids, grants in the order in which they were given.
const PostRow& row_in(const std::pair<const PostId, PostRow>& each) { return each.second; }
const KeyRow& row_in(const std::pair<const KeyId, KeyRow>& each) { return each.second; }
const GrantRow& row_in(const GrantRow& each) { return each; }

/// Nothing for who does not read the register.
template <class Rows>
Result<std::string> registered(const Sight& sight, const Rows& all) {
    using Row = std::decay_t<decltype(row_in(*all.begin()))>;
    if (!sight.reads_register()) return encode(std::vector<Row>(), Form::Log);
    std::string out;
    Encoder encoder(out, Form::Log);
    encoder.pack.array(all.size());
    for (const auto& each : all) encoder.put(row_in(each));
    return out;
}

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
    const Figures known = figures(sight, now);
    const auto figure = [&](Figure which) {
        const auto at = known.find(which);
        return at == known.end() ? 0 : at->second;
    };
    s.events = state.leaves;
    s.tasks_open = figure(Figure::TasksOpen);
    s.on_site = figure(Figure::InTheVillage);
    s.findings = count(sight, state.findings, all);
    s.rectifications_open = figure(Figure::Open);
    s.overdue = figure(Figure::Overdue);
    s.listed = count(sight, state.rectifications, [](const Rectification& r) { return r.listed; });
    s.leads = figure(Figure::Leads);
    s.notices_waiting = figure(Figure::NoticesWaiting);
    s.timers = std::count_if(state.timers.begin(), state.timers.end(),
                             [&](const auto& each) { return sight.sees(each.second.matter); });
    s.now = now;
    return s;
}

Me me(const State& state, const Context& asker) {
    Me answer{asker.actor, asker.via, asker.kind, asker.group, {}, asker.team, {}};
    for (const auto& [role, word] : Names<Role>::table) {
        if (holds_anywhere(state, asker.actor, role, asker.now)) answer.roles.push_back(role);
    }
    if (const GroupRow* group = group_of(state, asker.actor)) answer.group = group->id;
    if (asker.kind != KeyKind::Device) return answer;
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Engine && !key.revoked) answer.engine_key = key.signing_key;
    }
    return answer;
}

Result<std::string> teams(const Sight& sight) {
    std::vector<TeamRow> rows;
    for (const auto& [id, team] : sight.state().teams) {
        if (sight.sees(team)) rows.push_back(team);
    }
    return encode(rows, Form::Log);
}

Result<std::string> team_devices(const Sight& sight, const TeamId& id) {
    const auto team = sight.state().teams.find(id);
    if (team == sight.state().teams.end() || !sight.sees(team->second)) {
        return fail(Error::Kind::NotFound, "no such item, or not yours to see");
    }
    std::vector<TeamDevice> devices;
    for (const auto& [key, row] : sight.state().keys) {
        const bool live = row.kind == KeyKind::Device && row.team == id && !row.revoked;
        if (live) devices.push_back({key, row.sealing_key});
    }
    return encode(devices, Form::Log);
}

/// Nobody's for what is no whole id: "2026-3" is a number of people's, and not the id 2026.
template <class IdType>
IdType id_of(const std::string& text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? IdType{value} : IdType{};
}

/// A question, and how it is answered.
struct Answered {
    Question question;
    Result<std::string> (*answer)(const Sight& sight, const wire::Query& query);
};

template <auto rows>  // a member of State: rows by their ids
constexpr Answered many(std::string_view name) {
    return {{name, Question::Id::None, true}, [](const Sight& sight, const wire::Query& query) {
                return list(sight, sight.state().*rows, query.filter);
            }};
}
template <auto rows>
constexpr Answered every(std::string_view name) {
    return {{name},
            [](const Sight& sight, const wire::Query&) { return everything(sight.state().*rows); }};
}
template <auto rows>
constexpr Answered in_register(std::string_view name) {
    return {{name}, [](const Sight& sight, const wire::Query&) {
                return registered(sight, sight.state().*rows);
            }};
}
template <auto rows>
constexpr Answered single(std::string_view name) {
    return {{name, Question::Id::Number}, [](const Sight& sight, const wire::Query& query) {
                using Map = std::remove_cvref_t<decltype(sight.state().*rows)>;
                return one(sight, sight.state().*rows, id_of<typename Map::key_type>(query.id));
            }};
}

constexpr auto table = std::to_array<Answered>({
    {{"status"},
     [](const Sight& sight, const wire::Query&) -> Result<std::string> {
         return encode(status(sight), Form::Log);
     }},
    {{"me"},
     [](const Sight& sight, const wire::Query&) -> Result<std::string> {
         return encode(me(sight.state(), sight.asker()), Form::Log);
     }},
    many<&State::tasks>("tasks"),
    single<&State::tasks>("task"),
    many<&State::findings>("findings"),
    {{"finding", Question::Id::Code},
     [](const Sight& sight, const wire::Query& query) {
         return one(sight, sight.state().findings, FindingId{query.id});
     }},
    many<&State::rectifications>("rectifications"),
    single<&State::rectifications>("rectification"),
    many<&State::demands>("demands"),
    many<&State::cases>("cases"),
    single<&State::cases>("case"),
    many<&State::assignments>("assignments"),
    single<&State::assignments>("assignment"),
    {{"teams"}, [](const Sight& sight, const wire::Query&) { return teams(sight); }},
    {{"team_devices", Question::Id::Code},
     [](const Sight& sight, const wire::Query& query) {
         return team_devices(sight, TeamId{query.id});
     }},
    many<&State::plans>("plans"),
    single<&State::plans>("plan"),
    {{"proposals"}, [](const Sight& sight, const wire::Query&) { return proposals(sight); }},
    {{"proposal", Question::Id::Number},
     [](const Sight& sight, const wire::Query& query) {
         return proposal(sight, id_of<ProposalId>(query.id));
     }},
    {{"calendar"},
     [](const Sight& sight, const wire::Query&) -> Result<std::string> {
         return encode(sight.state().calendar, Form::Log);
     }},
    {{"policy"},
     [](const Sight& sight, const wire::Query&) -> Result<std::string> {
         const auto& policies = sight.state().policies;
         const auto now = policies.find(sight.state().policy_now);
         if (now == policies.end()) return fail(Error::Kind::NotFound, "no policy is adopted yet");
         return encode(now->second, Form::Log);
     }},
    every<&State::groups>("groups"),
    every<&State::units>("units"),
    every<&State::checklists>("checklists"),
    in_register<&State::posts>("posts"),
    in_register<&State::grants>("grants"),
    in_register<&State::keys>("keys"),
});

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

Result<Text> words_of(const State& state, const Context& asker, const wire::Query& query) {
    if (!query.filter.empty()) return bad_input("filter: this question has none", "empty");
    if (query.what == "recorded") {
        const auto finding = state.findings.find(FindingId{query.id});
        if (finding == state.findings.end() || finding->second.facts().text.empty() ||
            !Sight(state, asker).reads_recorded(finding->second)) {
            return fail(Error::Kind::NotFound, "no such finding, or not yours to see");
        }
        return finding->second.facts().text;
    }
    const auto at = state.assignments.find(id_of<AssignmentId>(query.id));
    if (at == state.assignments.end() || at->second.returned.empty() ||
        !Sight(state, asker).reads_return(at->second)) {
        return fail(Error::Kind::NotFound,
                    "no such assignment, or no reason is on record, or not yours to see");
    }
    return at->second.returned;
}

std::string_view why_not(const Error& error) {
    if (error.kind == Error::Kind::Corrupt) return "broken";
    return error.kind == Error::Kind::NotFound ? "not_found" : "bad_input";
}

std::vector<Question> questions() {
    std::vector<Question> all(table.size());
    std::transform(table.begin(), table.end(), all.begin(),
                   [](const Answered& each) { return each.question; });
    return all;
}

Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query) {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const Answered& each) {
        return each.question.name == query.what;
    });
    if (found == table.end()) {
        std::string names;
        for (const Answered& each : table) names += std::string(each.question.name) + ", ";
        return bad_input("no such question: " + excerpt(query.what, 32),
                         names + "devices, evidence, returned, recorded");
    }
    const bool open = found->question.open;
    if (!query.filter.empty() && !(open && query.filter == "open")) {
        return bad_input("filter: there is no '" + excerpt(query.filter, 32) + "'",
                         open ? "open, or empty" : "empty");
    }
    return found->answer(Sight(state, asker), query);
}

}  // namespace dudao::broker
