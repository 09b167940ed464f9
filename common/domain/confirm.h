// Which commands wait for a second person, and who that is. The `confirm` of a command's right
// (declared.h) names the role; this refines it by what the command changes.
//
// A new unit or person needs nobody else; a change of a row that stands does. A post needs somebody
// where the row that stands or the new one gives a role over others. An engine's, broker's,
// worker's or gateway's key is for two leaders, and each person whom a gateway may speak for
// agrees. A person's or device's key that was lost is revoked by one person: minutes count there.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/command.h"
#include "domain/draft.h"

namespace dudao {

/// One confirmation that a command waits for. Exactly one of the three says by whom.
struct Seat {
    std::uint32_t roles = 0;  // bits of Role: who holds one of them for the whole jurisdiction
    GroupId group;            // this group's head, or a member through a device of the group
    PersonId person;          // this person
};

/// What a command of this proposer waits for; empty: it is carried out at once.
std::vector<Seat> seats(const State& state, const PersonId& proposer, const Command& command);

/// Whom a command gives something: they propose it at most, and never confirm it. A person who is
/// asked by name (Seat::person) agrees to what is done in that name, and may.
std::vector<PersonId> beneficiaries(const State& state, const Command& command);

/// True when the speaker may give this confirmation. A device counts for its own group's seats
/// only: whoever holds it speaks for each of its members.
bool may_fill(const State& state, const Seat& seat, const PersonId& proposer,
              const std::vector<PersonId>& beneficiaries, const Context& speaker);

/// Everybody who may, by an own key.
std::vector<PersonId> who_may_fill(const State& state, const Seat& seat, const PersonId& proposer,
                                   const std::vector<PersonId>& beneficiaries, Moment now);

/// The seats that nobody has filled yet. A confirmation counts as long as its key and its person's
/// role do.
std::vector<Seat> open_seats(const State& state, const Proposal& proposal, const Command& command,
                             Moment now);

/// True when the proposal waits for this speaker.
bool waits_for(const State& state, const Proposal& proposal, const Context& speaker);

}  // namespace dudao
