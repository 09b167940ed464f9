#include <gtest/gtest.h>

#include <algorithm>

#include "ceremony/engine/engine.h"
#include "draw/sampler.h"
#include "ledger/hash.h"
#include "tests/unit/engine/county.h"
#include "wire/codec.h"

namespace dudao::engine {
namespace {

using test::County;
using test::monday;

struct Recusal : testing::Test {
    County county;
    Engine engine{test::settings(county, "a"), {}};

    Recusal() {
        while (county.state.tasks.empty()) {
            county.perform(engine.step(county.state, county.now));
            if (county.state.tasks.empty()) county.now = *engine.next_due();
        }
    }
    const Task& first() { return county.state.tasks.begin()->second; }
    const Task& last() { return county.state.tasks.rbegin()->second; }

    /// The groups in the order of their tickets for the first task's target.
    std::vector<std::string> order() {
        const Release& release = county.release_of(first().id);
        const draw::Sampler sampler(
            seed_of(sha256("a"), release.key.draw, *hash_from_bytes(release.commit_leaf)));
        std::vector<std::pair<Hash, std::string>> tickets;
        for (const auto& [id, group] : county.state.groups) {
            tickets.emplace_back(sampler.ticket(1, "person", {release.key.target.text, id.text}),
                                 id.text);
        }
        std::sort(tickets.begin(), tickets.end());
        std::vector<std::string> ids;
        for (const auto& [ticket, id] : tickets) ids.push_back(id);
        return ids;
    }
    /// What the group's device finds in its sealed task.
    seal::TaskBody opened(const Task& task) {
        const ReleaseTask& command = county.release_of(task.id).command;
        EXPECT_EQ(command.sealed.size(), 1U);
        const Sealed& sealed = command.sealed.front();
        const auto& engine_key = county.signing.public_key;
        const auto inner =
            seal::open(sealed.blob, county.devices.at(sealed.device), sealed.device.text,
                       std::string(engine_key.begin(), engine_key.end()), county.now);
        EXPECT_TRUE(inner) << inner.error().text();
        const auto body = inner ? decode<seal::TaskBody>(inner->body) : seal::TaskBody{};
        EXPECT_TRUE(body);
        return body.value_or(seal::TaskBody{});
    }
    void recuse_last() {
        county.recuse(last().id);
        county.perform(engine.step(county.state, county.now));
    }
};

TEST_F(Recusal, goes_to_the_next_ticket_at_once) {
    const auto groups = order();
    EXPECT_EQ(first().group.text, groups[0]);
    const auto target = county.release_of(first().id).key.target;
    recuse_last();
    EXPECT_EQ(county.state.tasks.size(), 2U);
    EXPECT_EQ(last().group.text, groups[1]);
    EXPECT_EQ(last().replaces, first().id);
    EXPECT_EQ(last().draw, first().draw);
    EXPECT_EQ(last().released_at, county.now);
    EXPECT_EQ(county.release_of(last().id).key.target, target);
    EXPECT_TRUE(engine.step(county.state, county.now).calls.empty()) << "once";
}

TEST_F(Recusal, never_goes_to_a_group_that_has_a_conflict_or_is_busy) {
    const auto groups = order();
    county.declare_conflict(groups[1], county.release_of(first().id).key.target.text);
    Task busy;
    busy.id = {last().id.value + 1};
    busy.group = {groups[2]};
    county.state.tasks[busy.id] = busy;
    county.recuse(first().id);
    county.perform(engine.step(county.state, county.now));
    EXPECT_EQ(last().group.text, groups[3]);
}

TEST_F(Recusal, never_comes_back_to_who_has_recused) {
    const auto groups = order();
    for (const std::size_t i : {0U, 1U, 2U}) {
        EXPECT_EQ(last().group.text, groups[i]);
        recuse_last();
    }
    EXPECT_EQ(last().group.text, groups[3]);
    recuse_last();
    EXPECT_EQ(county.state.tasks.size(), 4U);
    ASSERT_EQ(county.lines.size(), 1U);
    EXPECT_EQ(county.lines[0].event, "recusal.without_group");
    EXPECT_TRUE(county.refusals.empty());
}

TEST_F(Recusal, sends_the_next_group_to_the_very_village_that_was_drawn) {
    const UnitId target = county.release_of(first().id).key.target;
    EXPECT_EQ(opened(first()).target, target);
    recuse_last();
    ASSERT_NE(last().id, first().id);
    const seal::TaskBody body = opened(last());
    EXPECT_EQ(body.target, target);
    EXPECT_EQ(body.target_zh, county.state.units.at(target).name_zh);
    EXPECT_TRUE(seal::opens(last().commitment, body.salt, target, last().group));
}

TEST_F(Recusal, carries_the_same_themes) {
    const auto checklists = first().checklists;
    recuse_last();
    EXPECT_EQ(last().checklists, checklists);
}

TEST_F(Recusal, nothing_follows_a_missed_or_withdrawn_task) {
    county.happens(TaskMissed{first().id});
    county.perform(engine.step(county.state, county.now));
    EXPECT_EQ(county.state.tasks.size(), 1U);
}

/// A device of the first task's group is lost, and another one takes its place.
struct Replacement : Recusal {
    const TaskId task = first().id;
    const std::string group = first().group.text;

