#include "cli/public/calendar.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "domain/deadline.h"
#include "files/calendar_file.h"
#include "visible.h"

namespace dudao {
namespace {

std::string local(const Calendar& calendar, Moment moment) {
    return to_text(moment, calendar.zone.offset_at(moment));
}

/// Hours end at an instant of a day, all else at its 24:00.
std::string last_day(const Calendar& calendar, const Derivation& d) {
    const bool day_end = d.budget.unit != TimeUnit::Hours;
    return to_text(calendar.zone.local_day(day_end ? d.due - Span{1} : d.due));
}

void print_json(const Calendar& calendar, const Derivation& d, std::ostream& out) {
    auto skipped = nlohmann::ordered_json::array();
    for (const SkippedDay& day : d.skipped) {
        skipped.push_back({{"day", to_text(day.day)}, {"why", day.why}});
    }
    const nlohmann::ordered_json json = {{"due", local(calendar, d.due)},
                                         {"last_day", last_day(calendar, d)},
                                         {"start", local(calendar, d.start)},
                                         {"budget", to_text(d.budget)},
                                         {"skipped", skipped},
                                         {"skipped_count", d.skipped_count},
                                         {"calendar", d.calendar_revision},
                                         {"provisional", d.provisional},
                                         {"provisional_years", d.provisional_years}};
    out << json_text(json, 2) << '\n';
}

void print_text(const Calendar& calendar, const Derivation& d, std::ostream& out) {
    out << "due       " << deadline_text(calendar.zone, d.due);
    out << "\nstart     " << minute_text(calendar.zone, d.start) << "\nbudget    "
        << to_text(d.budget) << "\ncalendar  " << printable(d.calendar_revision) << '\n';
    for (const SkippedDay& day : d.skipped) {
        out << "skipped   " << to_text(day.day) << "  " << printable(day.why) << '\n';
    }
    const auto unlisted = static_cast<std::size_t>(d.skipped_count) - d.skipped.size();
    if (unlisted > 0) out << "skipped   and " << unlisted << " more days\n";
    for (const int year : d.provisional_years) {
        out << "provisional: days of " << year << " are not settled by a notice yet\n";
    }
}

}  // namespace

int calendar_due(const CalendarDueOptions& options, std::ostream& out, std::ostream& err) {
    const auto refuse = [&](const std::string& flag, const Error& error) {
        std::istringstream lines(told(error, lang_of_environment()));  // of files, one a fault
        for (std::string line; std::getline(lines, line);) {
            err << flag << ": " << printable(line) << '\n';
        }
        return code(Exit::Usage);
    };
    const auto start = parse_moment(options.start);
    if (!start) return refuse("--start", start.error());
    const auto budget = parse_budget(options.budget);
    if (!budget) return refuse("--budget", budget.error());
    const auto calendar = options.calendar_dir.empty() ? Result<Calendar>(built_in_calendar())
                                                       : load_calendar(options.calendar_dir);
    if (!calendar) return refuse("--calendar", calendar.error());
    const Derivation derivation = derive(*calendar, *start, *budget);
    if (options.json) {
        print_json(*calendar, derivation, out);
    } else {
        print_text(*calendar, derivation, out);
    }
    return 0;
}

}  // namespace dudao
