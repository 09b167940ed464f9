#include "domain/zone.h"

#include <algorithm>

#include "files/zone_file.h"
#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(zone) {
    const auto zone = parse_zone("Some/Where", std::string(bytes));
    if (!zone) return refused_well(zone.error());
    const bool ascending =
        std::is_sorted(zone->transitions.begin(), zone->transitions.end(),
                       [](const Transition& a, const Transition& b) { return a.from < b.from; });
    hold(ascending, "transitions ascend");
    for (const Day day : {day_of({1970, 1, 2}), day_of({2026, 3, 29}), day_of({2099, 12, 31})}) {
        for (const int minute : {0, 150, 1440}) {
            const Moment moment = zone->local_moment(day, minute);
            (void)zone->local_day(moment);
            (void)zone->offset_at(moment);
        }
    }
}

}  // namespace dudao::fuzz
