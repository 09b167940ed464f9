// Working days by the official calendar: which days are working days, which are off and why, and
// which are not settled by a notice yet.
//
// A day is a working day if it is a make-up workday (调休上班); otherwise it is off if it is in a
// holiday period; otherwise Monday to Friday are working days, Saturday and Sunday are off. A year
// without a notice is *provisional*: the weekday rule and the statutory days
// (全国年节及纪念日放假办法, 2024 revision, art. 2), without make-up days. The last days of the
// newest published year are provisional too, because the next notice may change them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/moment.h"
#include "domain/zone.h"

namespace dudao {

/// A day of a holiday period.
struct DayOff {
    std::int32_t day = 0;
    std::string name;  // "国庆节"
    DUDAO_FIELDS(day, name)
    friend bool operator==(const DayOff&, const DayOff&) = default;
};

struct CalendarYear {
    std::int32_t year = 0;
    bool official = false;           // every date is from a published notice
    std::vector<DayOff> off;         // ascending
    std::vector<std::int32_t> work;  // make-up workdays, day numbers, ascending
    std::int32_t open_tail = 0;      // provisional from this day on; 0: the whole year is settled
    DUDAO_FIELDS(year, official, off, work, open_tail)
    friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};

/// Plain data contained in an event, so that a log is replayed with the same result everywhere.
struct Calendar {
    std::string revision;  // identifies the source data
    Zone zone;
    std::vector<CalendarYear> years;  // ascending
    DUDAO_FIELDS(revision, zone, years)
    friend bool operator==(const Calendar&, const Calendar&) = default;

    bool is_working(Day day) const;
    /// True if no notice has settled the day yet.
    bool is_provisional(Day day) const;
    /// The holiday, "Saturday" or "Sunday"; empty for a working day.
    std::string why_off(Day day) const;

    /// nullptr for a year without data; only the law's rules apply to it.
    const CalendarYear* find(std::int32_t year) const;
};

/// Adds a region's or county's days off and workdays, which take precedence over the base. Whether
/// a day is settled is still decided by the base.
Calendar overlay(const Calendar& base, const Calendar& layer);

/// A day that is a working day in one calendar and off in another, or off for another reason.
struct ChangedDay {
    Day day;
    std::string before;  // why it was off; empty: a working day
    std::string after;
};
/// Of the years that either of them has, ascending.
std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after);

/// A year without a notice or computed lunar days: only the statutory days with fixed dates.
CalendarYear statutory_year(std::int32_t year);

}  // namespace dudao
