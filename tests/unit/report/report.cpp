// Each promise is broken once in a history made by hand, and the report says so.
#include "cli/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/report/history.h"
#include "store/chain.h"

namespace dudao::report {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Moment start{1'789'344'000'000};
Moment at(int hour) { return start + hours(hour); }

/// A log written event by event.
class Story {
 public:
    Story& then(int hour, EventBody body) {
        Event event;
        event.at = at(hour);
        event.body = std::move(body);
        history_.add(event);
        return *this;
    }
    Story& timer(int hour, std::uint64_t id, int due, TimerKind kind = TimerKind::TaskAccept) {
        Timer timer;
        timer.id = TimerId{id};
        timer.kind = kind;
        timer.matter = {MatterKind::Task, 16};
        timer.due = at(due);
        return then(hour, TimerSet{timer});
    }
    Story& ended(int hour, std::uint64_t id, TimerEnd how) {
        return then(hour, TimerEnded{TimerId{id}, how, {}});
    }
    Report report(int end = 100) { return history_.report(at(end), {}); }
    Report report_with_inspections(int end) {
        history_.count_inspections(at(end));
        return report(end);
    }

 private:
    History history_;
};

Story a_task() {
    Story story;
    TaskReleased released;
    released.id = TaskId{16};
    return std::move(story.then(0, released));
}

RectificationIssued an_issue() {
    RectificationIssued issued;
    issued.id = RectificationId{32};
    issued.reopened_from = RectificationId{1};  // so that no finding is needed
    return issued;
}

Story a_running_duty(int deadline = 50) {
    Story story;
    story.then(1, an_issue()).then(2, RectificationServed{RectificationId{32}, {}, {}});
    ClockStarted started;
    started.id = RectificationId{32};
    started.generation = 1;
    started.deadline = at(deadline);
    return std::move(story.then(2, started));
}

StepTaken a_step(int step) {
    StepTaken taken;
    taken.id = RectificationId{32};
    taken.generation = 1;
    taken.step = step;
    return taken;
}

TEST(Deadlines, what_was_due_is_what_was_acted_on_overtaken_cancelled_or_missing) {
    Story story;
    story.timer(0, 1, 10).timer(0, 2, 10).timer(0, 3, 10).timer(0, 4, 200).timer(0, 5, 300);
    story.ended(5, 4, TimerEnd::Cancelled).ended(6, 3, TimerEnd::Cancelled);
    story.ended(10, 1, TimerEnd::Acted).ended(11, 2, TimerEnd::Overtaken);
    const Report report = story.report();
    EXPECT_EQ(report.deadlines.due, 4);  // the fifth is due after the end
    EXPECT_EQ(report.deadlines.acted, 1);
    EXPECT_EQ(report.deadlines.overtaken, 1);
    EXPECT_EQ(report.deadlines.cancelled, 2);
    EXPECT_EQ(report.deadlines.missing, 0);
    EXPECT_THAT(report.promises_broken, IsEmpty());
}

TEST(Deadlines, an_early_one_is_named) {
    Story story;
    story.timer(0, 1, 10).ended(9, 1, TimerEnd::Acted);
    const Report report = story.report();
    EXPECT_EQ(report.deadlines.early, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("too early")));
}

TEST(Deadlines, one_that_ended_twice_is_named) {
    Story story;
    story.timer(0, 1, 10).ended(10, 1, TimerEnd::Acted).ended(11, 1, TimerEnd::Acted);
    const Report report = story.report();
    EXPECT_EQ(report.deadlines.twice, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("twice")));
}

TEST(Deadlines, one_that_nobody_acted_on_is_named) {
    Story story;
    story.timer(0, 1, 10);
    const Report report = story.report();
    EXPECT_EQ(report.deadlines.missing, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("nobody acted on it")));
}

TEST(Deadlines, one_cancelled_after_it_had_passed_is_missing) {
    Story story;
    story.timer(0, 1, 10).ended(12, 1, TimerEnd::Cancelled);
    const Report report = story.report();
    EXPECT_EQ(report.deadlines.missing, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("passed without effect")));
}

TEST(Ladder, a_step_rings_once_in_a_generation) {
    auto story = a_running_duty();
    story.then(60, a_step(3)).then(61, a_step(3));
    const Report report = story.report();
    EXPECT_EQ(report.ladder[2], 2);
    EXPECT_EQ(report.deadlines.twice, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("step 3")));
}

TEST(Ladder, a_step_while_the_clock_stands_is_named) {
    auto story = a_running_duty();
    story.then(60, ClockStopped{RectificationId{32}, 1}).then(61, a_step(3));
    EXPECT_THAT(story.report().promises_broken, ElementsAre(HasSubstr("clock stood")));
}

