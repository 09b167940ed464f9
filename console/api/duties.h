// The rectifications as lists filter, sort and count them: a flat row of numbers each, ordered by
// id, brought up to date as the log is followed. A question goes along it without touching the
// state and makes only the rows that are shown: a hundred thousand take some milliseconds. Who sees
// a row is asked of its unit, once a unit.
#pragma once

#include <cstdint>
#include <vector>

#include "console/api/numbers.h"
#include "domain/figures.h"
#include "domain/state.h"

namespace dudao::console {

struct DutyRow {
    RectificationId id;
    Duty duty;  // without what it awaits
    Moment issued;
    Moment moved_at;  // = Record::moved_at
    Moment submitted_at;
    std::int32_t year = 0;
    std::int32_t number = 0;
    std::int32_t step = 0;
    std::int32_t extensions = 0;
    std::int32_t returns = 0;
    // Numbers of the table.
    std::uint32_t unit = 0;
    std::uint32_t responsible = 0;
    std::uint32_t verifier = 0;  // was asked to verify it, whether or not they still may
    std::uint32_t rule = 0;
    Severity severity = Severity::Ordinary;
    Category category = Category::Help;
    bool listed = false;
    bool contested = false;
};

class Duties {
 public:
    struct Times {
        Moment issued;
        Moment moved_at;
    };
    /// The row as the state has it now.
    void update(const State& state, RectificationId id, Times times);

    const std::vector<DutyRow>& rows() const { return rows_; }
    const Numbers& units() const { return units_; }
    const Numbers& people() const { return people_; }
    const Numbers& rules() const { return rules_; }

 private:
    std::vector<DutyRow> rows_;
    Numbers units_;
    Numbers people_;
    Numbers rules_;
};

}  // namespace dudao::console