    void turn() { county.perform(engine.step(county.state, county.now)); }
    /// What the new device finds, by what the engine says; nothing: it said nothing.
    std::optional<seal::TaskBody> said_for(const std::string& device) {
        for (const Call& call : engine.step(county.state, county.now).calls) {
            const auto* command = std::get_if<ResealTask>(&call.command);
            if (!command) continue;
            EXPECT_EQ(command->sealed.size(), 1U);
            const Sealed& sealed = command->sealed.front();
            EXPECT_EQ(sealed.device.text, device);
            const auto& engine_key = county.signing.public_key;
            const auto inner =
                seal::open(sealed.blob, county.devices.at(sealed.device), sealed.device.text,
                           std::string(engine_key.begin(), engine_key.end()), county.now);
            EXPECT_TRUE(inner) << inner.error().text();
            EXPECT_TRUE(county.office(call.command).empty());
            if (inner) return decode<seal::TaskBody>(inner->body).value_or(seal::TaskBody{});
        }
        return std::nullopt;
    }
};

TEST_F(Replacement, gets_the_same_task_whether_released_or_on_site) {
    const seal::TaskBody before = opened(first());
    county.revoke(group);
    county.enrol_device(group, "new-1");
    const auto released = said_for("new-1");
    ASSERT_TRUE(released);
    EXPECT_EQ(released->target, before.target);
    EXPECT_EQ(released->salt, before.salt);
    county.happens(TaskAccepted{task});
    county.happens(TaskCheckedIn{task, {}, before.target, {{"p-head"}}, {}, true});
    turn();
    county.enrol_device(group, "new-2");
    const auto on_site = said_for("new-2");
    ASSERT_TRUE(on_site);
    EXPECT_EQ(on_site->target, before.target);
    EXPECT_EQ(on_site->themes, before.themes);
    EXPECT_FALSE(said_for("new-2")) << "once";
}

TEST_F(Replacement, gets_nothing_of_what_is_over_or_another_groups) {
    county.visit(task);
    county.happens(TaskReviewed{task, true, {}, {}, {}});
    turn();
    county.enrol_device(group, "new-1");
    EXPECT_FALSE(said_for("new-1"));
}

TEST_F(Replacement, of_a_device_for_a_visit_under_way_does_not_hold_its_village) {
    county.visit(task);
    const auto before = county.state.tasks.size();
    while (county.state.tasks.size() == before) {
        turn();
        if (county.state.tasks.size() == before) county.now = *engine.next_due();
    }
    EXPECT_GT(county.state.tasks.size(), before) << "drawing goes on";
}

}  // namespace
}  // namespace dudao::engine