TEST(Rectification, it_is_overdue_when_its_clock_runs_past_the_deadline) {
    EXPECT_EQ(a_running_duty(50).report().rectifications.overdue, 1);
    EXPECT_EQ(a_running_duty(150).report().rectifications.overdue, 0);
    auto submitted = a_running_duty(50);
    submitted.then(40, ClockStopped{RectificationId{32}, 1});
    EXPECT_EQ(submitted.report().rectifications.overdue, 0);
}

TEST(Lifecycles, a_step_that_is_not_in_the_table_is_named) {
    auto story = a_task();
    story.then(1, TaskReported{TaskId{16}, true, {}, {}});
    EXPECT_THAT(story.report().promises_broken,
                ElementsAre(HasSubstr("report_final while released")));
}

TEST(Lifecycles, a_step_of_what_was_never_made_is_named) {
    Story story;
    story.then(1, TaskAccepted{TaskId{16}});
    EXPECT_THAT(story.report().promises_broken, ElementsAre(HasSubstr("before it existed")));
}

TEST(Lifecycles, tasks_and_findings_are_counted_once) {
    auto story = a_task();
    TaskCheckedIn check_in;
    check_in.id = TaskId{16};
    check_in.target = UnitId{"v01"};
    FindingRecorded recorded;
    recorded.id = FindingId{"01J"};
    recorded.task = TaskId{16};
    recorded.facts.category = Category::Funds;
    story.then(1, TaskAccepted{TaskId{16}}).then(2, check_in).then(3, recorded);
    const Report report = story.report();
    EXPECT_EQ(report.tasks.released, 1);
    EXPECT_EQ(report.tasks.checked_in, 1);
    EXPECT_EQ(report.villages_reached, 1);
    EXPECT_EQ(report.findings_by_category.at("funds"), 1);
    EXPECT_EQ(report.findings_by_category.at("help"), 0);
    EXPECT_THAT(report.promises_broken, IsEmpty());
}

/// A plan of 40 days that expects 40 visits, each day one, and its villages.
Story a_plan(std::int32_t longest_gap_days) {
    Story story;
    story.then(0, UnitRow{UnitId{"c"}, {}, Level::City, "城", "City"})
        .then(0, UnitRow{UnitId{"v1"}, UnitId{"c"}, Level::Village, "村", "Village"});
    PlanDrafted drafted;
    drafted.id = PlanId{16};
    drafted.draft.scope = UnitId{"c"};
    drafted.draft.start = at(0);
    drafted.draft.end = at(40 * 24);
    drafted.draft.expected_visits = 40;
    drafted.draft.longest_gap_days = longest_gap_days;
    drafted.draft.windows = {{480, 1080, false}};
    story.then(0, drafted);
    for (const auto verb : {plan::Verb::Propose, plan::Verb::Approve, plan::Verb::Open}) {
        story.then(0, PlanStepped{PlanId{16}, verb, {}});
    }
    return story;
}

TaskReleased a_release(std::uint64_t id) {
    TaskReleased released;
    released.id = TaskId{id};
    released.plan = PlanId{16};
    return released;
}

TEST(Inspections, a_period_without_any_is_a_broken_promise) {
    auto story = a_plan(0);
    story.then(24, a_release(32));
    EXPECT_THAT(story.report_with_inspections(11 * 24).promises_broken, IsEmpty());
    auto silent = a_plan(0);
    silent.then(24, a_release(32));
    EXPECT_THAT(silent.report_with_inspections(13 * 24).promises_broken,
                ElementsAre(HasSubstr("no inspection was sent out for 12 days")));
}

TEST(Inspections, a_village_unseen_for_longer_than_the_plan_promises_is_named) {
    const auto visited = [](int hour) {
        auto story = a_plan(6);
        for (int day = 0; day < 14; ++day) {
            const auto id = static_cast<std::uint64_t>(32 + 16 * day);
            story.then(24 * day, a_release(id));
            if (24 * day != hour) continue;
            TaskCheckedIn arrived;
            arrived.id = TaskId{id};
            arrived.target = UnitId{"v1"};
            story.then(hour, TaskAccepted{TaskId{id}}).then(hour, arrived);
        }
        return story.report_with_inspections(12 * 24).promises_broken;
    };
    EXPECT_THAT(visited(6 * 24), IsEmpty());
    EXPECT_THAT(visited(7 * 24), ElementsAre(HasSubstr("v1 was not visited for more than 6 days")));
}

