#include "console/work.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace dudao::console {
namespace {

/// A coroutine that runs until it waits and is gone at its end, as a request's is.
struct Work {
    struct promise_type {  // NOLINT(readability-identifier-naming): the name in C++20
        Work get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { throw; }
    };
};

using Answers = Waits<int, std::string>;

Work wait_for(Answers& answers, int key, std::int64_t until_ms, std::string& told) {
    const auto answer = co_await answers.of(key, until_ms);
    told += answer.value_or("late") + ";";
}

TEST(Waits, tell_a_value_to_all_that_wait_for_its_key_and_to_nobody_else) {
    Answers answers;
    std::string one, two, other;
    wait_for(answers, 1, 100, one);
    wait_for(answers, 1, 100, two);
    wait_for(answers, 2, 100, other);
    EXPECT_EQ(answers.size(), 3U);
    answers.tell(1, "done");
    EXPECT_EQ(one, "done;");
    EXPECT_EQ(two, "done;");
    EXPECT_EQ(other, "");
    EXPECT_EQ(answers.size(), 1U);
    answers.tell(1, "again");
    EXPECT_EQ(one, "done;") << "nobody waits for it any more";
}

TEST(Waits, tell_the_first_in_the_order_in_which_they_came) {
    Answers answers;
    std::string first, second;
    wait_for(answers, 7, 100, first);
    wait_for(answers, 7, 100, second);
    answers.tell_first(7, "a");
    EXPECT_EQ(first + second, "a;");
    answers.tell_first(7, "b");
    EXPECT_EQ(first, "a;");
    EXPECT_EQ(second, "b;");
    answers.tell_first(7, "c");
    EXPECT_EQ(first + second, "a;b;");
}

TEST(Waits, tell_up_to_a_key_and_not_beyond) {
    Answers answers;
    std::string at, beyond;
    wait_for(answers, 5, 100, at);
    wait_for(answers, 6, 100, beyond);
    answers.tell_up_to(5, "there");
    EXPECT_EQ(at, "there;");
    EXPECT_EQ(beyond, "");
}

TEST(Waits, give_up_at_their_own_moment_with_nothing) {
    Answers answers;
    std::string soon, later;
    wait_for(answers, 1, 50, soon);
    wait_for(answers, 1, 60, later);
    EXPECT_EQ(answers.next_due_ms(), 50);
    answers.give_up_late(49);
    EXPECT_EQ(soon, "");
    answers.give_up_late(50);
    EXPECT_EQ(soon, "late;");
    EXPECT_EQ(later, "");
    EXPECT_EQ(answers.next_due_ms(), 60);
}

Work wait_twice(Answers& answers, std::string& told) {
    const auto first = co_await answers.of(1, 100);
    told += first.value_or("late") + ";";
    const auto second = co_await answers.of(1, 100);
    told += second.value_or("late") + ";";
}

TEST(Waits, who_waits_again_for_the_same_key_is_told_by_the_next_value) {
    Answers answers;
    std::string told;
    wait_twice(answers, told);
    answers.tell(1, "a");
    EXPECT_EQ(told, "a;");
    answers.tell(1, "b");
    EXPECT_EQ(told, "a;b;");
    EXPECT_EQ(answers.size(), 0U);
}

Work hold(Answers& answers, Counts<std::string>& counts, std::shared_ptr<int> held) {
    const Counts<std::string>::Token counted(counts, "p-1");
    co_await answers.of(*held, 100);
}

TEST(Waits, what_still_waits_at_the_end_lets_go_of_what_it_held) {
    Counts<std::string> counts;
    const auto held = std::make_shared<int>(1);
    {
        Answers answers;
        hold(answers, counts, held);
        EXPECT_EQ(held.use_count(), 2);
        EXPECT_EQ(counts.of("p-1"), 1U);
        EXPECT_EQ(counts.all(), 1U);
    }
    EXPECT_EQ(held.use_count(), 1);
    EXPECT_EQ(counts.of("p-1"), 0U);
    EXPECT_EQ(counts.all(), 0U);
}

TEST(Counts, go_down_when_the_work_has_ended) {
    Counts<std::string> counts;
    Answers answers;
    const auto held = std::make_shared<int>(1);
    hold(answers, counts, held);
    hold(answers, counts, held);
    EXPECT_EQ(counts.of("p-1"), 2U);
    answers.tell(1, "done");
    EXPECT_EQ(counts.of("p-1"), 0U);
}

/// What a request throws ends it, and nothing else.
struct Guarded {
    struct promise_type {  // NOLINT(readability-identifier-naming): the name in C++20
        Guarded get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}  // as the shell's, which has told it by then
    };
};

Guarded fail(Answers& answers, Counts<int>& counts) {
    const Counts<int>::Token counted(counts, 0);
    co_await answers.of(1, 100);
    throw std::runtime_error("broken");
}

TEST(Counts, go_down_when_the_work_throws) {
    Counts<int> counts;
    Answers answers;
    fail(answers, counts);
    EXPECT_EQ(counts.all(), 1U);
    answers.tell(1, "done");
    EXPECT_EQ(counts.all(), 0U) << "or nothing of its kind would ever begin again";
}

}  // namespace
}  // namespace dudao::console
