// When a plan draws. Ticks are counted without gaps from the local midnight before the plan's
// start; the schedule has those within the plan's windows.
//
// A tick belongs to a window if it begins and ends in it, so its tasks are released before the
// window ends. A tick outside every window has quota 0: it draws nobody, is not recorded, and wakes
// nobody. Ticks are aligned to local midnight; the extra hour on a day when summer time ends has
// none.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/calendar.h"
#include "domain/plan/types.h"

namespace dudao::engine {

/// Maximum number of ticks in windows (two years of minutes); a longer plan is drawn only up to
/// there.
inline constexpr std::size_t ticks_max = 1'000'000;

/// Indices are below this bound, so that draws of two plans never have the same number.
inline constexpr std::int64_t ticks_a_plan = 10'000'000;

struct Tick {
    Moment start;
    std::uint64_t index = 0;  // from 1, over all ticks of the plan; never changes
};

class Schedule {
 public:
    Schedule(const PlanDraft& plan, const Calendar& calendar);

    /// The tick in a window that contains `now`; std::nullopt: none.
    std::optional<Tick> at(Moment now) const;
    /// The start of the first tick after `now`; std::nullopt: none.
    std::optional<Moment> next_after(Moment now) const;
    /// The number of ticks that start in [from, to).
    std::int64_t between(Moment from, Moment to) const;
    std::int64_t size() const { return std::ssize(ticks_); }
    Moment end() const { return end_; }

 private:
    std::vector<Tick>::const_iterator not_before(Moment moment) const;

    Span length_;
    Moment end_;               // end of the plan
    std::vector<Tick> ticks_;  // in windows, ascending
};

}  // namespace dudao::engine