TEST(Notices, an_attempt_made_twice_is_named) {
    Story story;
    story.then(1, NoticeAttempted{NoticeId{48}}).then(2, NoticeAttempted{NoticeId{48}});
    EXPECT_THAT(story.report().promises_broken, ElementsAre(HasSubstr("attempted twice")));
}

TEST(Notices, the_same_person_told_the_same_twice_is_named) {
    NoticeQueued queued{NoticeId{48}, PersonId{"p-1"}, at(1), {}};
    Story story;
    story.then(1, queued);
    queued.id = NoticeId{64};
    story.then(2, queued);
    EXPECT_THAT(story.report().promises_broken, ElementsAre(HasSubstr("told twice")));
}

// The log as bytes
// ----------------------------------------------------------------------------------

Entry an_entry(const Hash& prev, std::uint64_t seq, const Commit& commit) {
    Entry entry;
    entry.seq = seq;
    entry.e = owner_mark(1, "0a1b2c3d");
    entry.b = encode_commit(commit);
    entry.h = chain_hash(prev, seq, entry.e, entry.b);
    return entry;
}

Commit a_commit(std::uint64_t first, std::int64_t n) {
    Event event;
    event.at = start;
    event.body = LimitPassed{};
    Receipt receipt;
    receipt.sender = KeyId{"k1"};
    receipt.incarnation = 1;
    receipt.n = n;
    return Commit{first, {encode_event(event)}, {receipt}};
}

std::vector<Entry> two_entries() {
    const Entry one = an_entry({}, 1, a_commit(0, 1));
    return {one, an_entry(one.h, 2, a_commit(1, 2))};
}

Report read(const std::vector<Entry>& entries, const std::vector<Kept>& kept = {}) {
    History history;
    for (const Entry& entry : entries) history.add(entry);
    return history.report(at(1), kept);
}

TEST(Chain, a_whole_log_is_believed) {
    EXPECT_THAT(read(two_entries()).promises_broken, IsEmpty());
}

TEST(Chain, a_changed_entry_is_named) {
    auto entries = two_entries();
    entries[1].b = encode_commit(a_commit(1, 3));
    EXPECT_THAT(read(entries).promises_broken, Contains(HasSubstr("commit 2: the hash chain")));
}

TEST(Chain, a_missing_entry_is_named) {
    auto entries = two_entries();
    entries.erase(entries.begin());
    EXPECT_THAT(read(entries).promises_broken, Contains(HasSubstr("the log has a gap")));
}

TEST(Acknowledged, what_the_log_holds_is_not_missing) {
    const Report report = read(two_entries(), {{KeyId{"k1"}, 1, 2, 2, "task.accept"}});
    EXPECT_EQ(report.acknowledged.total, 1);
    EXPECT_EQ(report.acknowledged.missing, 0);
    EXPECT_THAT(report.promises_broken, IsEmpty());
}

TEST(Acknowledged, a_lost_one_is_named) {
    const Report report = read(two_entries(), {{KeyId{"k1"}, 1, 3, 3, "task.accept"}});
    EXPECT_EQ(report.acknowledged.missing, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("acknowledged task.accept")));
}

TEST(Acknowledged, one_in_another_commit_is_named) {
    const Report report = read(two_entries(), {{KeyId{"k1"}, 1, 2, 1, "task.accept"}});
    EXPECT_EQ(report.acknowledged.missing, 1);
    EXPECT_THAT(report.promises_broken, ElementsAre(HasSubstr("in commit 2")));
}

TEST(Journal, a_line_reads_back_and_a_torn_last_line_is_left_out) {
    const auto folder = std::filesystem::path(::testing::TempDir()) / "dudao-journals";
    std::filesystem::create_directories(folder);
    const Kept kept{KeyId{"k1"}, 1, 7, 9, "finding.record"};
    std::ofstream(folder / "a.journal") << to_line(kept) << "k1 1 8";
    const auto list = read_journals(folder);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(list.has_value()) << list.error().text();
    ASSERT_EQ(list->size(), 1U);
    EXPECT_EQ(to_line(list->front()), to_line(kept));
    EXPECT_FALSE(parse_line("k1 1 x 9 name").has_value());
}

TEST(Report, it_is_said_in_both_languages_and_as_json) {
    auto story = a_task();
    Report report = story.report();
    report.seed = 7;
    EXPECT_THAT(summary(report, Lang::Zh), HasSubstr("承诺全部守住"));
    EXPECT_THAT(summary(report, Lang::En), HasSubstr("Every promise was kept"));
    EXPECT_THAT(to_json(report), HasSubstr("\"promises_broken\": []"));
    EXPECT_THAT(to_json(report), HasSubstr("\"seed\": 7"));
}

}  // namespace
}  // namespace dudao::report
