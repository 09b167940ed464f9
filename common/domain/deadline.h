// Deadlines: from an event and a budget to the instant it must be done by, with the reasons.
//
// Civil Code art. 201–204: hours run from the moment; days, working days and months count from the
// day after the event; a month ends on the same number or the month's last day; days and months
// that end on a day off move to the end of the next working day; a day ends at 24:00, or at close
// of business where that is said. Hours and working days never move. Everything is in the
// calendar's zone; a 24:00 is the instant of local midnight after the day.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "domain/fields.h"
#include "domain/moment.h"
#include "result.h"

namespace dudao {

enum class TimeUnit { Hours, Days, WorkingDays, Months };
enum class DayEnd { Midnight, CloseOfBusiness };  // 24:00 or 17:30

struct Budget {
    std::int32_t amount = 0;  // 1..9999
    TimeUnit unit = TimeUnit::WorkingDays;
    DUDAO_FIELDS(amount, unit)
    friend bool operator==(const Budget&, const Budget&) = default;
};

/// "48h", "7d", "10wd", "3m"; amounts 1..9999, nothing before, between or after.
Result<Budget> parse_budget(const std::string& text);
std::string to_text(Budget budget);

struct SkippedDay {
    Day day;
    std::string why;  // the holiday, "Saturday" or "Sunday"
    DUDAO_FIELDS(day, why)
    friend bool operator==(const SkippedDay&, const SkippedDay&) = default;
};

/// How many skipped days a derivation lists; the rest is only counted, so that it fits an event.
inline constexpr std::int32_t skipped_listed_max = 400;

/// A deadline that can explain itself.
struct Derivation {
    Moment start;
    Budget budget;
    std::int32_t consumed = 0;  // of the budget, before `start` (a resumed clock)
    Moment due;
    std::vector<SkippedDay> skipped;  // ascending, the first skipped_listed_max
    std::int32_t skipped_count = 0;   // all of them
    std::string calendar_revision;
    bool provisional = false;            // it rests on a day that no notice has settled
    std::vector<int> provisional_years;  // the years of these days, ascending
    DUDAO_FIELDS(start, budget, consumed, due, skipped, skipped_count, calendar_revision,
                 provisional, provisional_years)
    friend bool operator==(const Derivation&, const Derivation&) = default;
};

Derivation derive(const Calendar& calendar, Moment start, Budget budget,
                  DayEnd end = DayEnd::Midnight);

/// A clock that stood: what is left of `total`, counted anew from `resumed`. `consumed` is in the
/// budget's unit (see below); at least one unit is always left, a day begun is not lost.
Derivation resume(const Calendar& calendar, Moment resumed, Budget total, int consumed,
                  DayEnd end = DayEnd::Midnight);

/// Whole units of time that ended in (since, until], counted as `derive` counts them: an hour from
/// the moment, days and working days from the day after, months by the number. Never negative.
int consumed(const Calendar& calendar, TimeUnit unit, Moment since, Moment until);
int working_days_between(const Calendar& calendar, Moment since, Moment until);

/// The same for many questions about one calendar, which must outlive it: each day is asked once,
/// then an answer takes constant time.
class WorkingDays {
 public:
    explicit WorkingDays(const Calendar& calendar) : calendar_(calendar) {}
    int between(Moment since, Moment until);  // = working_days_between

 private:
    int up_to(Day day) const {
        return counted_[static_cast<std::size_t>(day.number - first_.number)];
    }
    void grow(Day from, Day to);

    const Calendar& calendar_;
    Day first_;
    std::vector<int> counted_;  // by day from first_ on: working ones up to and with it
};

/// The ladder's instants about a deadline: 24:00 of the n-th working day after the day `due` ends
/// (n > 0) or before it (n < 0); `due` itself for 0. |n| up to 9999.
Moment working_days_after(const Calendar& calendar, Moment due, int n);

}  // namespace dudao
