// The clock and the ladder as people read them: how a deadline came about, which steps were taken,
// which come when.
#pragma once

#include "console/api/reader.h"
#include "domain/deadline.h"
#include "domain/policy.h"

namespace dudao::console {

Json derivation_json(const Derivation& derivation);
/// The steps of a matter's ladder in this generation of its clock.
Json ladder_of(const Reader& reader, const Rectification& r);
/// The steps of an imagined one.
Json imagined_ladder(const Calendar& calendar, const Policy& policy, Severity severity,
                     Moment deadline);
/// The steps without dates, as a policy has them.
Json ladder_in(const Policy& policy);
/// Null when the calendar says otherwise today than when the deadline was set.
Json derivation_of(const Reader& reader, const Rectification& r);

}  // namespace dudao::console
