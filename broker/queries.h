// Questions a client may ask of the committed state, each row filtered by what the asker may see:
// who is kept out of a matter sees neither row nor count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/draft.h"
#include "domain/state.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::broker {

/// MessagePack of a record, a list of records, or a map of counts. NotFound for what is not there
/// or not the asker's to see; BadInput for an unknown question, with the list.
Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query);

/// The question `evidence`: a piece of what is stored, from the offset in `filter`. NotFound as
/// above.
struct PieceWanted {
    EvidenceHash hash;
    std::int64_t offset = 0;
};
Result<PieceWanted> piece_of(const State& state, const Context& asker, const wire::Query& query);

/// The word of a result for what went wrong.
std::string_view why_not(const Error& error);

}  // namespace dudao::broker
