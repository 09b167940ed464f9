// The ways of the play's cases are ways of the table, and leave no row of it out.
#include "cli/drill/ways.h"

#include <gtest/gtest.h>

#include <set>

namespace dudao::drill {
namespace {

TEST(Ways, are_possible_on_each_of_their_tracks_and_end_where_nothing_is_left_to_do) {
    for (const Way& way : all_ways()) {
        for (std::uint64_t drawn = 0; drawn < 4; ++drawn) {
            const std::uint32_t track = cases::on(way.track(drawn));
            cases::State state = cases::State::Lead;
            for (const cases::Verb verb : way.steps()) {
                const auto* step = row(cases::table, state, verb);
                ASSERT_NE(step, nullptr) << name(state) << " " << name(verb);
                EXPECT_TRUE(step->tracks == 0 || (step->tracks & track) != 0)
                    << name(state) << " " << name(verb) << " on " << name(way.track(drawn));
                state = step->to;
            }
            EXPECT_TRUE(cases::is_over(state)) << name(state);
        }
    }
}

TEST(Ways, take_every_row_of_the_table) {
    std::set<std::pair<cases::State, cases::Verb>> taken;
    for (const Way& way : all_ways()) {
        cases::State state = cases::State::Lead;
        for (const cases::Verb verb : way.steps()) {
            taken.insert({state, verb});
            const auto* step = row(cases::table, state, verb);
            if (step != nullptr) state = step->to;
        }
    }
    for (const cases::Step& step : cases::table) {
        EXPECT_TRUE(taken.contains({step.from, step.verb}))
            << name(step.from) << " " << name(step.verb);
    }
}

}  // namespace
}  // namespace dudao::drill
