// Which commands wait for a second person, and who that can be. The `confirm` of a command's right
// (declared.h) names the role; this module refines it by what the command changes.
//
// A new unit or person needs no confirmation; changing an existing row does. A post needs one if
// the existing or the new row gives a role over others. The key of an engine, broker, worker or
// gateway needs two leaders, and each person for whom a gateway may speak must agree. Revoking a
// lost key of a person or device needs one person, because minutes count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/command.h"
#include "domain/draft.h"

namespace dudao {

/// One confirmation that a command waits for. One of the three fields is set; of a change of where
/// somebody's notices go two: a leader or that person.
struct Seat {
    /// Bits of Role: anyone who holds one of them for the whole jurisdiction.
    std::uint32_t roles = 0;
    GroupId group;    // the head of this group, or a member through a device of the group
    PersonId person;  // this person
};

/// The confirmations needed for this proposer's command; empty: it is executed at once.
std::vector<Seat> seats(const State& state, const PersonId& proposer, const Command& command);

/// The people to whom a command gives something: they may propose it but not confirm it. A person
/// named by Seat::person agrees to acts in their own name, and may confirm.
/// Of a command about a case: all whom the case keeps out, as far as the reader can tell.
std::vector<PersonId> beneficiaries(const State& state, const Command& command,
                                    const Context& reader);

/// True if the speaker may give this confirmation. A device can fill only seats of its own group,
/// because whoever holds it can speak for each member.
bool may_fill(const State& state, const Seat& seat, const PersonId& proposer,
              const std::vector<PersonId>& beneficiaries, const Context& speaker);

/// Everyone who may give this confirmation with a key of their own.
std::vector<PersonId> who_may_fill(const State& state, const Seat& seat, const PersonId& proposer,
                                   const std::vector<PersonId>& beneficiaries, Moment now);

/// The confirmations still missing. A confirmation counts as long as its key is valid and its
/// person has the role.
std::vector<Seat> open_seats(const State& state, const Proposal& proposal, const Command& command,
                             const Context& reader);

/// True for roles that decide about others, or see what others may not.
bool is_powerful(Role role);
/// True if the person holds one of these roles (bits of declared.h) for the whole jurisdiction.
bool holds_one(const State& state, const PersonId& person, std::uint32_t roles, Moment now);

/// True if a proposal of this command is about a case; `lead.` is of early releases.
bool names_a_case(std::string_view command);

/// The text of a notice that a proposal waits, was confirmed, was refused or has lapsed. Once the
/// proposal has ended, the text alone tells whether it was about a case.
std::string proposal_notice(std::string_view command, std::string_view what);

/// True if the proposal waits for this speaker, or would if it were still open.
bool waits_for(const State& state, const Proposal& proposal, const Context& speaker);

}  // namespace dudao
