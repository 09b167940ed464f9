// What leaders ask every morning (docs/domain.md §6), answered from the rows of the views: who is
// in the field and how long, what was found yesterday, what is overdue and at which step, what will
// be, which villages have not been seen for longest, whether notices go out. Of leads there is not
// even a count, since who reads the views asks nobody whether they may know of any.
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

/// A rectification whose clock runs, by its deadline.
struct Owed {
    RectificationId rectification;
    std::int32_t year = 0;
    std::int32_t number = 0;
    UnitId unit;
    PersonId responsible;
    Severity severity = Severity::Ordinary;
    Moment deadline;
    std::int32_t step = 0;  // of the ladder, reached so far
    DUDAO_FIELDS(rectification, year, number, unit, responsible, severity, deadline, step)
};

struct Unseen {
    UnitId unit;
    Moment last;  // 0: never
    DUDAO_FIELDS(unit, last)
};

struct Overview {
    Moment now;
    std::int32_t on_the_way = 0;  // tasks released or accepted, not yet on site
    std::vector<InField> in_field;
    std::map<std::string, std::int32_t> found_yesterday;  // by severity
    std::vector<Owed> overdue;                            // the latest first
    std::vector<Owed> due_this_week;                      // within seven days, the next first
    std::vector<Unseen> unseen;  // villages, longest first, at most `unseen_max`
    std::int32_t open_rectifications = 0;
    std::int32_t struck_off = 0;
    std::int32_t notices_waiting = 0;
    std::int32_t notices_under_way = 0;  // attempted, outcome not known yet
    DUDAO_FIELDS(now, on_the_way, in_field, found_yesterday, overdue, due_this_week, unseen,
                 open_rectifications, struck_off, notices_waiting, notices_under_way)
};

inline constexpr std::size_t unseen_max = 5;

Overview overview(const views::Rows& rows, Moment now);

}  // namespace dudao
