#include "domain/figures.h"
#include "domain/overview.h"
#include "model.h"
#include "wire/codec.h"

namespace dudao::workers::test {
namespace {

TEST(WorkerViews, follow_a_county_and_equal_what_is_made_anew) {
    Model model;
    Player worker(model, "w1");
    model.county.recorded(model.county.on_site(), Severity::Grave);
    const auto id = model.county.in_progress();
    model.commit();
    worker.settle();
    for (int day = 0; day < 70; ++day) {
        model.county.run_for(days(1));
        model.commit();
        worker.settle();
    }
    for (const auto& [view, rows] : rebuilt(model.county.state)) {
        EXPECT_EQ(model.views[view].rows, rows) << name(view);
        EXPECT_EQ(model.views[view].cursor, model.seq());
    }
    const auto row =
        decode<views::LedgerRow>(model.views[View::Ledger].rows.at(std::to_string(id.value)));
    ASSERT_TRUE(row) << row.error().text();
    EXPECT_EQ(row->step, 6);
    EXPECT_TRUE(row->listed);
    EXPECT_TRUE(row->lead);
}

/// The views of this state as a reader has them.
views::Rows rows_of(const State& state) {
    views::Rows rows;
    rows.jurisdiction = views::jurisdiction_row(state);
    for (const auto& [id, each] : state.units) rows.units.emplace(id, *views::row(state, id));
    for (const auto& [id, each] : state.tasks) rows.tasks.emplace(id, *views::row(state, id));
    for (const auto& [id, each] : state.findings) rows.findings.emplace(id, *views::row(state, id));
    const auto awaits = awaited(state);
    for (const auto& [id, each] : state.rectifications) {
        rows.ledger.emplace(id, *views::row(state, id, awaits));
    }
    return rows;
}

TEST(Overview, answers_the_morning_questions_from_the_rows_of_the_views) {
    Model model;
    const TaskId seen = model.county.on_site();
    const auto late = model.county.in_progress();
    model.county.released();
    model.county.run_for(days(60));
    const State& state = model.county.state;
    const Overview view = overview(rows_of(state), model.county.now);
    ASSERT_EQ(view.in_field.size(), 1U);
    EXPECT_EQ(view.in_field[0].task, seen);
    ASSERT_EQ(view.overdue.size(), 1U);
    EXPECT_EQ(view.overdue[0].rectification, late);
    EXPECT_EQ(view.overdue[0].step, 6);
    EXPECT_EQ(view.figures.at("open"), 1);
    EXPECT_EQ(view.figures.at("struck_off"), 0);
    EXPECT_EQ(view.unseen.front().last, Moment{}) << "never seen comes first";
    EXPECT_EQ(view.unseen.back().unit, state.tasks.at(seen).target);
}

TEST(Overview, has_a_week_of_seven_days_of_the_calendar) {
    Model model;
    const auto id = model.county.in_progress();
    const Moment now = model.county.now;
    views::Rows rows = rows_of(model.county.state);
    const Zone& zone = rows.jurisdiction.zone;
    const Moment midnight = zone.local_moment(zone.local_day(now) + 7, 1440);
    const auto is_in_week = [&](Moment deadline) {
        rows.ledger.at(id).deadline = deadline;
        const Overview view = overview(rows, now);
        EXPECT_EQ(view.figures.at("due_in_week"), std::ssize(view.due_this_week));
        return !view.due_this_week.empty();
    };
    EXPECT_TRUE(is_in_week(midnight)) << "later than seven times 24 hours, yet of the seventh day";
    EXPECT_FALSE(is_in_week(midnight + Span{1}));
    EXPECT_FALSE(is_in_week(now)) << "over already";
}

/// Each rare step by itself: whatever else the same commit moves does not hide a row that is left
/// as it was.
TEST(WorkerViews, hear_of_every_step_of_a_matter) {
    Model model;
    Player worker(model, "w1");
    auto& county = model.county;
    const auto equal = [&](const char* step) {
        model.commit();
        worker.settle();
        for (const auto& [view, rows] : rebuilt(county.state)) {
            EXPECT_EQ(model.views[view].rows, rows) << name(view) << " after " << step;
        }
    };
    const auto words = [](const char* value) { return dudao::test::words(value); };
    const FindingId recorded = county.recorded(county.on_site());
    equal("a finding");
    county.must(LeaveVillage{county.state.tasks.begin()->first}, county.head);
    equal("a departure");
    FindingFacts facts = county.state.findings.at(recorded).facts();
    facts.severity = Severity::Serious;
    county.must(AmendFinding{recorded, facts}, county.inspector);
    equal("an amendment");
    county.must(DismissFinding{recorded, words("误")}, county.officer);
    equal("a dismissal");
    const auto id = county.issued();
    equal("an order");
    const RequestExtension ask{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")};
    county.must(ask, county.village);
    equal("a request for time");
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    equal("time given before the clock runs");
    county.must(TransferRectification{id, county.v2, county.township, words("误")}, county.officer);
    equal("a transfer before the clock runs");
    county.must(AcknowledgeRectification{id}, county.township);
    equal("service");
    county.must(TransferRectification{id, county.v1, county.village, words("误")}, county.officer);
    equal("a transfer");
    county.must(ClimbByHand{id, 3, words("急")}, county.officer);
    equal("a step by hand");
    county.must(ClimbByHand{id, 6, words("急")}, county.officer);
    equal("the step that opens a lead");
    ASSERT_FALSE(county.state.demands.empty());
    const Demand demand = county.state.demands.begin()->second;
    county.must(AcknowledgeDemand{demand.id}, demand.person);
    equal("a demand that was served");
    county.must(AnswerDemand{demand.id, words("说明")}, demand.person);
    equal("an answer to a demand");
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    equal("a suspension");
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    county.must(ReferUp{id, words("权限外")}, county.officer);
    equal("a referral");
    county.must(ResumeRectification{id, words("回")}, county.officer);
    county.must(SubmitRectification{id, words("已修"), dudao::test::proof}, county.village);
    equal("a submission");
    county.must(ReturnRectification{id, false, words("缺")}, county.officer);
    equal("a return");
    county.must(SubmitRectification{id, words("已修"), dudao::test::proof}, county.village);
    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
    equal("a strike-off");
    county.must(RecheckRectification{id, false, words("回潮")}, county.officer);
    equal("a re-check that failed");
}

TEST(WorkerViews, a_lost_view_is_made_anew) {
    Model model;
    Player worker(model, "w1");
    model.county.issued();
    model.commit();
    worker.settle();
    model.views.clear();
    model.county.issued();
    model.commit();
    worker.settle();
    for (const auto& [view, rows] : rebuilt(model.county.state)) {
        EXPECT_EQ(model.views[view].rows, rows) << name(view);
    }
}

TEST(WorkerViews, wait_until_readers_may_see_the_commit) {
    Model model;
    Player worker(model, "w1");
    worker.settle();
    model.county.issued();
    model.commit();
    const auto before = worker.replica.seq;
    const auto commit = worker.replica.take_commit(model.log[before]);
    ASSERT_TRUE(commit);
    worker.step(Folded{commit->events});
    worker.step(Tick{});
    EXPECT_EQ(worker.waiting<WriteView>(), 0);
    worker.step(Confirmed{before + 1});
    worker.step(Tick{});
    EXPECT_GT(worker.waiting<WriteView>(), 0);
}

TEST(WorkerViews, a_write_that_was_lost_waits_for_the_next_commit_and_then_holds_both) {
    Model model;
    Player worker(model, "w1");
    worker.settle();
    model.county.issued();
    model.commit();
    worker.turn();
    for (const Effect& each : std::exchange(worker.queue, {})) {
        if (const auto* write = std::get_if<WriteView>(&each))
            worker.step(ViewLost{write->write.view});
    }
    worker.step(Tick{});
    EXPECT_EQ(worker.waiting<WriteView>(), 0);
    worker.step(StoreUp{true});
    worker.settle();
    for (const auto& [view, rows] : rebuilt(model.county.state)) {
        EXPECT_EQ(model.views[view].rows, rows) << name(view);
    }
}

TEST(WorkerViews, a_view_far_behind_is_made_anew_instead_of_remembering_everything) {
    Model model;
    model.county.issued();
    Views views;
    views.load(1);
    std::vector<Event> touching;
    for (const Event& each : model.county.log) {
        if (std::holds_alternative<RectificationIssued>(each.body)) touching.push_back(each);
    }
    ASSERT_EQ(views.writes(model.county.state, 1).size(), Names<View>::table.size());
    for (const auto& [view, word] : Names<View>::table) views.answered(view, 1);
    const std::uint64_t last = history_max + 10;
    for (std::uint64_t seq = 2; seq <= last; ++seq) {
        views.apply(touching, model.county.state, seq);
    }
    bool anew = false;
    for (const ViewWrite& write : views.writes(model.county.state, last)) {
        if (write.view == View::Ledger) anew = write.anew;
    }
    EXPECT_TRUE(anew);
}

}  // namespace
}  // namespace dudao::workers::test
