#include "domain/deadline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "ensure.h"
#include "refusals/says.h"

namespace dudao {
namespace {

constexpr std::int32_t amount_max = 9999;
constexpr int close_of_business = 17 * 60 + 30;

constexpr std::array<std::string_view, 4> unit_names{"h", "d", "wd", "m"};

Moment end_of(const Calendar& calendar, Day day, DayEnd end) {
    return calendar.zone.local_moment(day, end == DayEnd::Midnight ? 1440 : close_of_business);
}

/// The day on which a deadline ends; 24:00 belongs to the day before it.
Day day_ended_at(const Calendar& calendar, Moment due) {
    const Day day = calendar.zone.local_day(due - Span{1});
    // Where clocks are set back over midnight, 24:00 is the later of two instants.
    return end_of(calendar, day - 1, DayEnd::Midnight) >= due ? day - 1 : day;
}

/// The last day that has completely ended.
Day last_ended(const Calendar& calendar, Moment now) {
    const Day day = calendar.zone.local_day(now) - 1;
    return end_of(calendar, day, DayEnd::Midnight) > now ? day - 1 : day;
}

/// Looks up a day in the calendar and records the result in the derivation.
bool works(const Calendar& calendar, Day day, Derivation& out) {
    if (calendar.is_provisional(day)) {
        const int year = civil(day).year;
        out.provisional = true;
        if (out.provisional_years.empty() || out.provisional_years.back() != year) {
            out.provisional_years.push_back(year);
        }
    }
    if (calendar.is_working(day)) return true;
    if (out.skipped_count < skipped_listed_max) {
        out.skipped.push_back({day, calendar.why_off(day)});
    }
    ++out.skipped_count;
    return false;
}

Day next_working(const Calendar& calendar, Day day, Derivation& out) {
    while (!works(calendar, day, out)) day = day + 1;
    return day;
}

Day nth_working_after(const Calendar& calendar, Day day, std::int32_t n, Derivation& out) {
    for (; n > 0; --n) day = next_working(calendar, day + 1, out);
    return day;
}

/// The same day of the month n months later, or the last day of that month (art. 202).
Day months_after(Day day, std::int32_t n) {
    const CivilDate date = civil(day);
    const int month = date.year * 12 + date.month - 1 + n;
    const CivilDate first{month / 12, month % 12 + 1, 1};
    return day_of(
        {first.year, first.month, std::min(date.day, days_in_month(first.year, first.month))});
}

Derivation count(const Calendar& calendar, Moment start, Budget budget, std::int32_t amount,
                 DayEnd end) {
    Derivation out{.start = start,
                   .budget = budget,
                   .consumed = budget.amount - amount,
                   .due = start,
                   .skipped = {},
                   .skipped_count = 0,
                   .calendar_revision = calendar.revision,
                   .provisional = false,
                   .provisional_years = {}};
    if (budget.unit == TimeUnit::Hours) {
        out.due = start + hours(amount);
        return out;
    }
    const Day day = calendar.zone.local_day(start);
    Day last = day;
    switch (budget.unit) {
        case TimeUnit::Hours:
            break;
        case TimeUnit::Days:
            last = next_working(calendar, day + amount, out);
            break;
        case TimeUnit::WorkingDays:
            last = nth_working_after(calendar, day, amount, out);
            break;
        case TimeUnit::Months:
            last = next_working(calendar, months_after(day, amount), out);
            break;
    }
    out.due = end_of(calendar, last, end);
    return out;
}

int whole_months(Day since, Day last) {
    const CivilDate from = civil(since);
    const CivilDate to = civil(last);
    const int guess = (to.year - from.year) * 12 + to.month - from.month;
    return months_after(since, guess) <= last ? guess : guess - 1;
}

/// Working days after one day, up to and with another.
int working_days_in(const Calendar& calendar, Day after, Day last) {
    int count = 0;
    for (Day day = after + 1; day <= last; day = day + 1) {
        if (calendar.is_working(day)) ++count;
    }
    return count;
}

}  // namespace

Result<Budget> parse_budget(const std::string& text) {
    const auto refuse = [&] { return bad_input(says("not_a_budget", text.substr(0, 32))); };
    std::int32_t amount = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), amount);
    if (fault != std::errc{} || amount < 1 || amount > amount_max || text[0] == '0') {
        return refuse();
    }
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto name = std::find(unit_names.begin(), unit_names.end(), unit);
    if (name == unit_names.end()) return refuse();
    return Budget{amount, static_cast<TimeUnit>(name - unit_names.begin())};
}

std::string to_text(Budget budget) {
    return std::to_string(budget.amount) +
           std::string(unit_names.at(static_cast<std::size_t>(budget.unit)));
}

