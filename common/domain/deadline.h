// Deadlines: computes the latest instant from an event and a budget, with the reasons.
//
// Civil Code art. 201–204: hours count from the moment; days, working days and months count from
// the day after the event; a month ends on the same day of the month, or on its last day; days and
// months that end on a day off end with the next working day; a day ends at 24:00, or at close of
// business where that is stated. Hours and working days are never moved. Everything is in the
// calendar's time zone; 24:00 is the instant of the following local midnight.
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

/// Parses "48h", "7d", "10wd" or "3m"; amounts 1..9999, no other characters.
Result<Budget> parse_budget(const std::string& text);
std::string to_text(Budget budget);

struct SkippedDay {
    Day day;
    std::string why;  // the holiday, "Saturday" or "Sunday"
    DUDAO_FIELDS(day, why)
    friend bool operator==(const SkippedDay&, const SkippedDay&) = default;
};

/// Maximum of skipped days listed in a derivation, so that it fits an event; the others are only
/// counted.
inline constexpr std::int32_t skipped_listed_max = 400;

/// A deadline with the reasons for it.
struct Derivation {
    Moment start;
    Budget budget;
    std::int32_t consumed = 0;  // budget units used before `start` (after a clock was resumed)
    Moment due;
    std::vector<SkippedDay> skipped;  // ascending; the first skipped_listed_max
    std::int32_t skipped_count = 0;   // number of all skipped days
    std::string calendar_revision;
    bool provisional = false;            // depends on a day that no notice has settled
    std::vector<int> provisional_years;  // the years of those days, ascending
    DUDAO_FIELDS(start, budget, consumed, due, skipped, skipped_count, calendar_revision,
                 provisional, provisional_years)
    friend bool operator==(const Derivation&, const Derivation&) = default;
};

/// The end of a budget that starts at `start`.
Derivation derive(const Calendar& calendar, Moment start, Budget budget,
                  DayEnd end = DayEnd::Midnight);

/// What is left of `total` after `consumed` of it, counted from `start`; at least one unit is.
Derivation resume(const Calendar& calendar, Moment start, Budget total, int consumed,
                  DayEnd end = DayEnd::Midnight);

/// Number of whole units that ended in (since, until], counted as in `derive`. Never negative.
int consumed(const Calendar& calendar, TimeUnit unit, Moment since, Moment until);
/// The number of whole working days in (since, until].
int working_days_between(const Calendar& calendar, Moment since, Moment until);

/// Where a clock is counted from: `resume(calendar, start, total, consumed)` is its deadline.
struct ClockBase {
    Moment start;
    std::int32_t consumed = 0;  // of the budget, before `start`; below the whole of it
    friend bool operator==(const ClockBase&, const ClockBase&) = default;
};

/// Units of its budget that a clock with this base has used by `until`.
int used_by(const Calendar& calendar, TimeUnit unit, ClockBase base, Moment until);

/// A clock with this base that stood from `stopped` to `resumed` goes on with the time it had: its
/// deadline moves by the units that passed while it stood, and by none when it stood within one
/// day. A clock that stood over its deadline, or since its last unit, has one unit left.
ClockBase after_standing(const Calendar& calendar, ClockBase base, Budget total, Moment stopped,
                         Moment resumed);

/// From where a clock is counted when its budget grows, so that its deadline moves by exactly what
/// it grows by. `total` and `deadline` are those it had; where the base no longer gives that
/// deadline (another calendar has come), it is counted on from the deadline itself.
ClockBase for_extension(const Calendar& calendar, ClockBase base, Budget total, Moment deadline);

/// The same for many questions about one calendar, which must outlive it: each day is asked once,
/// then an answer takes constant time.
class WorkingDays {
 public:
    explicit WorkingDays(const Calendar& calendar) : calendar_(calendar) {}
    int between(Moment since, Moment until);  // = working_days_between
    /// Working days begun since the day that a deadline ended: none on that day, 1 on the next one.
    int over(Moment due, Moment now);

 private:
    int up_to(Day day) const {
        return counted_[static_cast<std::size_t>(day.number - first_.number)];
    }
    int in(Day after, Day last);
    void grow(Day from, Day to);

    const Calendar& calendar_;
    Day first_;
    std::vector<int> counted_;  // number of working days from first_ to each day, inclusive
};

/// Instants of the ladder around a deadline: 24:00 of the n-th working day after the day on which
/// `due` ends (n > 0) or before it (n < 0); `due` itself for 0. |n| up to 9999.
Moment working_days_after(const Calendar& calendar, Moment due, int n);

}  // namespace dudao
