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
    std::int32_t on_the_way = 0;  // released or accepted tasks, not on site yet
    std::vector<InField> in_field;
    std::map<std::string, std::int32_t> found_yesterday;  // by severity
    std::vector<Owed> overdue;                            // the most overdue first
    std::vector<Owed> due_this_week;                      // within seven days, the earliest first
    std::vector<Unseen> unseen;  // villages, the longest unvisited first, at most `unseen_max`
    std::int32_t open_rectifications = 0;
    std::int32_t struck_off = 0;
    std::int32_t notices_waiting = 0;
    std::int32_t notices_under_way = 0;  // attempted, outcome unknown
    DUDAO_FIELDS(now, on_the_way, in_field, found_yesterday, overdue, due_this_week, unseen,
                 open_rectifications, struck_off, notices_waiting, notices_under_way)
};

inline constexpr std::size_t unseen_max = 5;

/// Computes the overview at `now`.
Overview overview(const views::Rows& rows, Moment now);

}  // namespace dudao
