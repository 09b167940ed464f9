// The story of a play, told on a terminal: what stands in names does not command it.
#include "cli/drill/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/support/county.h"
#include "visible.h"

namespace dudao::drill {
namespace {

using dudao::test::County;

const std::string hostile = "\x1B]0;x\x07\u202E\u200B\n";

/// As a log may have it that was written before names were looked through.
void disguise(State& state) {
    for (auto& [id, unit] : state.units) {
        unit.name_zh = hostile + unit.name_zh;
        unit.name_en = hostile + unit.name_en;
    }
    for (auto& [id, group] : state.groups) {
        group.name_zh = hostile + group.name_zh;
        group.name_en = hostile + group.name_en;
    }
}

Story::Options options(Lang lang, bool colour) {
    Story::Options all;
    all.lang = lang;
    all.verbose = true;
    all.colour = colour;
    return all;
}

bool is_raw(std::string told) {
    std::erase(told, '\n');
    std::erase(told, '\r');
    return hides_something(told);
}

TEST(Story, names_are_shown_as_what_they_are) {
    for (const Lang lang : {Lang::Zh, Lang::En}) {
        County county;
        county.in_progress(Severity::Serious);
        county.run_for(days(60));
        const TaskId sealed = county.released();
        disguise(county.state);
        std::ostringstream out;
        Story story(county.state, out, options(lang, false));
        for (const Event& event : county.log) story.heard(event);
        story.network(county.group, false, county.now);
        story.tell_where_it_stands(sealed, county.group);
        const std::string told = out.str();
        EXPECT_FALSE(is_raw(told)) << told;
        EXPECT_GT(std::count(told.begin(), told.end(), '\n'), 12) << told;
        std::size_t named = 0;
        for (auto at = told.find("<U+202E>"); at != told.npos; at = told.find("<U+202E>", at + 1)) {
            ++named;
        }
        EXPECT_GT(named, 10U) << told;
    }
}

TEST(Story, a_slip_keeps_its_colour) {
    County county;
    county.in_progress(Severity::Serious);
    county.run_for(days(60));
    disguise(county.state);
    std::ostringstream out;
    Story story(county.state, out, options(Lang::Zh, true));
    for (const Event& event : county.log) story.heard(event);
    EXPECT_NE(out.str().find("\033[31m"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace dudao::drill
