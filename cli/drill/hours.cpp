#include "cli/drill/hours.h"

#include <algorithm>

namespace dudao::drill {
namespace {

constexpr int longest_holiday = 30;

int minute_of(const Zone& zone, Moment moment) {
    const Moment midnight = zone.local_moment(zone.local_day(moment), 0);
    return static_cast<int>((moment - midnight).ms / 60'000);
}

}  // namespace

Day Hours::working_day(Day day, int n) const {
    const int step = n < 0 ? -1 : 1;
    for (int left = n < 0 ? -n : n; left > 0; --left) {
        day = day + step;
        for (int i = 0; i < longest_holiday && !calendar_.is_working(day); ++i) day = day + step;
    }
    return day;
}

Moment Hours::on(Day day, int from, int to, std::string_view question,
                 std::string_view matter) const {
    const auto minute =
        static_cast<int>(chance_.between(from, std::max(from, to), question, matter));
    return chance_.around(calendar_.zone.local_moment(day, minute), question, matter);
}

Moment Hours::of_working_day(Moment from, int n, std::string_view question,
                             std::string_view matter) const {
    const Day today = calendar_.zone.local_day(from);
    if (n != 0) return on(working_day(today, n), morning, evening, question, matter);
    const int earliest = std::max(morning, minute_of(calendar_.zone, from) + 2);
    if (calendar_.is_working(today) && earliest < evening) {
        return on(today, earliest, evening, question, matter);
    }
    return on(working_day(today, 1), morning, morning + 120, question, matter);
}

Moment Hours::working_time(Moment from, Span span, std::string_view question,
                           std::string_view matter) const {
    const Moment later = from + span;
    const Day day = calendar_.zone.local_day(later);
    const int minute = minute_of(calendar_.zone, later);
    if (calendar_.is_working(day) && minute >= morning && minute < evening) {
        return chance_.around(later, question, matter);
    }
    if (calendar_.is_working(day) && minute < morning) {
        return on(day, morning, morning + 90, question, matter);
    }
    return on(working_day(day, 1), morning, morning + 90, question, matter);
}

Moment Hours::next_day(Moment from, std::string_view question, std::string_view matter) const {
    return on(calendar_.zone.local_day(from) + 1, 9 * 60, 17 * 60, question, matter);
}

}  // namespace dudao::drill
