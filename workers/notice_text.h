// A notice as sent to the channels: one line of JSON with the text in both languages. It contains
// only numbers, limits and where the notice goes. A target, name or free text cannot appear,
// because none is read here.
#pragma once

#include <string>

#include "domain/state.h"
#include "messages/messages.h"
#include "workers/reach.h"

namespace dudao::workers {

/// Returns
/// {"id":…,"to":person,"at":…,"mail":…,"phone":…,"before":{"mail":…,"phone":…},
///  "items":[{"matter":…,"no":…,"step":…,"due":…,"key":…,"zh":…,"en":…}]}
/// without a newline. What is not known is omitted; `before` stands only in the notice that
/// somebody else changed where a person's notices go. `zh` and `en` are omitted if the catalogue
/// has no text.
std::string notice_line(const State& state, const Notice& notice, Moment at,
                        const Reach& reach = {});

/// What the item says; empty if the catalogue has no text.
std::string item_words(Lang lang, const State& state, const NoticeItem& item);

}  // namespace dudao::workers