Derivation derive(const Calendar& calendar, Moment start, Budget budget, DayEnd end) {
    ensure(budget.amount >= 1 && budget.amount <= amount_max, "a budget is 1..9999");
    return count(calendar, start, budget, budget.amount, end);
}

Derivation resume(const Calendar& calendar, Moment start, Budget total, int consumed, DayEnd end) {
    ensure(total.amount >= 1 && total.amount <= amount_max, "a budget is 1..9999");
    ensure(consumed >= 0, "time is not given back");
    return count(calendar, start, total, std::max(1, total.amount - consumed), end);
}

int consumed(const Calendar& calendar, TimeUnit unit, Moment since, Moment until) {
    if (until <= since) return 0;
    if (unit == TimeUnit::Hours) {
        return static_cast<int>(std::min<std::int64_t>((until - since).ms / hours(1).ms, 1 << 30));
    }
    const Day from = calendar.zone.local_day(since);
    const Day last = calendar.zone.local_day(until);
    if (unit == TimeUnit::WorkingDays) return working_days_in(calendar, from, last);
    return unit == TimeUnit::Days ? last.number - from.number : whole_months(from, last);
}

int working_days_between(const Calendar& calendar, Moment since, Moment until) {
    return working_days_in(calendar, calendar.zone.local_day(since), last_ended(calendar, until));
}

int used_by(const Calendar& calendar, TimeUnit unit, ClockBase base, Moment until) {
    if (until >= base.start) return base.consumed + consumed(calendar, unit, base.start, until);
    return std::max(0, base.consumed - consumed(calendar, unit, until, base.start));
}

ClockBase after_standing(const Calendar& calendar, ClockBase base, Budget total, Moment stopped,
                         Moment resumed) {
    ensure(stopped <= resumed, "a clock stands before it runs again");
    const int used = used_by(calendar, total.unit, base, stopped);
    const auto from = [&](Moment start) {
        return ClockBase{start, std::min(used, total.amount - 1)};
    };
    const bool over = used >= total.amount;
    const Day day = calendar.zone.local_day(stopped);
    const Day today = calendar.zone.local_day(resumed);
    const int stood = total.unit == TimeUnit::WorkingDays ? working_days_in(calendar, day, today)
                                                          : today.number - day.number;
    if (stood == 0 && (over || total.unit != TimeUnit::Hours)) return base;
    if (over || stopped < base.start) return from(resumed);
    // What had begun of an hour or a month was used too.
    if (total.unit == TimeUnit::Hours) {
        return from(resumed - Span{(stopped - base.start).ms % hours(1).ms});
    }
    if (total.unit == TimeUnit::Months) {
        const Day begun = months_after(calendar.zone.local_day(base.start), used - base.consumed);
        return from(resumed - days(day.number - begun.number));
    }
    return from(resumed);
}

ClockBase for_extension(const Calendar& calendar, ClockBase base, Budget total, Moment deadline) {
    if (resume(calendar, base.start, total, base.consumed).due == deadline) {
        return {base.start, std::min(base.consumed, total.amount - 1)};
    }
    if (total.unit == TimeUnit::Hours) return {deadline - hours(total.amount), 0};
    return {deadline - Span{1}, total.amount};
}

int WorkingDays::between(Moment since, Moment until) {
    return in(calendar_.zone.local_day(since), last_ended(calendar_, until));
}

int WorkingDays::over(Moment due, Moment now) {
    return in(day_ended_at(calendar_, due), calendar_.zone.local_day(now));
}

int WorkingDays::in(Day after, Day last) {
    if (last <= after) return 0;
    grow(after, last);
    return up_to(last) - up_to(after);
}

void WorkingDays::grow(Day from, Day to) {
    const auto next = [&] { return first_ + static_cast<int>(counted_.size()); };
    if (counted_.empty()) first_ = from;
    if (from < first_) {
        to = std::max(to, next() - 1);
        first_ = from;
        counted_.clear();
    }
    int count = counted_.empty() ? 0 : counted_.back();
    while (next() <= to) counted_.push_back(count += calendar_.is_working(next()) ? 1 : 0);
}

Moment working_days_after(const Calendar& calendar, Moment due, int n) {
    ensure(n >= -amount_max && n <= amount_max, "the ladder's steps are -9999..9999");
    if (n == 0) return due;
    const int step = n < 0 ? -1 : 1;
    Day day = day_ended_at(calendar, due);
    for (int left = n < 0 ? -n : n; left > 0;) {
        day = day + step;
        if (calendar.is_working(day)) --left;
    }
    return end_of(calendar, day, DayEnd::Midnight);
}

}  // namespace dudao
