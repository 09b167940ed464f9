// What Dudao counts, each figure defined once. Pages, wall, map, ledger, tables, reports, badges,
// the command line and the summary of a drill all ask here and count nothing themselves; the words
// and the definition of each stand in common/messages/figures.h as `figure.<name>` and
// `figure.<name>.text`. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "domain/deadline.h"
#include "domain/sight.h"
#include "domain/view_rows.h"

namespace dudao {

enum class Figure {
    // rectifications; each is also a filter of the ledger
    Open,
    Overdue,
    DueInWeek,
    Blue,
    Yellow,
    Orange,
    Red,
    Uncoloured,
    ClockStands,
    AwaitingAcknowledgement,
    AwaitingVerification,
    AwaitingInterview,
    ExtensionAsked,
    StruckOff,
    StruckOffThisWeek,
    FallenAway,
    // tasks
    TasksOpen,
    OnTheWay,
    InTheVillage,
    Sealed,
    AwaitingReview,
    // findings
    FoundToday,
    FoundYesterday,
    // others
    Leads,
    Villages,
    VillagesVisited,
    NoticesWaiting,
    NoticesUnderWay,
    Records,
};
template <>
struct Names<Figure> {
    using F = Figure;
    static constexpr std::string_view words = "figure";
    static constexpr auto table =
        std::to_array<Named<F>>({{F::Open, "open"},
                                 {F::Overdue, "overdue"},
                                 {F::DueInWeek, "due_in_week"},
                                 {F::Blue, "blue"},
                                 {F::Yellow, "yellow"},
                                 {F::Orange, "orange"},
                                 {F::Red, "red"},
                                 {F::Uncoloured, "uncoloured"},
                                 {F::ClockStands, "clock_stands"},
                                 {F::AwaitingAcknowledgement, "awaiting_acknowledgement"},
                                 {F::AwaitingVerification, "awaiting_verification"},
                                 {F::AwaitingInterview, "awaiting_interview"},
                                 {F::ExtensionAsked, "extension_asked"},
                                 {F::StruckOff, "struck_off"},
                                 {F::StruckOffThisWeek, "struck_off_this_week"},
                                 {F::FallenAway, "fallen_away"},
                                 {F::TasksOpen, "tasks_open"},
                                 {F::OnTheWay, "on_the_way"},
                                 {F::InTheVillage, "in_the_village"},
                                 {F::Sealed, "sealed"},
                                 {F::AwaitingReview, "awaiting_review"},
                                 {F::FoundToday, "found_today"},
                                 {F::FoundYesterday, "found_yesterday"},
                                 {F::Leads, "leads"},
                                 {F::Villages, "villages"},
                                 {F::VillagesVisited, "villages_visited"},
                                 {F::NoticesWaiting, "notices_waiting"},
                                 {F::NoticesUnderWay, "notices_under_way"},
                                 {F::Records, "records"}});
};

/// The days shown of what falls due: today and the seven after it.
inline constexpr int due_days_ahead = 7;

/// A rectification as it is counted, whoever keeps it: the state or the view `ledger`.
struct Duty {
    rectification::State state = rectification::State::Issued;
    bool fallen_away = false;  // closed since its finding was dismissed: nothing was put right
    bool clock_runs = false;
    bool extension_asked = false;          // and not decided yet
    Moment deadline;                       // 0: no clock has run
    Moment struck_off_at;                  // 0: open
    Slip slip = Slip::None;                // the highest of this clock; red while it is listed
    DemandKind awaits = DemandKind::None;  // asked for by a step and not answered yet
};

/// What each open rectification's unit has still to answer; the demand of the highest step counts.
std::map<RectificationId, DemandKind> awaited(const State& state);

/// Without what it awaits, which is asked once for all of them.
Duty duty_of(const State& state, const Rectification& r);
Duty duty_of(const views::LedgerRow& row);

/// The slip that a matter stands at: the highest step taken of this clock, red while it is listed.
Slip slip_of(const State& state, const Rectification& r);

bool is_open(const Duty& duty);
bool is_overdue(const Duty& duty, Moment now);
/// How many days from today on its deadline falls; nothing when it is overdue or its clock stands.
std::optional<int> falls_due_in(const Duty& duty, const Zone& zone, Moment now);
bool is_of_rectifications(Figure figure);
/// Whether a figure of rectifications counts it; false for every other figure.
bool counts(Figure figure, const Duty& duty, const Zone& zone, Moment now);

/// Working days over: 1 on the first day, also on a day off and within the day of the deadline.
int days_overdue(WorkingDays& days, Moment deadline, Moment now);
/// Whole working days until the deadline's day, today not counted; below zero: working days over,
/// the first day being 1. Nothing while the clock stands. `days` counts by the state's calendar.
std::optional<std::int32_t> days_left(const Duty& duty, WorkingDays& days, Moment now);

/// A task as it is counted, whoever keeps it: the state or the view `tasks`.
struct Visit {
    task::State state = task::State::Released;
    TaskKind kind = TaskKind::Unannounced;
    bool has_left = false;  // by its own word, or with its final report
};
Visit visit_of(const Task& task);
Visit visit_of(const views::TaskRow& row);

/// Whether a figure of tasks counts it; false for every other figure.
bool counts(Figure figure, const Visit& visit);
bool is_open(task::State state);

/// 00:00 of this week's Monday.
Moment week_start(const Zone& zone, Moment now);

/// What an asker may not know is not in it: that is not the same as none.
using Figures = std::map<Figure, std::int64_t>;

/// Of all that the asker sees, as they stand at `now`.
Figures figures(const Sight& sight, Moment now);
/// Of the views, which have no leads and no record.
Figures figures(const views::Rows& rows, Moment now);

}  // namespace dudao
