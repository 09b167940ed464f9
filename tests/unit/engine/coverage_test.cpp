// Whole plans played with a fixed key: do the numbers come out as promised?
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "ceremony/engine/engine.h"
#include "tests/unit/engine/county.h"

namespace dudao::engine {
namespace {

using test::County;
using test::monday;

struct Played {
    std::map<UnitId, std::vector<Moment>> visits;
    std::size_t released = 0;
    std::vector<Line> lines;
};

/// Ten weeks; a group checks in four hours after its release and is free again.
Played play_ten_weeks(County& county, const std::string& master) {
    Engine engine(test::settings(county, master), {});
    std::deque<std::pair<Moment, TaskId>> on_their_way;
    std::size_t known = 0;
    while (true) {
        county.perform(engine.step(county.state, county.now));
        for (; known < county.state.tasks.size(); ++known) {
            on_their_way.emplace_back(county.now + hours(4), county.last_task());
        }
        std::optional<Moment> next = engine.next_due();
        if (!on_their_way.empty() && (!next || on_their_way.front().first < *next)) {
            county.now = on_their_way.front().first;
            county.visit(on_their_way.front().second);
            on_their_way.pop_front();
            continue;
        }
        if (!next) break;
        county.now = *next;
    }
    return {county.state.visits, county.state.tasks.size(), county.lines};
}

TEST(Coverage, as_many_are_released_as_the_plan_expects) {
    for (const std::string master : {"a", "b", "c"}) {
        County county;
        const Played played = play_ten_weeks(county, master);
        EXPECT_GT(played.released, 85U) << master;
        EXPECT_LT(played.released, 115U) << master;
        EXPECT_TRUE(county.refusals.empty()) << county.refusals.front();
    }
}

TEST(Coverage, no_village_waits_longer_than_the_plan_promises) {
    County county;
    county.plan().draft.longest_gap_days = 32;  // three times the mean interval of 20 villages
    const Played played = play_ten_weeks(county, "a");
    EXPECT_EQ(played.visits.size(), 20U);
    for (const auto& [village, visits] : played.visits) {
        Moment last = county.plan().draft.start;
        for (const Moment visit : visits) {
            EXPECT_LE((visit - last).ms, days(32).ms) << village.text;
            last = visit;
        }
        EXPECT_LE((county.plan().draft.end - last).ms, days(32).ms) << village.text;
    }
}

TEST(Coverage, no_line_of_the_log_names_a_target) {
    County county({4, 5, 1});  // one group: many are drawn in vain
    county.plan().draft.longest_gap_days = 20;
    const Played played = play_ten_weeks(county, "a");
    EXPECT_FALSE(played.lines.empty());
    for (const Line& line : played.lines) {
        for (const auto& [key, value] : line.fields) {
            EXPECT_EQ(value.find("-v"), std::string::npos) << line.event << " " << value;
        }
    }
}

TEST(Coverage, every_village_and_every_group_has_its_chance) {
    County county;
    const Played played = play_ten_weeks(county, "d");
    std::map<std::string, int> by_group;
    for (const auto& [id, task] : county.state.tasks) ++by_group[task.group.text];
    EXPECT_EQ(by_group.size(), 4U);
    for (const auto& [group, count] : by_group) EXPECT_GT(count, 12) << group;
    EXPECT_GE(played.visits.size(), 18U);
}

}  // namespace
}  // namespace dudao::engine
