#include "ceremony/engine/engine.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ceremony/engine/sealing.h"
#include "ceremony/engine/tick.h"
#include "draw/encoding.h"
#include "draw/seed.h"
#include "ledger/hash.h"
#include "tests/unit/engine/county.h"
#include "wire/codec.h"

namespace dudao::engine {
namespace {

using test::County;
using test::monday;
using test::settings;

/// Lets the engine work at each moment it asks for, up to `until`.
void play(County& county, Engine& engine, Moment until) {
    county.perform(engine.step(county.state, county.now));
    while (engine.next_due() && *engine.next_due() < until) {
        county.now = *engine.next_due();
        county.perform(engine.step(county.state, county.now));
    }
}

/// Until one task is in the log.
void play_to_a_task(County& county, Engine& engine) {
    while (county.state.tasks.empty()) {
        county.perform(engine.step(county.state, county.now));
        ASSERT_TRUE(engine.next_due());
        if (county.state.tasks.empty()) county.now = *engine.next_due();
    }
}

TEST(Engine, records_one_draw_for_each_tick_whether_or_not_anybody_is_drawn) {
    County county;
    Engine engine(settings(county, "a"), {});
    play(county, engine, monday(0, 1));
    EXPECT_EQ(county.state.draws.size(), 20U);
    EXPECT_EQ(county.state.draws.begin()->first, "gqc:10000017");
    EXPECT_EQ(county.state.draws.rbegin()->first, "gqc:10000036");
    EXPECT_TRUE(county.refusals.empty()) << county.refusals.front();
    for (const auto& [id, draw] : county.state.draws) {
        EXPECT_EQ(encode(draw).size(), encode(county.state.draws.begin()->second).size());
    }
}

TEST(Engine, sleeps_outside_the_windows) {
    County county;
    Engine engine(settings(county, "a"), {});
    EXPECT_TRUE(engine.step(county.state, monday(60)).empty());
    EXPECT_EQ(engine.next_due(), monday(480));
}

TEST(Engine, draws_for_running_plans_only) {
    County county;
    county.plan().state = plan::State::Adopted;
    Engine engine(settings(county, "a"), {});
    EXPECT_TRUE(engine.step(county.state, monday(480)).empty());
    EXPECT_FALSE(engine.next_due());
}

TEST(Engine, releases_exactly_at_the_drawn_delay_after_the_tick) {
    County county;
    county.plan().draft.expected_visits = 5000;
    Engine engine(settings(county, "a"), {});
    Effects drawn;
    while (drawn.releases.empty() || drawn.releases[0].phase != Phase::Pending) {
        county.perform(drawn);
        county.now = *(engine.step(county.state, county.now), engine.next_due());
        drawn = engine.step(county.state, county.now);
    }
    ASSERT_EQ(drawn.drawn.size(), 1U);
    const auto made =
        draw::select(drawn.drawn[0].params, drawn.drawn[0].manifest,
                     seed_of(sha256("a"), drawn.drawn[0].id, leaf_hash(drawn.drawn[0].commit)));
    const auto first = *std::min_element(
        made->visits.begin(), made->visits.end(),
        [](const auto& a, const auto& b) { return a.delay_seconds < b.delay_seconds; });
    const Moment moment =
        drawn.drawn[0].tick + seconds(static_cast<std::int64_t>(first.delay_seconds));
    county.perform(drawn);
    EXPECT_EQ(engine.next_due(), moment);
    EXPECT_TRUE(engine.step(county.state, moment - Span{1}).empty());
    county.now = moment;
    const Effects released = engine.step(county.state, moment);
    ASSERT_EQ(released.calls.size(), 1U);
    EXPECT_EQ(std::get<ReleaseTask>(released.calls[0].command).group.text, first.persons[0]);
    county.perform(released);
    EXPECT_TRUE(county.refusals.empty());
    EXPECT_EQ(county.state.tasks.size(), 1U);
}

TEST(Engine, a_draw_can_be_made_again_from_what_was_kept_and_the_master_key) {
    County county;
    Engine engine(settings(county, "a"), {});
    county.now = monday(480);
    const Effects effects = engine.step(county.state, county.now);
    const Drawn& drawn = effects.drawn.at(0);
    const auto record = std::get<RecordDraw>(effects.calls.at(0).command);
    const Hash key = draw::draw_key(sha256("a"), drawn.id);
    const auto again = draw::select(drawn.params, drawn.manifest,
                                    seed_of(sha256("a"), drawn.id, leaf_hash(drawn.commit)));
    ASSERT_TRUE(again);
    EXPECT_EQ(draw::result_text(*again), drawn.result);
    EXPECT_EQ(record.result_commitment,
              to_bytes(draw::result_commitment(drawn.id, key, drawn.result)));
    EXPECT_EQ(record.params_hash, to_bytes(sha256(drawn.params)));
    const auto salt = draw::parse_manifest(drawn.manifest)->salt;
    EXPECT_EQ(record.manifest_root, to_bytes(draw::manifest_root(drawn.manifest, salt)));
}

TEST(Engine, the_groups_device_opens_its_task_and_the_commitment) {
    County county;
    Engine engine(settings(county, "a"), {});
    play_to_a_task(county, engine);
    const Task& task = county.state.tasks.begin()->second;
    const Release& release = county.release_of(task.id);
    const KeyId device = task.sealed.at(0).device;
    const auto& keys = county.devices.at(device);
    const std::string_view signer(reinterpret_cast<const char*>(county.signing.public_key.data()),
                                  32);
    const auto inner =
        seal::open(release.command.sealed.at(0).blob, keys, device.text, signer, county.now);
    ASSERT_TRUE(inner) << inner.error().text();
    EXPECT_EQ(inner->not_before, county.now);
    EXPECT_EQ(inner->expires, county.now + task_life);
    const auto body = decode<seal::TaskBody>(inner->body);
    ASSERT_TRUE(body);
    EXPECT_TRUE(seal::opens(task.commitment, body->salt, body->target, task.group));
    EXPECT_EQ(body->themes.size(), 2U);
    EXPECT_EQ(task.checklists.size(), 2U);
    // Whoever has the master key can name the salt: the secrecy test looks for it everywhere.
    EXPECT_EQ(body->salt,
              task_salt(draw::draw_key(sha256("a"), task.draw), body->target, task.group));
}

std::vector<std::string> played(const std::string& master) {
    County county;
    Engine engine(settings(county, master), {});
    play(county, engine, monday(0, 5));
    return county.words;
}

TEST(Engine, the_same_key_draws_the_same_and_another_key_draws_others) {
    EXPECT_EQ(played("a"), played("a"));
    EXPECT_NE(played("a"), played("b"));
}

TEST(Engine, never_draws_a_tick_that_is_on_record) {
    County county;
    Engine first(settings(county, "a"), {});
    county.now = monday(480);
    county.perform(first.step(county.state, county.now));
    Engine forgetful(settings(county, "b"), {});  // its database is lost
    EXPECT_TRUE(forgetful.step(county.state, county.now).calls.empty());
    EXPECT_EQ(county.state.draws.size(), 1U);
}

TEST(Engine, draws_a_tick_once_also_before_the_log_has_it) {
    County county;
    Engine engine(settings(county, "a"), {});
    EXPECT_EQ(engine.step(county.state, monday(480)).drawn.size(), 1U);
    EXPECT_TRUE(engine.step(county.state, monday(480)).empty());
    EXPECT_TRUE(engine.step(county.state, monday(481)).drawn.empty());
    EXPECT_EQ(engine.step(county.state, monday(510)).drawn.size(), 1U);
}

TEST(Engine, ticks_that_passed_while_it_was_away_are_said_and_not_made_up) {
    County county;
    Engine engine(settings(county, "a"), {});
    county.now = monday(480);
    county.perform(engine.step(county.state, county.now));
    county.now = monday(700);
    county.perform(engine.step(county.state, county.now));
    EXPECT_EQ(county.state.draws.size(), 2U);
    ASSERT_EQ(county.lines.size(), 1U);
    EXPECT_EQ(county.lines[0].event, "ticks.missed");
    EXPECT_EQ(county.lines[0].fields[1].second, "6");
}

TEST(Engine, seals_again_when_a_device_was_enrolled_since_the_draw) {
    County county;
    county.plan().draft.expected_visits = 5000;
    Engine engine(settings(county, "a"), {});
    while (county.releases.empty()) {
        county.now = *(engine.step(county.state, county.now), engine.next_due());
        county.perform(engine.step(county.state, county.now));
    }
    ASSERT_TRUE(county.state.tasks.empty());
    for (const std::string group : {"g1", "g2", "g3", "g4"}) {
        county.enrol_device(group, "new-" + group);
    }
    play_to_a_task(county, engine);
    EXPECT_TRUE(county.refusals.empty());
    EXPECT_EQ(county.state.tasks.begin()->second.sealed.size(), 2U);
}

TEST(Engine, a_refused_release_is_said_by_its_draw_and_its_target_is_free_again) {
    County county;
    county.plan().draft.expected_visits = 5000;
    Engine engine(settings(county, "a"), {});
    while (county.releases.empty()) {
        county.now = *(engine.step(county.state, county.now), engine.next_due());
        county.perform(engine.step(county.state, county.now));
    }
    const Release release = county.releases.begin()->second;
    const Effects effects = engine.refused(release.key.draw, release.key, "not_now");
    ASSERT_EQ(effects.lines.size(), 1U);
    EXPECT_EQ(effects.lines[0].event, "release.refused");
    EXPECT_EQ(effects.releases.at(0).phase, Phase::Refused);
}

}  // namespace
}  // namespace dudao::engine
