// The rules' types for time: instants, spans and civil days. They read no clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "result.h"

namespace dudao {

/// A length of time in milliseconds.
struct Span {
    std::int64_t ms = 0;
    friend constexpr auto operator<=>(Span, Span) = default;
    friend constexpr Span operator+(Span a, Span b) { return {a.ms + b.ms}; }
    friend constexpr Span operator*(Span a, std::int64_t n) { return {a.ms * n}; }
};
constexpr Span seconds(std::int64_t n) { return {n * 1000}; }
constexpr Span minutes(std::int64_t n) { return {n * 60'000}; }
constexpr Span hours(std::int64_t n) { return {n * 3'600'000}; }
constexpr Span days(std::int64_t n) { return {n * 86'400'000}; }

/// An instant: milliseconds since 1970-01-01T00:00Z.
struct Moment {
    std::int64_t ms = 0;
    friend constexpr auto operator<=>(Moment, Moment) = default;
    friend constexpr Moment operator+(Moment m, Span s) { return {m.ms + s.ms}; }
    friend constexpr Moment operator-(Moment m, Span s) { return {m.ms - s.ms}; }
    friend constexpr Span operator-(Moment a, Moment b) { return {a.ms - b.ms}; }
};

/// A civil day, counted from 1970-01-01 in the jurisdiction's own time zone.
struct Day {
    std::int32_t number = 0;
    friend constexpr auto operator<=>(Day, Day) = default;
    friend constexpr Day operator+(Day d, int n) { return {d.number + n}; }
    friend constexpr Day operator-(Day d, int n) { return {d.number - n}; }
};

struct CivilDate {
    int year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31
    friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

/// Proleptic Gregorian; any year from 1 to 9999.
Day day_of(const CivilDate& date);
CivilDate civil(Day day);
/// 0 = Monday … 6 = Sunday.
int weekday(Day day);
int days_in_month(int year, int month);

/// Parses "2026-10-21"; refuses dates that do not exist.
Result<Day> parse_day(const std::string& text);
std::string to_text(Day day);

/// Parses RFC 3339 with an offset or Z: "2026-10-21T09:42:00+08:00"; seconds and milliseconds
/// optional.
Result<Moment> parse_moment(const std::string& text);
/// RFC 3339 with a fixed offset; milliseconds only if they are not 0.
std::string to_text(Moment moment, int offset_minutes);

}  // namespace dudao
