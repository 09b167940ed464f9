#include "model.h"

namespace dudao::workers::test {
namespace {

/// The moment of the earliest pending timer.
Moment earliest(const State& state) {
    Moment first{INT64_MAX};
    for (const auto& [id, timer] : state.timers) first = std::min(first, timer.due);
    return first;
}

TEST(WorkerDeadlines, a_timer_is_claimed_at_its_moment_and_not_before) {
    Model model;
    model.county.released();
    model.county.send_notices();  // only the task's limits are left
    model.commit();
    Player worker(model, "w1");
    worker.settle();
    const Moment due = earliest(model.county.state);
    EXPECT_EQ(worker.core.next(), due);
    model.county.now = due - Span{1};
    worker.turn();
    EXPECT_EQ(worker.waiting<Claim>(), 0);
    model.county.now = due;
    worker.turn();
    EXPECT_EQ(worker.waiting<Claim>(), 1);
    worker.settle();
    EXPECT_FALSE(model.county.state.timers.begin()->second.due == due) << "it has acted";
    EXPECT_EQ(model.county.count("limit.passed"), 1);
}

TEST(WorkerDeadlines, nothing_is_claimed_before_the_replica_has_come_to_the_brokers_head) {
    Model model;
    model.county.released();
    model.county.send_notices();  // only the task's limits are left
    model.commit();
    model.county.now = earliest(model.county.state);
    Player worker(model, "w1");
    worker.step(Tick{});
    EXPECT_FALSE(worker.core.ready());
    EXPECT_EQ(worker.waiting<Claim>(), 0);
    worker.turn();
    EXPECT_TRUE(worker.core.ready());
    EXPECT_EQ(worker.waiting<Claim>(), 1);
}

TEST(WorkerDeadlines, what_another_worker_has_claimed_is_asked_for_again_when_its_lease_ends) {
    Model model;
    model.county.released();
    model.county.send_notices();  // only the task's limits are left
    model.commit();
    Player worker(model, "w1");
    worker.settle();
    const Moment due = earliest(model.county.state);
    model.county.now = due;
    model.claim(due, 100);  // by one that dies
    worker.settle();
    EXPECT_EQ(model.county.count("limit.passed"), 0);
    EXPECT_EQ(worker.core.next(), due + claim_lease);
    model.county.now = due + claim_lease;
    worker.settle();
    EXPECT_EQ(model.county.count("limit.passed"), 1);
}

TEST(WorkerDeadlines, a_timer_set_at_a_moment_already_asked_about_is_claimed_at_once) {
    Model model;
    auto& county = model.county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, dudao::test::words("已修"), dudao::test::proof},
                county.village);
    model.commit();
    Player worker(model, "w1");
    county.now = county.of(id).deadline + days(6);
    worker.settle();
    // Hollow: the clock runs on as if it never stood, so steps are set at moments long past.
    county.must(ReturnRectification{id, true, dudao::test::words("空")}, county.officer);
    model.commit();
    EXPECT_LE(earliest(county.state), county.now);
    worker.settle();
    EXPECT_GT(earliest(county.state), county.now);
    EXPECT_EQ(county.count("step.taken"), 1) << "the highest; those below are overtaken";
}

TEST(WorkerDeadlines, a_timer_that_the_index_lost_fires_all_the_same) {
    Model model;
    model.county.released();
    model.county.send_notices();  // only the task's limits are left
    model.commit();
    Player worker(model, "w1");
    worker.settle();
    const Moment due = earliest(model.county.state);
    std::erase_if(model.due, [](const auto& each) { return each.first != "~"; });
    for (int seconds_late = 0; seconds_late <= 15; seconds_late += 5) {
        model.county.now = due + seconds(seconds_late);
        worker.settle();
    }
    EXPECT_EQ(model.county.count("limit.passed"), 1);
}

TEST(WorkerDeadlines, stale_and_early_answers_are_everyday_and_others_are_told) {
    Model model;
    Player worker(model, "w1");
    worker.settle();
    const Command fire = FireTimer{TimerId{77}};
    worker.step(Answered{fire, false, {}, "stale"});
    worker.step(Answered{fire, false, {}, "too_early"});
    worker.settle();
    EXPECT_TRUE(worker.notes.empty());
    worker.step(Answered{fire, false, {}, "forbidden"});
    worker.settle();
    ASSERT_EQ(worker.notes.size(), 1U);
    EXPECT_EQ(worker.notes[0].event, "command.refused");
}

TEST(WorkerDeadlines, a_key_that_is_no_timer_is_told_and_the_dummy_is_not) {
    Deadlines deadlines;
    std::vector<std::string> unknown;
    const auto fires =
        deadlines.claimed(Moment{5}, {{"~", 1}, {"!", 2}, {due_key(TimerId{9}), 3}}, unknown);
    EXPECT_EQ(fires, std::vector{TimerId{9}});
    EXPECT_EQ(unknown, std::vector<std::string>{"!"});
}

TEST(WorkerDeadlines, a_lost_claim_is_made_again_and_a_full_one_is_followed_by_another) {
    Deadlines deadlines;
    for (std::uint64_t i = 1; i <= 300; ++i)
        deadlines.set(Timer{TimerId{i}, {}, {}, 0, 0, Moment{10}, "", ""});
    EXPECT_TRUE(deadlines.wants_claim(Moment{10}));
    deadlines.claim_sent();
    EXPECT_FALSE(deadlines.wants_claim(Moment{10}));
    deadlines.claim_lost();
    EXPECT_TRUE(deadlines.wants_claim(Moment{10}));
    std::vector<Claimed> hundred;
    for (std::uint64_t i = 1; i <= 100; ++i) hundred.push_back({due_key(TimerId{i}), 10});
    std::vector<std::string> unknown;
    EXPECT_EQ(deadlines.claimed(Moment{10}, hundred, unknown).size(), 100U);
    EXPECT_TRUE(deadlines.wants_claim(Moment{10}));
    EXPECT_TRUE(deadlines.claimed(Moment{10}, hundred, unknown).empty()) << "none is said twice";
}

TEST(WorkerDeadlines, does_not_outrun_the_broker) {
    Deadlines deadlines;
    std::vector<std::string> unknown;
    for (std::uint64_t i = 1; i <= 1000; ++i)
        deadlines.set(Timer{TimerId{i}, {}, {}, 0, 0, Moment{10}, "", ""});
    std::size_t fires = 0;
    for (std::uint64_t from = 1; deadlines.wants_claim(Moment{10}); from += 100) {
        std::vector<Claimed> hundred;
        for (std::uint64_t i = from; i < from + 100; ++i)
            hundred.push_back({due_key(TimerId{i}), 10});
        fires += deadlines.claimed(Moment{10}, hundred, unknown).size();
    }
    EXPECT_LE(fires, fires_max);
}

}  // namespace
}  // namespace dudao::workers::test
