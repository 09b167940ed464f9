// Maker and checker: a command that needs a second person waits as a proposal until that person
// confirms it by an own key (dual control: NIST SP 800-172 3.1.1e).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

/// Somebody who confirmed, and through which key.
struct Confirmation {
    PersonId person;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // of a device's key
    DUDAO_FIELDS(person, via, kind, group)
};

/// A proposal that is still open; an ended one is in the log only.
struct Proposal {
    ProposalId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    std::string command;  // wire name
    Bytes args;           // exact bytes, personal texts as references
    PersonId proposer;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // of a device's key
    Moment at;
    Moment lapses;
    std::vector<Confirmation> confirmations;
    DUDAO_FIELDS(id, year, number, command, args, proposer, via, kind, group, at, lapses,
                 confirmations)
};

// Commands ---------------------------------------------------------------------------------------
/// By a person whom the proposal waits for, with an own key. The last one needed carries it out.
struct ConfirmProposal {
    ProposalId proposal;
    DUDAO_FIELDS(proposal)
};
/// By a person whom the proposal waits for, or by the proposer, who so withdraws it.
struct RefuseProposal {
    ProposalId proposal;
    Text reason;
    DUDAO_FIELDS(proposal, reason)
};

// Events -----------------------------------------------------------------------------------------
/// The proposer and the key are the event's actor and via.
struct ProposalMade {
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
/// Who confirms and the key are the event's actor and via.
struct ProposalConfirmed {
    ProposalId id;
    KeyKind kind = KeyKind::Person;
    GroupId group;
    DUDAO_FIELDS(id, kind, group)
};
struct ProposalEnded {
    ProposalId id;
    ProposalEnd how = ProposalEnd::Confirmed;
    Text reason;
    DUDAO_FIELDS(id, how, reason)
};

}  // namespace dudao
