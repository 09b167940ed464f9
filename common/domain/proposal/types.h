// Dual control: a command that needs a second person is stored as a proposal until that person
// confirms it with a key of their own (NIST SP 800-172 3.1.1e).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/names.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

enum class ProposalEnd { Confirmed, Refused, Withdrawn, Lapsed };
template <>
struct Names<ProposalEnd> {
    static constexpr auto table =
        std::to_array<Named<ProposalEnd>>({{ProposalEnd::Confirmed, "confirmed"},
                                           {ProposalEnd::Refused, "refused"},
                                           {ProposalEnd::Withdrawn, "withdrawn"},
                                           {ProposalEnd::Lapsed, "lapsed"}});
};

/// A person who confirmed, and the key used.
struct Confirmation {
    PersonId person;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // for a device's key
    DUDAO_FIELDS(person, via, kind, group)
};

/// An open proposal; ended ones are only in the log.
struct Proposal {
    ProposalId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    std::string command;  // name on the wire
    Bytes args;           // exact bytes, with personal text as references
    PersonId proposer;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // for a device's key
    Moment at;
    Moment lapses;
    std::vector<Confirmation> confirmations;
    DUDAO_FIELDS(id, year, number, command, args, proposer, via, kind, group, at, lapses,
                 confirmations)
};

// Commands ---------------------------------------------------------------------------------------
/// Confirms a proposal; sent by a person it waits for, with a key of their own. The last
/// confirmation needed executes the command.
struct ConfirmProposal {
    static constexpr CommandDeclaration as_command{
        .name = "proposal.confirm",
        .right = {.roles = rights::anybody},
        .title = {"确认事项", "confirm a proposal"},
        .help = {"以第二人身份同意；最后一人确认后即办理",
                 "agree, as the second person; the last one needed carries it out"},
    };
    ProposalId proposal;
    DUDAO_FIELDS(proposal)
};
/// Refuses a proposal; sent by a person it waits for, or by the proposer to withdraw it.
struct RefuseProposal {
    static constexpr CommandDeclaration as_command{
        .name = "proposal.refuse",
        .right = {.roles = rights::anybody},
        .title = {"不予确认", "refuse a proposal"},
        .help = {"说明理由，不予确认；或撤回自己提出的事项",
                 "refuse it with a reason, or withdraw what you proposed"},
    };
    ProposalId proposal;
    Text reason;
    DUDAO_FIELDS(proposal, reason)
};

// Events -----------------------------------------------------------------------------------------
/// The proposer and the key are the event's actor and via.
struct ProposalMade {
    static constexpr std::string_view as_event = "proposal.made";
    ProposalId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    std::string command;
    Bytes args;
    KeyKind kind = KeyKind::Person;
    GroupId group;
    Moment lapses;
    DUDAO_FIELDS(id, year, number, command, args, kind, group, lapses)
};
/// The person who confirms and the key are the event's actor and via.
struct ProposalConfirmed {
    static constexpr std::string_view as_event = "proposal.confirmed";
    ProposalId id;
    KeyKind kind = KeyKind::Person;
    GroupId group;
    DUDAO_FIELDS(id, kind, group)
};
struct ProposalEnded {
    static constexpr std::string_view as_event = "proposal.ended";
    ProposalId id;
    ProposalEnd how = ProposalEnd::Confirmed;
    Text reason;
    DUDAO_FIELDS(id, how, reason)
};

}  // namespace dudao
