#include "ceremony/engine/rows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ceremony/engine/tick.h"
#include "tests/unit/engine/county.h"

namespace dudao::engine {
namespace {

using test::monday;

struct Rows : testing::Test {
    test::County county;
    UnderWay under_way;

    draw::Manifest at(Moment tick) {
        const Schedule schedule(county.plan().draft, county.state.calendar);
        return rows(county.state, county.plan(), schedule, under_way, tick);
    }
    draw::Target village(const std::string& id, Moment tick) {
        const auto targets = at(tick).targets;
        return *std::find_if(targets.begin(), targets.end(),
                             [&](const auto& target) { return target.id == id; });
    }
    std::vector<std::string> groups(Moment tick) {
        std::vector<std::string> ids;
        for (const auto& group : at(tick).persons) ids.push_back(group.id);
        return ids;
    }
    void task_of(const std::string& group, task::State state) {
        Task task;
        task.id = {99};
        task.group = {group};
        task.state = state;
        county.state.tasks[task.id] = task;
    }
};

TEST_F(Rows, name_every_village_of_the_scope_by_township) {
    EXPECT_EQ(at(monday(480)).targets.size(), 20U);
    EXPECT_EQ(village("t02-v03", monday(480)).stratum, "t02");
    county.plan().draft.scope = {"t02"};
    EXPECT_EQ(at(monday(480)).targets.size(), 5U);
}

TEST_F(Rows, leave_out_a_busy_group) {
    using S = task::State;
    for (const S state : {S::Released, S::Accepted, S::OnSite}) {
        task_of("g2", state);
        EXPECT_EQ(groups(monday(480)), (std::vector<std::string>{"g1", "g3", "g4"}));
    }
    for (const S state : {S::Reported, S::Closed, S::Recused, S::Missed, S::Withdrawn}) {
        task_of("g2", state);
        EXPECT_EQ(groups(monday(480)).size(), 4U);
    }
}

TEST_F(Rows, leave_out_a_group_that_has_been_drawn_and_does_not_know_yet) {
    under_way.groups = {{"g1"}};
    EXPECT_EQ(groups(monday(480)), (std::vector<std::string>{"g2", "g3", "g4"}));
}

TEST_F(Rows, leave_out_a_group_without_a_live_device) {
    county.revoke("g4");
    EXPECT_EQ(groups(monday(480)), (std::vector<std::string>{"g1", "g2", "g3"}));
}

TEST_F(Rows, keep_a_group_from_where_a_member_has_a_conflict) {
    county.declare_conflict("g1", "t01-v02");
    county.declare_conflict("g2", "t03");
    const auto conflicts = at(monday(480)).conflicts;
    EXPECT_EQ(conflicts.size(), 6U) << "one village, and all five of a township";
    EXPECT_TRUE(std::count(conflicts.begin(), conflicts.end(), draw::Conflict{"g1", "t01-v02"}));
    EXPECT_TRUE(std::count(conflicts.begin(), conflicts.end(), draw::Conflict{"g2", "t03-v05"}));
}

TEST_F(Rows, a_village_weighs_more_the_longer_it_waits_and_never_nothing) {
    EXPECT_EQ(village("t01-v01", monday(480)).weight, 8U);
    EXPECT_EQ(village("t01-v01", monday(480, 60)).weight, 10U);
    county.state.visits[{"t01-v01"}] = {monday(500)};
    EXPECT_EQ(village("t01-v01", monday(510)).weight, 2U) << "a quarter";
    EXPECT_EQ(village("t01-v01", monday(480, 11)).weight, 2U) << "Friday, 9 working days later";
    EXPECT_EQ(village("t01-v01", monday(480, 15)).weight, 8U) << "the third Tuesday";
    county.state.visits[{"t01-v01"}] = {monday(480, -400)};
    EXPECT_EQ(village("t01-v01", monday(480)).weight, 16U);
}

TEST_F(Rows, a_village_at_the_ceiling_of_the_year_weighs_one) {
    county.plan().draft.visits_a_year_max = 2;
    county.state.visits[{"t01-v01"}] = {monday(480, -300), monday(480, -60), monday(480, -50)};
    EXPECT_EQ(village("t01-v01", monday(480)).weight, 1U);
    county.state.visits[{"t01-v01"}] = {monday(480, -300), monday(480, -290), monday(480, -50)};
    EXPECT_GT(village("t01-v01", monday(480)).weight, 1U) << "two of these were last year";
}

TEST_F(Rows, a_village_on_the_way_counts_as_visited) {
    under_way.targets[{"t01-v01"}] = monday(480);
    EXPECT_EQ(village("t01-v01", monday(510)).weight, 2U);
}

TEST_F(Rows, the_promise_of_coverage_presses_in_the_last_quarter_only) {
    county.plan().draft.longest_gap_days = 40;
    EXPECT_EQ(village("t01-v01", monday(480, 29)).left, 0U);
    const auto early = village("t01-v01", monday(480, 30)).left;
    const auto late = village("t01-v01", monday(480, 37)).left;
    EXPECT_GT(early, late);
    EXPECT_GT(late, 1U);
    EXPECT_EQ(village("t01-v01", monday(480, 50)).left, 1U) << "overdue: now";
    under_way.targets[{"t01-v01"}] = monday(480, 49);
    EXPECT_EQ(village("t01-v01", monday(480, 50)).left, 0U);
    county.plan().draft.longest_gap_days = 0;
    EXPECT_EQ(village("t01-v02", monday(480, 50)).left, 0U);
}

TEST_F(Rows, fewer_are_drawn_the_more_are_on_the_way) {
    const Schedule schedule(county.plan().draft, county.state.calendar);
    const auto chance = [&] {
        return params(county.state, county.plan(), schedule, under_way, monday(480), true).quota[0];
    };
    const auto before = chance();
    under_way.visits = county.plan().draft.expected_visits / 2;
    const auto half = chance();
    EXPECT_LT(half, before);
    under_way.visits = county.plan().draft.expected_visits - 1;
    EXPECT_LT(chance(), half);
}

}  // namespace
}  // namespace dudao::engine
