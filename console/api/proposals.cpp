#include "console/api/proposals.h"

#include "accounts/device_code.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/matters.h"
#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "domain/cases/hands.h"
#include "domain/confirm.h"
#include "domain/registry/access.h"

namespace dudao::console {
namespace {

Json ids(const std::vector<PersonId>& people) {
    Json list = Json::array();
    for (const PersonId& each : people) list.push_back(each.text);
    return list;
}

/// The row that a command changes, as it stands today; empty where it makes a new one.
struct Standing {
    const State& state;

    Json operator()(const UnitRow& command) const {
        const auto* row = row_of(state.units, command.id);
        if (!row) return Json::object();
        return {{"name_zh", row->name_zh}, {"name_en", row->name_en}, {"parent", row->parent.text}};
    }
    Json operator()(const PersonRow& command) const {
        const auto* row = row_of(state.people, command.id);
        return row ? Json{{"unit", row->unit.text}} : Json::object();
    }
    Json operator()(const PostRow& command) const {
        const auto* row = row_of(state.posts, command.id);
        if (!row) return Json::object();
        return {{"unit", row->unit.text},
                {"role", name(row->role)},
                {"holder", row->holder.text},
                {"deputy", row->deputy.text}};
    }
    Json operator()(const GroupRow& command) const {
        const auto* row = row_of(state.groups, command.id);
        if (!row) return Json::object();
        return {{"head", row->head.text}, {"members", ids(row->members)}};
    }
    Json operator()(const InvitationRow& command) const {
        return {{"access", people_with_access(state).contains(command.person)}};
    }
    /// What the device shows, so that whoever confirms can compare it.
    Json operator()(const KeyRow& command) const {
        if (command.kind != KeyKind::Device) return Json::object();
        return {{"code", device_code(state.founding.jurisdiction, command.public_key,
                                     command.sealing_key)}};
    }
    Json operator()(const KeyRevocation& command) const { return key(command.key); }
    Json operator()(const IncarnationGrant& command) const { return key(command.key); }
    Json operator()(const PolicyAdoption&) const {
        const auto* row = row_of(state.policies, state.policy_now);
        return row ? Json{{"title", row->title}} : Json::object();
    }
    Json operator()(const CalendarAdoption&) const {
        return {{"revision", state.calendar.revision}};
    }
    Json operator()(const WithdrawTask& command) const {
        const auto* row = row_of(state.tasks, command.task);
        if (!row) return Json::object();
        return {{"number", short_number(row->year, row->number)}, {"group", row->group.text}};
    }
    /// What is left is about a case, or changes nothing that stands.
    template <class Other>
    Json operator()(const Other& command) const {
        if constexpr (requires { command.lead; }) {
            const Case* row = row_of(state.cases, command.lead);
            if (row) return {{"number", short_number(row->year, row->number)}};
        }
        return Json::object();
    }

 private:
    Json key(const KeyId& id) const {
        const auto* row = row_of(state.keys, id);
        if (!row) return Json::object();
        return {{"kind", name(row->kind)},
                {"group", row->group.text},
                {"person", row->person.text},
                {"incarnation", row->incarnation}};
    }
};

/// For each confirmation still missing, the people who may give it.
Json missing(const Reader& reader, const Proposal& proposal, const Command& command) {
    Json all = Json::array();
    const Context& asker = reader.sight.asker();
    const auto gain = beneficiaries(reader.state, command, asker);
    for (const Seat& seat : open_seats(reader.state, proposal, command, asker)) {
        all.push_back(ids(who_may_fill(reader.state, seat, proposal.proposer, gain, reader.now)));
    }
    return all;
}

/// The words of a decision apart, so that each answer can stand beside the point that it answers.
Json decision_of(Reader& reader, const Command& command, bool reads) {
    const auto* decides = std::get_if<DecideCase>(&command);
    if (!decides) return nullptr;
    return {{"organ", reader.words.of(decides->organ, reads)},
            {"answer", reader.words.of(decides->answer, reads)},
            {"reason", reader.words.of(decides->reason, reads)}};
}

Json row_of(Reader& reader, const Proposal& proposal, bool waits) {
    const bool own = proposal.proposer == reader.person;
    Json confirmed = Json::array();
    for (const Confirmation& each : proposal.confirmations) confirmed.push_back(each.person.text);
    Json may = Json::array();
    if (waits) may.push_back(ConfirmProposal::as_command.name);
    if (waits || own) may.push_back(RefuseProposal::as_command.name);
    Json row{{"id", id_text(proposal.id)},
             {"number", short_number(proposal.year, proposal.number)},
             {"command", proposal.command},
             {"proposer", proposal.proposer.text},
             {"at", proposal.at.ms},
             {"lapses", proposal.lapses.ms},
             {"confirmed", std::move(confirmed)},
             {"missing", Json::array()},
             {"waits_for_me", waits},
             {"fields", Json::object()},
             {"stands", Json::object()},
             {"text", ""},
             {"case", nullptr},
             {"decision", nullptr},
             {"may", std::move(may)}};
    if (const auto command =
            reader.sight.asker().outside->unpack(proposal.command, proposal.args)) {
        row["missing"] = missing(reader, proposal, *command);
        row["stands"] = std::visit(Standing{reader.state}, *command);
        const Case* about = case_of(reader.state, *command);
        if (about && reader.sight.sees(*about)) {
            row["case"] = case_facts(reader, *about);
            row["decision"] = decision_of(reader, *command, reader.sight.reads(proposal));
        }
    }
    const auto events = reader.record.of(matter_text("proposal", proposal.id.value));
    if (!events.empty() &&
        std::holds_alternative<ProposalMade>(reader.record.event(events.front()).body)) {
        const Json made = entry(reader, events.front());
        row["fields"] = made["fields"]["args"];
        row["text"] = made["text"];
    }
    return row;
}

}  // namespace

Json proposal_list(Reader& reader) {
    Json mine = Json::array();
    Json others = Json::array();
    for (const auto& [id, proposal] : reader.state.proposals) {
        if (!reader.sight.sees(proposal)) continue;
        const bool waits = waits_for(reader.state, proposal, reader.sight.asker());
        (waits ? mine : others).push_back(row_of(reader, proposal, waits));
    }
    for (Json& each : others) mine.push_back(std::move(each));
    return mine;
}

Json proposals_about(Reader& reader, const Case& lead) {
    Json rows = Json::array();
    const Context& asker = reader.sight.asker();
    for (const auto& [id, each] : reader.state.proposals) {
        const auto command = asker.outside->unpack(each.command, each.args);
        if (!command || case_of(reader.state, *command) != &lead) continue;
        if (!reader.sight.sees(each)) continue;
        rows.push_back(row_of(reader, each, waits_for(reader.state, each, asker)));
    }
    return rows;
}

}  // namespace dudao::console
