#include "ceremony/engine/schedule.h"

#include <algorithm>

namespace dudao::engine {
namespace {

constexpr std::int64_t day_seconds = 86'400;

struct Part {
    Moment from;
    Moment to;
};

/// The plan's windows on one day.
std::vector<Part> windows_of(const PlanDraft& plan, const Calendar& calendar, Day day) {
    const bool working = calendar.is_working(day);
    std::vector<Part> parts;
    for (const Window& window : plan.windows) {
        if (window.working_days_only && !working) continue;
        parts.push_back({calendar.zone.local_moment(day, window.from),
                         calendar.zone.local_moment(day, window.to)});
    }
    return parts;
}

bool within(const std::vector<Part>& parts, Moment from, Moment to) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Part& part) { return from >= part.from && to <= part.to; });
}

}  // namespace

Schedule::Schedule(const PlanDraft& plan, const Calendar& calendar)
    : length_(seconds(plan.tick_seconds)), end_(plan.end) {
    const std::int64_t a_day = (day_seconds + plan.tick_seconds - 1) / plan.tick_seconds;
    const Day first = calendar.zone.local_day(plan.start);
    const Day last = calendar.zone.local_day(plan.end);
    for (Day day = first; day <= last; day = day + 1) {
        const Moment midnight = calendar.zone.local_moment(day, 0);
        const Moment next_day = calendar.zone.local_moment(day, 1440);
        const auto parts = windows_of(plan, calendar, day);
        for (std::int64_t k = 0; k < a_day; ++k) {
            const Moment start = midnight + length_ * k;
            const bool in_plan = start >= plan.start && start + length_ <= plan.end;
            if (start >= next_day || !in_plan) continue;
            if (!within(parts, start, start + length_)) continue;
            const auto index = (day.number - first.number) * a_day + k + 1;
            if (ticks_.size() == ticks_max || index >= ticks_a_plan) return;
            ticks_.push_back({start, static_cast<std::uint64_t>(index)});
        }
    }
}

std::vector<Tick>::const_iterator Schedule::not_before(Moment moment) const {
    return std::lower_bound(ticks_.begin(), ticks_.end(), moment,
                            [](const Tick& tick, Moment m) { return tick.start < m; });
}

std::optional<Tick> Schedule::at(Moment now) const {
    auto after = not_before(now + Span{1});
    if (after == ticks_.begin()) return std::nullopt;
    const Tick& tick = *--after;
    return now < tick.start + length_ ? std::optional(tick) : std::nullopt;
}

std::optional<Moment> Schedule::next_after(Moment now) const {
    const auto after = not_before(now + Span{1});
    return after == ticks_.end() ? std::nullopt : std::optional(after->start);
}

std::int64_t Schedule::between(Moment from, Moment to) const {
    return std::max<std::int64_t>(0, not_before(to) - not_before(from));
}

}  // namespace dudao::engine
