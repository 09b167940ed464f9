// What follows of a command, told before it is given: the rules are run on the state as it is, with
// the reader as the actor, and what they would write is told in the terms of the matter. Nothing is
// sent and nothing is kept.
#pragma once

#include <string>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// GET /foresee/{command}?args={…}: args as the command itself would carry them; words that are
/// still to be written may be empty. `refused` says why the rules would not take it, null when they
/// would, or when all that is wrong stands in the form. BadInput: args that are no such command.
Result<Json> foresee(Reader& reader, const std::string& command, const Query& query);

/// {what, mend} in the reader's language.
Json told(const Reader& reader, const Rejection& rejection);

}  // namespace dudao::console
