// One line "o" or "p" (official, provisional), then the calendar file of 2026.
#include "domain/calendar.h"

#include "domain/deadline.h"
#include "files/calendar_file.h"
#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(calendar) {
    Pieces pieces(bytes);
    const bool provisional = pieces.until('\n') == "p";
    const std::string name = provisional ? "CN-2026-provisional.json" : "CN-2026.json";
    const auto read = parse_calendar({{name, std::string(pieces.rest())}}, shanghai());
    if (!read) return refused_well(read.error());
    hold(read->years.size() == 1 && read->years[0].year == 2026, "the year of the file's name");
    hold(read->years[0].official != provisional, "official as the file's name says");
    const Day first = day_of({2026, 1, 1});
    for (std::int32_t i = -10; i < 380; ++i) {
        const Day day{first.number + i};
        hold(read->is_working(day) == read->why_off(day).empty(), "a day off has a reason");
        (void)read->is_provisional(day);
    }
}

}  // namespace dudao::fuzz
