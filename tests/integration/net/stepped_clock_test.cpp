// The stepped clock over its real socket: the timekeeper in one thread, each participant in
// another.
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <latch>
#include <thread>

#include "cli/timekeeper/server.h"
#include "clock.h"

namespace dudao {
namespace {

constexpr int clock_token = 1;
constexpr int poll_ms_max = 10'000;

/// A timekeeper turning in its own thread until it is finished or told to stop.
class Keeper {
 public:
    Keeper(std::string path, Timekeeper::Options options)
        : thread_([this, path = std::move(path), options = std::move(options)] {
              run(path, options);
          }) {
        listening_.wait();
    }
    ~Keeper() {
        stop_ = true;
        thread_.join();
    }
    std::int64_t now_ms() const { return now_ms_; }

 private:
    void run(const std::string& path, const Timekeeper::Options& options) {
        Loop loop;
        SystemSteady steady;
        TimekeeperServer server(loop, clock_token, steady, options);
        const auto listening = server.listen(path);
        EXPECT_TRUE(listening) << listening.error().text();
        listening_.count_down();
        while (!stop_) {
            server.turn(loop.wait(std::min(server.wait_ms(), 10L)));
            now_ms_ = server.keeper().now().ms;
        }
    }

    std::latch listening_{1};
    std::atomic<bool> stop_ = false;
    std::atomic<std::int64_t> now_ms_ = 0;
    std::thread thread_;
};

/// Waits until the clock has something to read, and reads it; false after the time limit.
bool turn(SteppedClock& clock) {
    pollfd readable{clock.fd(), POLLIN, 0};
    if (::poll(&readable, 1, poll_ms_max) <= 0) return false;
    clock.pump();
    return true;
}

/// Wakes each `period` until `end` and returns when it woke.
std::vector<std::int64_t> wake_each(const std::string& path, const std::string& name,
                                    std::int64_t period, std::int64_t end) {
    std::vector<std::int64_t> woke;
    auto clock = SteppedClock::connect(path, name, step::Role::Plain);
    EXPECT_TRUE(clock) << clock.error().text();
    if (!clock) return woke;
    std::int64_t next = period;
    while ((*clock)->now().ms < end) {
        if (!turn(**clock)) break;
        if ((*clock)->now().ms >= next) {
            woke.push_back((*clock)->now().ms);
            next += period;
        }
        (*clock)->answer_if_asked(woke.size(), {}, Moment{next});
    }
    return woke;
}

class SteppedClocks : public testing::Test {
 protected:
    SteppedClocks() {
        std::string pattern = testing::TempDir() + "dudao-clock-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
    }
    ~SteppedClocks() override { std::filesystem::remove_all(folder_); }
    std::string path() const { return (folder_ / "clock").string(); }

    std::filesystem::path folder_;
};

std::vector<std::int64_t> multiples(std::int64_t period, std::int64_t end) {
    std::vector<std::int64_t> moments;
    for (std::int64_t at = period; at <= end; at += period) moments.push_back(at);
    return moments;
}

TEST_F(SteppedClocks, every_participant_wakes_exactly_at_its_moments) {
    Keeper keeper(path(), {.start = {}, .end = Moment{3000}, .speed = 0, .expected = {"a", "b"}});
    std::vector<std::int64_t> a;
    std::thread other([&] { a = wake_each(path(), "a", 20, 3000); });
    const auto b = wake_each(path(), "b", 50, 3000);
    other.join();
    EXPECT_EQ(a, multiples(20, 3000));
    EXPECT_EQ(b, multiples(50, 3000));
}

TEST_F(SteppedClocks, one_that_is_started_again_under_its_name_takes_its_place) {
    Keeper keeper(path(), {.start = {}, .end = {}, .speed = 0, .expected = {"a"}});
    const auto killed = SteppedClock::connect(path(), "a", step::Role::Plain);
    ASSERT_TRUE(killed);
    EXPECT_EQ(wake_each(path(), "a", 10, 50), multiples(10, 50));
}

TEST_F(SteppedClocks, finds_a_timekeeper_that_was_started_again_and_never_goes_back) {
    auto keeper = std::make_unique<Keeper>(
        path(), Timekeeper::Options{.start = {}, .end = {}, .speed = 0, .expected = {}});
    auto clock = SteppedClock::connect(path(), "a", step::Role::Plain);
    ASSERT_TRUE(clock);
    auto& a = **clock;
    const int fd = a.fd();
    const auto turn_idle = [&](std::int64_t next) {
        if (!turn(a)) return false;
        a.answer_if_asked(0, {}, Moment{next});
        return true;
    };
    while (a.now().ms < 100) ASSERT_TRUE(turn_idle(100));
    keeper.reset();
    while (a.connected()) ASSERT_TRUE(turn_idle(200));
    ASSERT_EQ(a.now().ms, 100) << "nobody was there to move it on";
    keeper = std::make_unique<Keeper>(
        path(), Timekeeper::Options{.start = Moment{60}, .end = {}, .speed = 0, .expected = {}});
    while (a.now().ms < 200) ASSERT_TRUE(turn_idle(200));
    EXPECT_EQ(a.fd(), fd) << "the loop watches one descriptor for the clock's life";
}

TEST_F(SteppedClocks, a_connection_that_talks_nonsense_is_dropped_and_holds_nobody) {
    Keeper keeper(path(), {.start = {}, .end = {}, .speed = 0, .expected = {}});
    const auto silent = SteppedClock::connect(path(), "gone", step::Role::Plain);
    ASSERT_TRUE(silent);
    ASSERT_GT(::write((*silent)->fd(), "nonsense", 8), 0);
    EXPECT_EQ(wake_each(path(), "a", 10, 50), multiples(10, 50));
}

TEST_F(SteppedClocks, no_timekeeper_is_an_error_that_says_so) {
    const auto clock = SteppedClock::connect(path(), "a", step::Role::Plain);
    ASSERT_FALSE(clock);
    EXPECT_EQ(clock.error().kind, Error::Kind::Unreachable);
}

TEST_F(SteppedClocks, a_file_left_by_a_killed_timekeeper_is_taken_over_and_a_live_one_is_not) {
    Loop loop;
    SystemSteady steady;
    TimekeeperServer first(loop, clock_token, steady, {});
    ASSERT_TRUE(first.listen(path()));
    TimekeeperServer second(loop, clock_token, steady, {});
    EXPECT_FALSE(second.listen(path()));
    EXPECT_EQ(std::filesystem::status(path()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Clocks, tell_how_long_a_loop_may_sleep) {
    ManualClock clock(Moment{1000});
    EXPECT_EQ(clock.wait_ms(Moment{1250}), 250);
    EXPECT_EQ(clock.wait_ms(Moment{1000}), 0);
    EXPECT_EQ(clock.wait_ms(Moment{10}), 0);
    EXPECT_EQ(clock.wait_ms(std::nullopt), 60'000);
    EXPECT_EQ(clock.wait_ms(Moment{100'000'000'000}), 60'000);
    clock.advance(Span{250});
    EXPECT_EQ(clock.now(), Moment{1250});
    EXPECT_GT(SystemClock().now(), Moment{1'700'000'000'000});
}

}  // namespace
}  // namespace dudao
