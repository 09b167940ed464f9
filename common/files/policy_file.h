// policy.toml -> Policy: every limit, budget and step a jurisdiction sets for itself. What is wrong
// is said with its place and with what would be right; a key nobody knows is refused, so that a
// misspelt limit does not silently keep its default.
#pragma once

#include <string>

#include "domain/policy.h"
#include "files/faults.h"
#include "result.h"

namespace dudao::files {

/// Adds every fault found; the policy is to be used only when there is none.
Policy read_policy(const std::string& bytes, const std::string& file, Faults& faults,
                   bool english = false);

/// The same by itself. BadInput: every fault, a line each, in this language.
Result<Policy> load_policy(const std::string& bytes, const std::string& file, Lang lang = Lang::En);

}  // namespace dudao::files
