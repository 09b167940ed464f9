// The invitations of a founding: a code for everybody with a right, each to be handed to its
// person.
#pragma once

#include <string>
#include <vector>

#include "cli/init/county.h"
#include "cli/init/state_folder.h"
#include "domain/registry/types.h"
#include "wire/personal.h"

namespace dudao::init {

struct Letter {
    InvitationRow invitation;
    std::string letters;  // of its code
};

/// None in a demo, whose accounts everybody knows. Each is good for as long as an invitation may
/// be.
std::vector<Letter> make_letters(const County& county, Moment now, const Random& random);

/// Writes `invitations.csv` of the state folder, mode 0600: person, name, unit, code, until when.
Result<void> save(const std::vector<Letter>& letters, const County& county,
                  const StateFolder& folder);

}  // namespace dudao::init
