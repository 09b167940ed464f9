// Reads the official calendars: a folder with one file a calendar year, CN-<year>.json, or
// CN-<year>-provisional.json for a year computed from the law because no notice is out yet.
//
// The format and how to add a year: deploy/calendars/README.md. What a file says is checked before
// it is believed; a report names every fault with its file and place.
#pragma once

#include <string>
#include <vector>

#include "domain/calendar.h"
#include "result.h"

namespace dudao {

/// A calendar file: its name, such as "CN-2026.json", and its bytes (UTF-8, at most 1 MiB).
struct CalendarText {
    std::string name;
    std::string text;
};

/// The years of one region. An official year stands before a provisional one. The revision is the
/// region and the first 16 hex digits of the SHA-256 of all names and texts.
/// BadInput: every fault, a line each.
Result<Calendar> parse_calendar(std::vector<CalendarText> files, const Zone& zone,
                                const std::string& region = "CN");

/// The files <region>-*.json of a folder; others are not looked at. NotFound: no folder or no file.
Result<Calendar> load_calendar(const std::string& folder, const Zone& zone = shanghai(),
                               const std::string& region = "CN");

/// The calendar with these files' years added, or in the place of what it had of them. A year whose
/// next one is published is settled to its end. BadInput: every fault of the files; a computed year
/// in the place of a published one; nothing would change.
Result<Calendar> with_years(const Calendar& base, std::vector<CalendarText> files,
                            const std::string& region = "CN");

/// The calendars of this release, built into the program.
const Calendar& built_in_calendar();
std::vector<CalendarText> built_in_calendar_texts();

}  // namespace dudao
