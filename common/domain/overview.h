// The leaders' daily overview (docs/domain.md §6), computed from the rows of the views: who is in
// the field and how long, what was found yesterday, what is overdue and at which step, what is due
// soon, which villages were not visited for longest, and whether notices are sent. It has no count
// of leads, because readers of the views are not identified.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "domain/view_rows.h"

namespace dudao {

struct InField {
    TaskId task;
    std::int32_t year = 0;
    std::int32_t number = 0;
    GroupId group;
    UnitId target;
    Moment since;
    DUDAO_FIELDS(task, year, number, group, target, since)
};

/// A rectification whose clock is running.
struct Owed {
    RectificationId rectification;
    std::int32_t year = 0;
    std::int32_t number = 0;
    UnitId unit;
    PersonId responsible;
    Severity severity = Severity::Ordinary;
    Moment deadline;
    std::int32_t step = 0;  // highest step of the ladder so far
    DUDAO_FIELDS(rectification, year, number, unit, responsible, severity, deadline, step)
};

struct Unseen {
    UnitId unit;
    Moment last;  // 0: never
    DUDAO_FIELDS(unit, last)
};

struct Overview {
    Moment now;
    std::map<std::string, std::int64_t> figures;  // by their names (figures.h)
    std::vector<InField> in_field;
    std::map<std::string, std::int32_t> found_yesterday;  // by severity
    std::vector<Owed> overdue;                            // the latest first
    std::vector<Owed> due_this_week;                      // the next first
    std::vector<Unseen> unseen;  // villages, longest first, at most `unseen_max`
    DUDAO_FIELDS(now, figures, in_field, found_yesterday, overdue, due_this_week, unseen)
};

inline constexpr std::size_t unseen_max = 5;

/// Computes the overview at `now`.
Overview overview(const views::Rows& rows, Moment now);

}  // namespace dudao
