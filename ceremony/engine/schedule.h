// When a plan draws: ticks counted round the clock from the local midnight before the plan's start,
// and which of them lie within its windows.
//
// A tick outside every window draws nobody (its quota is 0); until the ceremony is there it is not
// recorded either and wakes nobody. A tick is within a window when it begins and ends in it: its
// tasks are released before it ends. Ticks are aligned to local midnight; an hour that summer time
// adds to a day has none.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/calendar.h"
#include "domain/plan/types.h"

namespace dudao::engine {

/// A plan longer than this many ticks in windows is drawn up to there (two years of minutes).
inline constexpr std::size_t ticks_max = 1'000'000;

/// Indices stay below this, so that draws of two plans never have one number.
inline constexpr std::int64_t ticks_a_plan = 10'000'000;

struct Tick {
    Moment start;
    std::uint64_t index = 0;  // from 1, over all ticks of the plan: the same number for ever
};

class Schedule {
 public:
    Schedule(const PlanDraft& plan, const Calendar& calendar);

    /// The tick in a window within which `now` lies.
    std::optional<Tick> at(Moment now) const;
    /// The first start of a tick after `now`.
    std::optional<Moment> next_after(Moment now) const;
    /// Ticks that start in [from, to).
    std::int64_t between(Moment from, Moment to) const;
    std::int64_t size() const { return std::ssize(ticks_); }
    Moment end() const { return end_; }

 private:
    std::vector<Tick>::const_iterator not_before(Moment moment) const;

    Span length_;
    Moment end_;               // of the plan
    std::vector<Tick> ticks_;  // in windows, ascending
};

}  // namespace dudao::engine
