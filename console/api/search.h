// GET /api/v1/search: everything that the reader can see on a page or paper and that fits what is
// typed, as far as it was typed. Numbers in every spelling (domain/number.h), names, and words of
// people; several words must all fit. Nothing of what the reader may not see is found, counted or
// ranked.
#pragma once

#include <string>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// One thing found, as the pages show it. Empty where the kind has no such thing.
struct Hit {
    std::string id = {};
    std::string number = {};  // 2026-12
    std::string state = {};   // of its lifecycle
    std::string unit = {};    // of a task: where it went, once that is known
    std::string group = {};
    std::string person = {};
    std::string title = {};  // of a plan
    std::string words = {};  // of people: what was found in, or what it is about
    Moment at = {};          // when it began
    DUDAO_FIELDS(id, number, state, unit, group, person, title, words, at)
};

/// {groups: [{kind, total, rows: [Hit]}]} in the order of the kinds, those without a hit left out.
/// BadInput names the part of the query.
Result<Json> search(Reader& reader, const Query& query);

}  // namespace dudao::console
