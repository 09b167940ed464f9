#include "domain/zone.h"

#include <algorithm>

#include "ensure.h"

namespace dudao {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31

}  // namespace

int Zone::offset_at(Moment moment) const {
    const auto after = std::upper_bound(transitions.begin(), transitions.end(), moment,
                                        [](Moment m, const Transition& t) { return m < t.from; });
    return after == transitions.begin() ? initial_offset_minutes : std::prev(after)->offset_minutes;
}

Day Zone::local_day(Moment moment) const {
    // Clamped first, so that the sum below cannot overflow.
    const Moment sane{std::clamp(moment.ms, first_day * ms_per_day, (last_day + 1) * ms_per_day)};
    const std::int64_t local = (sane + minutes(offset_at(sane))).ms;
    const std::int64_t day = local / ms_per_day - (local % ms_per_day < 0 ? 1 : 0);
    return {static_cast<std::int32_t>(std::clamp(day, first_day, last_day))};
}

Moment Zone::local_moment(Day day, int minute_of_day) const {
    ensure(minute_of_day >= 0 && minute_of_day <= 1440, "a minute of a day is 0..1440");
    // The local time read as if it were UTC. Real offsets are less than a day, so only the offsets
    // in force one day before and one day after are possible.
    const Moment reading = Moment{} + days(day.number) + minutes(minute_of_day);
    const Moment by_old = reading - minutes(offset_at(reading - days(1)));
    const Moment by_new = reading - minutes(offset_at(reading + days(1)));
    const auto reads_so = [&](Moment m) { return m + minutes(offset_at(m)) == reading; };
    const Moment later = std::max(by_old, by_new);
    const Moment sooner = std::min(by_old, by_new);
    if (reads_so(later)) return later;
    if (reads_so(sooner)) return sooner;
    const auto skip = std::find_if(transitions.begin(), transitions.end(), [&](const auto& t) {
        return t.from + minutes(t.offset_minutes) > reading;
    });
    // This happens in no real zone; for an invalid one any result will do.
    return skip == transitions.end() ? later : skip->from;
}

std::string minute_text(const Zone& zone, Moment moment) {
    if (moment.ms == 0) return {};
    std::string text = to_text(moment, zone.offset_at(moment)).substr(0, 16);
    text.at(10) = ' ';
    return text;
}

std::string deadline_text(const Zone& zone, Moment due) {
    const Day day = zone.local_day(due);
    const bool ends_a_day = due.ms != 0 && due == zone.local_moment(day, 0);
    return ends_a_day ? to_text(day - 1) + " 24:00" : minute_text(zone, due);
}

Zone shanghai() {
    return {.name = "Asia/Shanghai", .initial_offset_minutes = 480, .transitions = {}};
}

}  // namespace dudao
