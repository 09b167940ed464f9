// A notice as it leaves the house: one line of JSON, the words in both languages. A push shows
// number and limit only; no target, name or free text can be in it, because none is read here.
#pragma once

#include <string>

#include "domain/state.h"

namespace dudao::workers {

/// {"id":…,"to":person,"at":…,"items":[{"matter":…,"no":…,"step":…,"due":…,"key":…,"zh":…,"en":…}]}
/// in one line, without its end. `zh` and `en` are left out where the catalogue has no words.
std::string notice_line(const State& state, const Notice& notice, Moment at);

/// Local minute; midnight is the end of the day before: "2026-11-27 24:00".
std::string local_text(const Zone& zone, Moment moment);

}  // namespace dudao::workers
