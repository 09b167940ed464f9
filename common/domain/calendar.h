// Working days by the official calendar: which days count, which are off and why, and which of them
// no notice has settled yet.
//
// Rule of a day: a make-up workday (调休上班) works; else a day of a holiday period is off; else
// Monday to Friday work, Saturday and Sunday are off. A year without a notice is *provisional*: the
// weekday rule and the statutory days (全国年节及纪念日放假办法, 2024 revision, art. 2), without
// make-up days. So is the open tail of the last published year, which the next notice may change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/moment.h"
#include "domain/zone.h"

namespace dudao {

/// A day of a holiday period, by its day number.
struct DayOff {
    std::int32_t day = 0;
    std::string name;  // "国庆节"
    DUDAO_FIELDS(day, name)
    friend bool operator==(const DayOff&, const DayOff&) = default;
};

struct CalendarYear {
    std::int32_t year = 0;
    bool official = false;           // every date comes from a published notice
    std::vector<DayOff> off;         // ascending
    std::vector<std::int32_t> work;  // make-up workdays, day numbers, ascending
    std::int32_t open_tail = 0;      // from this day on provisional; 0: the year is settled
    DUDAO_FIELDS(year, official, off, work, open_tail)
    friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};

/// Plain data: it travels in an event, so that a log replays alike wherever it is read.
struct Calendar {
    std::string revision;  // names the data it was made from
    Zone zone;
    std::vector<CalendarYear> years;  // ascending
    DUDAO_FIELDS(revision, zone, years)
    friend bool operator==(const Calendar&, const Calendar&) = default;

    bool is_working(Day day) const;
    bool is_provisional(Day day) const;
    /// The holiday, "Saturday" or "Sunday"; empty for a working day.
    std::string why_off(Day day) const;

    /// Null for a year of which nothing is known but the law.
    const CalendarYear* find(std::int32_t year) const;
};

/// What a region or county adds: its days off and workdays stand before those of the base. Whether
/// a day is settled remains the base's word.
Calendar overlay(const Calendar& base, const Calendar& layer);

/// A year without a notice and without computed lunar days: the statutory days with fixed dates.
CalendarYear statutory_year(std::int32_t year);

}  // namespace dudao
