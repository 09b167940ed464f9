// Who could be asked to verify some rectifications: the rules of `rectification.assign` are run for
// each officer and each matter with the reader as the actor, so that the pages have no rule of
// their own.
#pragma once

#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// GET /verifiers?ids=7,12: {people: [{person, ids}]}, who could take the most of them first. A
/// matter that a person has already is not among theirs. Empty for who may not assign.
Result<Json> verifiers_for(const Reader& reader, const Query& query);

}  // namespace dudao::console
