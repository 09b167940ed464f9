#include "draw/select.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "ledger/hash.h"

namespace dudao::draw {
namespace {

constexpr int draws = 300;
Hash seed_number(int i) { return sha256("draw " + std::to_string(i)); }

/// Twelve persons of four units, twenty targets of four strata; three visits a tick.
Manifest a_manifest() {
    Manifest manifest{
        .draw_id = "gqc:1", .salt = {}, .persons = {}, .targets = {}, .conflicts = {}};
    for (int i = 0; i < 12; ++i) {
        Person person{"p" + std::to_string(10 + i), "u" + std::to_string(i % 4), 1, {}};
        if (i % 3 == 0) person.skills = {"finance"};
        manifest.persons.push_back(person);
    }
    for (int i = 0; i < 20; ++i) {
        manifest.targets.push_back(
            {"t" + std::to_string(10 + i), "s" + std::to_string(i % 4), 1, 0});
    }
    return manifest;
}
Params some_params(std::size_t visits = 3) {
    return {.quota = std::vector<Threshold>(visits, certainty),
            .team_size = 3,
            .max_per_unit = 1,
            .needed = {"finance"},
            .tick_seconds = 1800,
            .stratum_caps = {}};
}
Selection draw(const Params& params, const Manifest& manifest, int i) {
    return select(params, manifest, seed_number(i)).value();
}

TEST(Select, every_team_is_whole_mixed_skilled_and_used_once) {
    const Manifest manifest = a_manifest();
    std::map<std::string, const Person*> person;
    for (const Person& p : manifest.persons) person[p.id] = &p;
    for (int i = 0; i < draws; ++i) {
        std::set<std::string> used;
        const Selection drawn = draw(some_params(), manifest, i);
        EXPECT_FALSE(drawn.visits.empty());
        for (const Visit& visit : drawn.visits) {
            ASSERT_EQ(visit.persons.size(), 3U);
            std::set<std::string> units;
            bool finance = false;
            for (const std::string& id : visit.persons) {
                EXPECT_TRUE(used.insert(id).second);
                EXPECT_TRUE(units.insert(person.at(id)->unit).second);
                finance = finance || !person.at(id)->skills.empty();
            }
            EXPECT_TRUE(finance);
            EXPECT_LT(visit.delay_seconds, 1800U);
        }
    }
}

TEST(Select, nobody_is_sent_where_a_conflict_is_declared) {
    Manifest manifest = a_manifest();
    for (const Target& target : manifest.targets) manifest.conflicts.push_back({"p10", target.id});
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(some_params(), manifest, i);
        EXPECT_FALSE(drawn.visits.empty());
        for (const Visit& visit : drawn.visits) {
            EXPECT_EQ(std::count(visit.persons.begin(), visit.persons.end(), "p10"), 0);
        }
    }
}

TEST(Select, a_target_without_a_possible_team_is_named_and_the_next_one_drawn) {
    Manifest manifest = a_manifest();
    for (const Person& person : manifest.persons) manifest.conflicts.push_back({person.id, "t10"});
    Params params = some_params();
    params.needed = {};
    bool seen = false;
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(params, manifest, i);
        EXPECT_EQ(drawn.visits.size(), 3U);
        seen = seen || drawn.unmanned == std::vector<std::string>{"t10"};
    }
    EXPECT_TRUE(seen);
}

TEST(Select, the_last_tick_allowed_forces_a_target) {
    Manifest manifest = a_manifest();
    manifest.targets[4].left = 1;
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(some_params(), manifest, i);
        EXPECT_EQ(drawn.forced, std::vector<std::string>{"t14"});
        EXPECT_EQ(drawn.visits.front().target, "t14");
    }
}

TEST(Select, the_hazard_of_a_target_is_one_in_what_is_left) {
    Manifest manifest = a_manifest();
    manifest.targets[4].left = 4;
    int forced = 0;
    for (int i = 0; i < 4000; ++i) {
        Params none = some_params(1);
        none.quota = {0};
        const Selection drawn = draw(none, manifest, i);
        EXPECT_EQ(drawn.visits.size(), drawn.forced.size());
        forced += static_cast<int>(drawn.forced.size());
    }
    EXPECT_NEAR(forced, 1000, 110);  // four standard deviations
}

