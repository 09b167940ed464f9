// Whether what a notice says still holds. It may wait over days off, and what it asks for may be
// done by then: such a notice is not sent, and the record says so.
#pragma once

#include <string_view>
#include <vector>

#include "domain/state.h"

namespace dudao {

/// Asked when the notice is due to be sent. True for a text that this release does not know, so
/// that nothing is kept back by mistake.
bool still_applies(const State& state, const PersonId& to, const NoticeItem& item);

/// True if a mail may say it in words. One of a case, a lead or an assignment, and one that this
/// release does not know, may only say that something waits.
bool may_be_mailed(std::string_view text);

/// The texts that this release knows, without those of the steps.
std::vector<std::string_view> known_notices();

/// True if this release can tell when the text no longer holds, or that it always does.
bool is_known_notice(std::string_view text);

}  // namespace dudao
