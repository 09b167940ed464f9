// When people work: by the official calendar, from half past eight to half past five, with a break.
#pragma once

#include <string_view>

#include "cli/drill/chance.h"
#include "domain/calendar.h"

namespace dudao::drill {

class Hours {
 public:
    static constexpr int morning = 8 * 60 + 30;
    static constexpr int evening = 17 * 60 + 30;

    Hours(const Calendar& calendar, const Chance& chance) : calendar_(calendar), chance_(chance) {}

    /// Some time of the n-th working day after the day of `from`; n = 0: what is left of that day,
    /// or the next working day. n < 0: that many working days before. Never before `from` for n >=
    /// 0.
    Moment of_working_day(Moment from, int n, std::string_view question,
                          std::string_view matter) const;
    /// `span` later if that is in working hours, else the next working morning.
    Moment working_time(Moment from, Span span, std::string_view question,
                        std::string_view matter) const;
    /// The next calendar day between nine and five.
    Moment next_day(Moment from, std::string_view question, std::string_view matter) const;

 private:
    Day working_day(Day day, int n) const;
    Moment on(Day day, int from, int to, std::string_view question, std::string_view matter) const;

    const Calendar& calendar_;
    const Chance& chance_;
};

}  // namespace dudao::drill
