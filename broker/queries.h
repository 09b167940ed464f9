// Questions a client may ask of the committed state, each row filtered by what the asker may see:
// who is kept out of a matter sees neither row nor count.
#pragma once

#include <string>

#include "domain/draft.h"
#include "domain/state.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::broker {

/// MessagePack of a record, a list of records, or a map of counts. NotFound for what is not there
/// or not the asker's to see; BadInput for an unknown question, with the list.
Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query);

}  // namespace dudao::broker