TEST(Select, forced_targets_beyond_the_cap_wait) {
    Manifest manifest = a_manifest();
    for (Target& target : manifest.targets) target.left = 1;
    const Selection drawn = draw(some_params(2), manifest, 0);
    EXPECT_EQ(drawn.forced.size(), 20U);
    EXPECT_EQ(drawn.visits.size(), 2U);
}

TEST(Select, a_stratum_gives_no_more_than_its_cap_unless_forced) {
    Manifest manifest = a_manifest();
    Params params = some_params(4);
    params.team_size = 1;
    params.needed = {};
    for (const char* stratum : {"s0", "s1", "s2", "s3"})
        params.stratum_caps.push_back({stratum, 1});
    for (int i = 0; i < draws; ++i) {
        std::set<int> last;
        for (const Visit& visit : draw(params, manifest, i).visits) {
            EXPECT_TRUE(last.insert(std::stoi(visit.target.substr(1)) % 4).second);
        }
        EXPECT_EQ(last.size(), 4U);
    }
    manifest.targets[0].left = manifest.targets[4].left = 1;  // both of s0
    EXPECT_EQ(draw(params, manifest, 0).forced.size(), 2U);
    EXPECT_EQ(draw(params, manifest, 0).visits.size(), 4U);
}

TEST(Select, a_forced_visit_counts_in_the_cap_of_its_stratum) {
    Manifest manifest = a_manifest();
    Params params = some_params(4);
    params.team_size = 1;
    params.needed = {};
    params.stratum_caps = {{"s0", 1}};
    manifest.targets[0].left = 1;  // of s0
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(params, manifest, i);
        ASSERT_EQ(drawn.visits.size(), 4U);
        const auto of_s0 = std::count_if(
            drawn.visits.begin(), drawn.visits.end(),
            [](const Visit& visit) { return (std::stoi(visit.target.substr(1)) - 10) % 4 == 0; });
        EXPECT_EQ(of_s0, 1) << "the forced one is all that the stratum gives";
    }
}

TEST(Team, one_person_may_have_two_of_the_needed_skills) {
    Manifest manifest = a_manifest();
    for (Person& person : manifest.persons) person.skills.clear();
    manifest.persons[0].skills = {"finance", "law"};
    Params params = some_params(1);
    params.team_size = 2;
    params.needed = {"finance", "law"};
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(params, manifest, i);
        ASSERT_EQ(drawn.visits.size(), 1U) << "nobody else has either";
        EXPECT_EQ(drawn.visits[0].persons.front(), "p10");
    }
}

TEST(Team, has_the_needed_skills_and_otherwise_goes_nowhere) {
    Manifest manifest = a_manifest();
    Params params = some_params(1);
    params.needed = {"law"};
    EXPECT_TRUE(draw(params, manifest, 0).visits.empty());
    manifest.persons[7].skills = {"law"};
    for (int i = 0; i < draws; ++i) {
        const Selection drawn = draw(params, manifest, i);
        ASSERT_EQ(drawn.visits.size(), 1U);
        EXPECT_EQ(drawn.visits[0].persons.front(), "p17");
    }
}

TEST(Select, most_ticks_may_draw_nobody) {
    Params none = some_params(2);
    none.quota = {0, 0};
    const Selection drawn = draw(none, a_manifest(), 0);
    EXPECT_EQ(result_text(drawn), "dds1-result\tgqc:1\t0\t0\n");
}

TEST(Select, a_draw_of_nothing_from_nothing_is_a_draw) {
    Manifest empty{.draw_id = "gqc:1", .salt = {}, .persons = {}, .targets = {}, .conflicts = {}};
    EXPECT_EQ(result_text(draw(some_params(), empty, 0)), "dds1-result\tgqc:1\t3\t0\n");
}

TEST(Select, errors_say_which_text_and_line) {
    const Hash seed = seed_number(0);
    EXPECT_EQ(select("tick\t0\n", "", seed).error().what.find("params: line 1: "), 0U);
    EXPECT_EQ(select("quota\t1\nteam\t1\t1\t\ntick\t1\n", "x\n", seed)
                  .error()
                  .what.find("manifest: line 1: "),
              0U);
}

TEST(Select, weights_that_would_take_hours_are_refused) {
    Manifest manifest{
        .draw_id = "gqc:1", .salt = {}, .persons = {}, .targets = {}, .conflicts = {}};
    manifest.targets.assign(200'000, {"t", "s", 255, 0});
    EXPECT_FALSE(select(some_params(), manifest, seed_number(0)));
}

}  // namespace
}  // namespace dudao::draw
