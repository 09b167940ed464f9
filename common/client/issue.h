// Issuing an assignment: its words are sealed here, before they leave the process of who issues it.
#pragma once

#include <string>
#include <vector>

#include "domain/cases/types.h"
#include "net/curve.h"
#include "result.h"
#include "wire/personal.h"

namespace dudao {

/// What the team is told; the office has only the commitment to it.
struct AssignmentWords {
    std::string whom;  // the person concerned, in words; may be empty
    std::string text;  // what is to be done
};

/// Completes the command: a salt, the commitment, and a blob for each device. BadInput: no words,
/// too many (about 1,100 Chinese characters fit), no device, or a device whose key takes no box.
Result<void> seal_words(IssueAssignment& command, const AssignmentWords& words,
                        const std::vector<TeamDevice>& devices, const KeyPair& sender,
                        const Random& random);

}  // namespace dudao
