#include "console/api/reader.h"

#include <algorithm>
#include <charconv>

#include "domain/confirm.h"
#include "domain/roles.h"
#include "outside/outside.h"

namespace dudao::console {
namespace {

Context context_of(const Facts& facts, const PersonId& person) {
    Context context;
    context.now = facts.now;
    context.case_key = facts.case_key;
    context.actor = person;
    context.kind = KeyKind::Gateway;
    context.outside = &outside_of_rules;
    return context;
}

struct MatterName {
    std::string_view kind;
    std::string_view id;
};

MatterName split(std::string_view matter) {
    const auto colon = matter.find(':');
    if (colon == matter.npos) return {matter, {}};
    return {matter.substr(0, colon), matter.substr(colon + 1)};
}

/// Roles whose pages show the whole of the work: they count where they reach all of it.
bool of_the_whole(Role role) {
    return role == Role::Leader || role == Role::Officer || role == Role::Auditor ||
           role == Role::PlanKeeper || role == Role::Authority || role == Role::Superior;
}

}  // namespace

std::vector<Role> roles_shown() {
    return {Role::Leader,         Role::Officer,     Role::PlanKeeper, Role::GroupHead,
            Role::Inspector,      Role::UnitOfficer, Role::Auditor,    Role::Administrator,
            Role::FirstSecretary, Role::TeamMember,  Role::Authority,  Role::Superior};
}

Reader::Reader(const Facts& facts_in, const PersonId& person_in, Lang lang_in,
               const WordsKept& kept)
    : facts(facts_in),
      state(facts_in.state()),
      record(facts_in.record),
      now(facts_in.now),
      person(person_in),
      lang(lang_in),
      sight(state, context_of(facts_in, person_in)),
      words(kept) {
    for (const Role role : roles_shown()) {
        if (of_the_whole(role) ? holds(state, person, role, state.founding.root, now)
                               : holds_anywhere(state, person, role, now)) {
            roles_.push_back(role);
        }
    }
    // Who leads a township has its units' pages.
    if (!has(Role::Leader) && !has(Role::UnitOfficer) &&
        holds_anywhere(state, person, Role::Leader, now)) {
        roles_.push_back(Role::UnitOfficer);
    }
    // Head and members of a group are so by the group's row, also without a grant.
    if (const GroupRow* group = group_of(state, person)) {
        const Role role = group->head == person ? Role::GroupHead : Role::Inspector;
        if (!has(role)) roles_.push_back(role);
    }
}

const std::map<RectificationId, DemandKind>& Reader::awaited() const {
    if (!awaited_) awaited_ = dudao::awaited(state);
    return *awaited_;
}

bool Reader::has(Role role) const {
    return std::find(roles_.begin(), roles_.end(), role) != roles_.end();
}

std::optional<Proposal> Reader::proposal_of(std::string_view id) const {
    const ProposalId number{id_number(id)};
    if (const Proposal* open = row_of(state.proposals, number)) return *open;
    const auto events = record.of(matter_text("proposal", number.value));
    if (events.empty()) return std::nullopt;
    const Event event = record.event(events.front());
    const auto* made = std::get_if<ProposalMade>(&event.body);
    if (!made) return std::nullopt;
    return Proposal{made->id,  made->year, made->number, made->command, made->args,   event.actor,
                    event.via, made->kind, made->group,  event.at,      made->lapses, {}};
}

bool Reader::sees(std::string_view matter) const {
    const auto [kind, id] = split(matter);
    const auto see = [&](const auto* row) { return row && sight.sees(*row); };
    if (kind == "task") return see(row_of(state.tasks, TaskId{id_number(id)}));
    if (kind == "finding") return see(row_of(state.findings, FindingId{std::string(id)}));
    if (kind == "rectification") {
        return see(row_of(state.rectifications, RectificationId{id_number(id)}));
    }
    if (kind == "demand") return see(row_of(state.demands, DemandId{id_number(id)}));
    if (kind == "case") return see(row_of(state.cases, CaseId{id_number(id)}));
    if (kind == "assignment") return see(row_of(state.assignments, AssignmentId{id_number(id)}));
    if (kind == "plan" || kind == "draw") return sight.office();
    if (kind == "founding" || kind == "policy" || kind == "calendar" || kind == "checklist") {
        return true;
    }
    // As far as all it tells of is seen; a test notice tells of nothing.
    if (kind == "notice") return id != "0" || sight.office();
    if (kind == "contact" && id == person.text) return true;
    if (kind == "proposal") {
        const auto proposal = proposal_of(id);
        return proposal ? sight.sees(*proposal) : sight.office();
    }
    return sight.office() || has(Role::Administrator);
}

bool Reader::reads(std::string_view matter) const {
    const auto [kind, id] = split(matter);
    const auto need = [&](const auto* row) { return row && sight.reads(*row); };
    if (kind == "task") return need(row_of(state.tasks, TaskId{id_number(id)}));
    if (kind == "finding") return need(row_of(state.findings, FindingId{std::string(id)}));
    if (kind == "rectification") {
        return need(row_of(state.rectifications, RectificationId{id_number(id)}));
    }
    if (kind == "demand") return need(row_of(state.demands, DemandId{id_number(id)}));
    if (kind == "case") return need(row_of(state.cases, CaseId{id_number(id)}));
    if (kind == "assignment") {
        const Assignment* row = row_of(state.assignments, AssignmentId{id_number(id)});
        return row != nullptr && need(row_of(state.cases, row->lead));
    }
    if (kind == "person") return true;  // a name, to those who see the row
    if (kind == "contact") return reads_contact_of(PersonId{std::string(id)});
    if (kind == "proposal") {
        const auto proposal = proposal_of(id);
        return proposal && sight.reads(*proposal);
    }
    return sight.reads();
}

bool Reader::reads_contact_of(const PersonId& whose) const {
    return whose == person || has(Role::PlanKeeper) || has(Role::Administrator);
}

bool Reader::sees(const Record::Line& line) const {
    if (!sees(line.matter)) return false;
    if (event_names.at(line.type) == VerifierAssigned::as_event) return sight.office();
    const bool notice = line.matter.starts_with("notice:");
    if (!notice) return true;
    return std::any_of(line.also.begin(), line.also.end(),
                       [&](std::string_view each) { return sees(each); });
}

std::string short_number(std::int32_t year, std::int32_t number) {
    return number == 0 ? std::string() : std::to_string(year) + "-" + std::to_string(number);
}

std::uint64_t id_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    return wrong == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace dudao::console
