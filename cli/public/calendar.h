// dudao calendar due: when is something due, and why then.
#pragma once

#include <iosfwd>
#include <string>

namespace dudao {

struct CalendarDueOptions {
    std::string start;         // RFC 3339 with an offset
    std::string budget;        // 48h, 7d, 10wd, 3m
    std::string calendar_dir;  // empty: the calendars built in
    bool json = false;
};

/// Prints the due moment and its derivation, in the calendar's zone. JSON: due (RFC 3339),
/// last_day, start, budget, skipped [{day, why}], skipped_count, calendar, provisional,
/// provisional_years. Returns 0, or 2 with the reason on `err`.
int calendar_due(const CalendarDueOptions& options, std::ostream& out, std::ostream& err);

}  // namespace dudao
