// Queries on the committed state. Every row is filtered by what the asker may see; a person
// excluded from a matter sees neither its row nor its count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/draft.h"
#include "domain/state.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::broker {

/// Returns the MessagePack of a record, a list of records, or a map of counts. Errors: NotFound if
/// the row does not exist or the asker may not see it; BadInput for an unknown query, with the list
/// of known ones.
Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query);

/// Parses the query `evidence`: one piece of a stored file, from the offset in `filter`. Errors:
/// NotFound as above.
struct PieceWanted {
    EvidenceHash hash;
    std::int64_t offset = 0;
};
Result<PieceWanted> piece_of(const State& state, const Context& asker, const wire::Query& query);

/// The protocol's word for the error kind.
std::string_view why_not(const Error& error);

}  // namespace dudao::broker
