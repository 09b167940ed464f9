// A time zone as data: the civil day of an instant, and the instant at which a civil day begins.
//
// The rules stay pure: the zone is part of the calendar in an event and is never read from the
// system while a rule runs. China has had one offset since 1991; the transitions are for places
// with summer time, for which the same properties are tested.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/moment.h"

namespace dudao {

/// From this instant the local clock is `offset_minutes` ahead of UTC.
struct Transition {
    Moment from;
    std::int32_t offset_minutes = 0;
    DUDAO_FIELDS(from, offset_minutes)
    friend bool operator==(const Transition&, const Transition&) = default;
};

struct Zone {
    std::string name;                         // "Asia/Shanghai"
    std::int32_t initial_offset_minutes = 0;  // before the first transition
    std::vector<Transition> transitions;      // ascending
    DUDAO_FIELDS(name, initial_offset_minutes, transitions)
    friend bool operator==(const Zone&, const Zone&) = default;

    /// Minutes that the local clock is ahead of UTC.
    int offset_at(Moment moment) const;
    /// Instants outside the years 1–9999 count as the first or last day of that range.
    Day local_day(Moment moment) const;
    /// minute_of_day is 0..1440; 1440 is 24:00, the start of the next day. A time skipped by summer
    /// time is the instant of the skip; a time that occurs twice is the later one.
    Moment local_moment(Day day, int minute_of_day) const;
};

/// "2026-10-21 09:42" in the zone; empty for 0, which means never.
std::string minute_text(const Zone& zone, Moment moment);
/// A deadline as people read it everywhere: one at midnight ends its day, "2026-10-26 24:00".
std::string deadline_text(const Zone& zone, Moment due);

/// UTC+08:00 without transitions: right for every instant from September 1991 on.
Zone shanghai();

}  // namespace dudao
