// A notice as sent to the channels: one line of JSON with the text in both languages. It contains
// only numbers and limits. A target, name or free text cannot appear, because none is read here.
#pragma once

#include <string>

#include "domain/state.h"

namespace dudao::workers {

/// Returns
/// {"id":…,"to":person,"at":…,"items":[{"matter":…,"no":…,"step":…,"due":…,"key":…,"zh":…,"en":…}]}
/// without a newline. `zh` and `en` are omitted if the catalogue has no text.
std::string notice_line(const State& state, const Notice& notice, Moment at);

}  // namespace dudao::workers
