// Moments as papers write them, in the jurisdiction's zone. A deadline at midnight is
// 24:00 of the day it ends, everywhere.
#pragma once

#include <string>

#include "domain/moment.h"
#include "domain/zone.h"
#include "messages/messages.h"

namespace dudao::console {

/// 2026年11月27日 · 27 Nov 2026; empty for a moment of 0.
std::string paper_day(Lang lang, const Zone& zone, Moment moment);
std::string paper_day(Lang lang, Day day);
/// 2026年11月27日9时30分 · 27 Nov 2026, 9:30
std::string paper_instant(Lang lang, const Zone& zone, Moment moment);
/// 2026年11月27日（星期五）24时 · Fri 27 Nov 2026, 24:00
std::string paper_due(Lang lang, const Zone& zone, Moment moment);

}  // namespace dudao::console
