// Policy -> policy.toml, and what differs between two policies: for whoever changes the policy in
// force. Fields that no rule reads are left out of both.
#pragma once

#include <string>
#include <vector>

#include "domain/policy.h"

namespace dudao::files {

/// A file that `load_policy` reads as this policy. It has no comments.
std::string policy_text(const Policy& policy);

/// A value as the file has it: "5wd", "20:00", "unit, officer", "true".
struct PolicyChange {
    /// "task/accept", "budgets/grave/budget", "ladder/3/slip",
    /// "case_limits/discipline/appeal/budget"; the track of a row of every track is "none".
    std::string path;
    std::string before;  // empty: there was none
    std::string after;   // empty: there is none any more
    friend bool operator==(const PolicyChange&, const PolicyChange&) = default;
};

/// In the order of the file; what is there no more comes last.
std::vector<PolicyChange> policy_changes(const Policy& before, const Policy& after);

}  // namespace dudao::files
