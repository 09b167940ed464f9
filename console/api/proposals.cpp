#include "console/api/proposals.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "domain/confirm.h"

namespace dudao::console {
namespace {

/// For each confirmation still missing, the people who may give it.
Json missing(const Reader& reader, const Proposal& proposal) {
    Json all = Json::array();
    const auto* outside = reader.sight.asker().outside;
    const auto command = outside->unpack(proposal.command, proposal.args);
    if (!command) return all;
    const auto gain = beneficiaries(reader.state, *command);
    for (const Seat& seat : open_seats(reader.state, proposal, *command, reader.now)) {
        Json people = Json::array();
        for (const PersonId& each :
             who_may_fill(reader.state, seat, proposal.proposer, gain, reader.now)) {
            people.push_back(each.text);
        }
        all.push_back(std::move(people));
    }
    return all;
}

Json row_of(Reader& reader, const Proposal& proposal, bool waits) {
    const bool own = proposal.proposer == reader.person;
    Json confirmed = Json::array();
    for (const Confirmation& each : proposal.confirmations) confirmed.push_back(each.person.text);
    Json may = Json::array();
    if (waits) may.push_back("proposal.confirm");
    if (waits || own) may.push_back("proposal.refuse");
    Json row{{"id", id_text(proposal.id)},
             {"number", short_number(proposal.year, proposal.number)},
             {"command", proposal.command},
             {"proposer", proposal.proposer.text},
             {"at", proposal.at.ms},
             {"lapses", proposal.lapses.ms},
             {"confirmed", std::move(confirmed)},
             {"missing", missing(reader, proposal)},
             {"waits_for_me", waits},
             {"fields", Json::object()},
             {"text", ""},
             {"may", std::move(may)}};
    const auto& events = reader.record.of(matter_text("proposal", proposal.id.value));
    if (!events.empty() && events.front() >= reader.record.begin()) {
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

std::size_t proposals_waiting(const Reader& reader) {
    return static_cast<std::size_t>(std::count_if(
        reader.state.proposals.begin(), reader.state.proposals.end(), [&](const auto& each) {
            return waits_for(reader.state, each.second, reader.sight.asker());
        }));
}

}  // namespace dudao::console
