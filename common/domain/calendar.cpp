#include "domain/calendar.h"

#include <algorithm>
#include <set>

namespace dudao {
namespace {

struct FixedDay {
    int month;
    int day;
    const char* name;
    std::int32_t since;  // first year in which the law includes it
};
constexpr FixedDay fixed_days[] = {
    {1, 1, "元旦", 2000},    {5, 1, "劳动节", 2000},  {5, 2, "劳动节", 2025},
    {10, 1, "国庆节", 2000}, {10, 2, "国庆节", 2000}, {10, 3, "国庆节", 2000},
};

bool is_weekend(Day day) { return weekday(day) >= 5; }

const DayOff* find_off(const CalendarYear& year, Day day) {
    const auto at =
        std::lower_bound(year.off.begin(), year.off.end(), day.number,
                         [](const DayOff& off, std::int32_t number) { return off.day < number; });
    return at != year.off.end() && at->day == day.number ? &*at : nullptr;
}

const char* fixed_name(const CivilDate& date) {
    for (const FixedDay& fixed : fixed_days) {
        if (fixed.month == date.month && fixed.day == date.day && date.year >= fixed.since) {
            return fixed.name;
        }
    }
    return nullptr;
}

/// The holiday to which a day belongs, or nullptr; a make-up workday belongs to none.
const char* holiday(const Calendar& calendar, Day day, bool& make_up) {
    const CivilDate date = civil(day);
    const CalendarYear* year = calendar.find(date.year);
    make_up = year && std::binary_search(year->work.begin(), year->work.end(), day.number);
    if (make_up) return nullptr;
    if (!year) return fixed_name(date);
    const DayOff* off = find_off(*year, day);
    return off ? off->name.c_str() : nullptr;
}

void lay_over(CalendarYear& base, const CalendarYear& layer) {
    std::erase_if(base.off, [&](const DayOff& off) {
        return std::binary_search(layer.work.begin(), layer.work.end(), off.day) ||
               find_off(layer, Day{off.day});
    });
    std::erase_if(base.work, [&](std::int32_t day) {
        return find_off(layer, Day{day}) ||
               std::binary_search(layer.work.begin(), layer.work.end(), day);
    });
    base.off.insert(base.off.end(), layer.off.begin(), layer.off.end());
    base.work.insert(base.work.end(), layer.work.begin(), layer.work.end());
    std::sort(base.off.begin(), base.off.end(),
              [](const DayOff& a, const DayOff& b) { return a.day < b.day; });
    std::sort(base.work.begin(), base.work.end());
}

auto year_place(auto& years, std::int32_t year) {
    return std::lower_bound(
        years.begin(), years.end(), year,
        [](const CalendarYear& y, std::int32_t wanted) { return y.year < wanted; });
}

}  // namespace

const CalendarYear* Calendar::find(std::int32_t year) const {
    const auto at = year_place(years, year);
    return at != years.end() && at->year == year ? &*at : nullptr;
}

bool Calendar::is_working(Day day) const {
    bool make_up = false;
    const char* name = holiday(*this, day, make_up);
    return make_up || (!name && !is_weekend(day));
}

bool Calendar::is_provisional(Day day) const {
    const CalendarYear* year = find(civil(day).year);
    return !year || !year->official || (year->open_tail != 0 && day.number >= year->open_tail);
}

std::string Calendar::why_off(Day day) const {
    bool make_up = false;
    if (const char* name = holiday(*this, day, make_up)) return name;
    if (make_up || !is_weekend(day)) return {};
    return weekday(day) == 5 ? "Saturday" : "Sunday";
}

Calendar overlay(const Calendar& base, const Calendar& layer) {
    Calendar both = base;
    both.revision = base.revision + "+" + layer.revision;
    for (const CalendarYear& year : layer.years) {
        auto at = year_place(both.years, year.year);
        if (at == both.years.end() || at->year != year.year) {
            at = both.years.insert(at, statutory_year(year.year));
        }
        lay_over(*at, year);
    }
    return both;
}

std::vector<ChangedDay> changed_days(const Calendar& before, const Calendar& after) {
    std::set<std::int32_t> years;
    for (const CalendarYear& each : before.years) years.insert(each.year);
    for (const CalendarYear& each : after.years) years.insert(each.year);
    std::vector<ChangedDay> changed;
    for (const std::int32_t year : years) {
        const Day end = day_of({year + 1, 1, 1});
        for (Day day = day_of({year, 1, 1}); day < end; day = day + 1) {
            ChangedDay each{day, before.why_off(day), after.why_off(day)};
            if (each.before != each.after) changed.push_back(std::move(each));
        }
    }
    return changed;
}

CalendarYear statutory_year(std::int32_t year) {
    CalendarYear made{.year = year, .official = false, .off = {}, .work = {}, .open_tail = 0};
    for (const FixedDay& fixed : fixed_days) {
        if (year < fixed.since) continue;
        made.off.push_back({day_of({year, fixed.month, fixed.day}).number, fixed.name});
    }
    return made;
}

}  // namespace dudao
