// What stands in a log from before its bound: the engine leaves out the one thing, says so once,
// and draws as ever. Each of these once ended it at each start.
#include <gtest/gtest.h>

#include <algorithm>

#include "ceremony/engine/engine.h"
#include "domain/bounds.h"
#include "tests/unit/engine/county.h"

namespace dudao::engine {
namespace {

using test::County;
using test::monday;
using test::settings;

/// A day in which each group is sent out.
void play_a_day(County& county) {
    county.plan().draft.expected_visits = 100'000;
    Engine engine(settings(county, "master"), {});
    county.perform(engine.step(county.state, county.now));
    while (engine.next_due() && *engine.next_due() < monday(0, 1)) {
        county.now = *engine.next_due();
        county.perform(engine.step(county.state, county.now));
    }
}

std::int64_t lines(const County& county, const std::string& event) {
    return std::count_if(county.lines.begin(), county.lines.end(),
                         [&](const Line& line) { return line.event == event; });
}

TEST(LeftOut, a_device_whose_key_is_zeros_gets_no_task_and_its_group_s_other_device_does) {
    County county({.groups = 1});
    county.enrol_device("g1", "dev-zeros");
    county.state.keys.at({"dev-zeros"}).sealing_key = Bytes(std::string(32, '\0'));
    play_a_day(county);
    ASSERT_FALSE(county.state.tasks.empty());
    const auto& sealed = county.state.tasks.begin()->second.sealed;
    ASSERT_EQ(sealed.size(), 1U);
    EXPECT_EQ(sealed.front().device.text, "dev-g1");
    EXPECT_EQ(lines(county, "device.left_out"), 1);
}

TEST(LeftOut, a_group_without_another_device_is_not_sent_out_and_the_others_are) {
    County county({.groups = 2});
    county.state.keys.at({"dev-g1"}).sealing_key = Bytes(std::string(32, '\0'));
    play_a_day(county);
    ASSERT_FALSE(county.state.tasks.empty());
    for (const auto& [id, task] : county.state.tasks) EXPECT_EQ(task.group.text, "g2");
}

TEST(LeftOut, a_village_with_a_name_of_4000_letters_is_visited_all_the_same) {
    County county({.townships = 1, .villages = 1, .groups = 1});
    auto& village = county.state.units.at({"t01-v01"});
    village.name_zh = village.name_en = std::string(4000, 'a');
    play_a_day(county);
    EXPECT_EQ(county.state.tasks.size(), 1U);
}

TEST(LeftOut, a_plan_beyond_its_bounds_is_not_drawn_for_and_another_is) {
    for (const auto& [start, end] : {std::pair(Moment{-62'135'596'800'000}, monday(0, 70)),
                                     std::pair(monday(0), Moment{253'402'300'799'999})}) {
        County county;
        const PlanId wrong{32};
        Plan plan = county.plan();
        plan.id = wrong;
        plan.draft.start = start;
        plan.draft.end = end;
        county.state.plans[wrong] = plan;
        play_a_day(county);
        EXPECT_FALSE(county.state.tasks.empty());
        EXPECT_EQ(lines(county, "plan.left_out"), 1);
        for (const auto& [id, draw] : county.state.draws) EXPECT_NE(draw.plan, wrong);
    }
}

TEST(LeftOut, a_tick_of_no_length_is_a_plan_beyond_its_bounds) {
    County county;
    county.plan().draft.tick_seconds = 0;
    play_a_day(county);
    EXPECT_EQ(lines(county, "plan.left_out"), 1);
}

TEST(LeftOut, of_ten_devices_of_a_group_a_task_is_sealed_to_as_many_as_a_release_takes) {
    County county({.groups = 1});
    for (int i = 0; i < 9; ++i) county.enrol_device("g1", "dev-more-" + std::to_string(i));
    play_a_day(county);
    ASSERT_FALSE(county.state.tasks.empty()) << "the office refused them all";
    EXPECT_EQ(county.state.tasks.begin()->second.sealed.size(), bounds::devices_max);
    EXPECT_TRUE(county.refusals.empty());
}

TEST(LeftOut, a_skill_that_no_manifest_can_hold_does_not_stop_the_draw) {
    County county({.groups = 1});
    county.state.groups.at({"g1"}).skills = {"roads", "a\tb", "x,y", "roads", std::string(65, 's')};
    play_a_day(county);
    EXPECT_FALSE(county.state.tasks.empty());
    EXPECT_EQ(lines(county, "draw.failed"), 0);
}

}  // namespace
}  // namespace dudao::engine
