// A rectification as it stood when one of its events was recorded: what a paper that rests on that
// event may say. Read from the record, so that a paper printed later says the same.
#pragma once

#include <vector>

#include "console/api/reader.h"
#include "domain/rectification/types.h"
#include "domain/task/types.h"

namespace dudao::console {

/// A step of the ladder that was taken, and what became of what it asked for.
struct SlipSent {
    Slip slip = Slip::None;
    std::int32_t step = 0;
    Moment at;
    DemandKind demand = DemandKind::None;
    DemandId id;
    Moment answered;  // 0: not yet
    bool accepted = false;
};

struct Course {
    // the order
    UnitId unit;
    PersonId responsible;
    std::vector<UnitId> supporting;
    Severity severity = Severity::Ordinary;
    Budget budget;
    Text demand;
    Text test;
    RectificationId reopened_from;
    Moment issued_at;
    // the clock; a deadline of 0: none has run yet
    Moment deadline;
    Moment started_at;
    Budget counted;
    std::int32_t used = 0;
    bool runs = false;
    Moment former_deadline;  // before the event
    // what happened
    std::vector<SlipSent> slips;  // before the event
    ExtensionRequested asked;     // for the last time
    Moment asked_at;
    std::int32_t extensions = 0;  // granted
    std::int32_t returns = 0;
};

/// Up to the event at `index` and what the rules did with it at once (a new deadline).
Course course_of(const Reader& reader, const Rectification& r, std::uint64_t index);

/// Of the review that served the conclusion of a task; 0 where none has passed.
struct ConclusionDates {
    Moment contest_until;
    Moment review_until;
};
ConclusionDates conclusion_dates(const Reader& reader, TaskId task);

}  // namespace dudao::console
