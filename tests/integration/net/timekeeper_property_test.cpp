// A small world of processes that send each other requests and answers over links of random delay,
// one of them writing a log that the others tail. Whenever time moves, nothing may be under way.
#include <gtest/gtest.h>

#include <deque>
#include <random>

#include "cli/timekeeper/timekeeper.h"

namespace dudao {
namespace {

enum class What { Request, Answer, Entry };

struct Process {
    std::string name;
    std::deque<std::pair<std::size_t, What>> inbox;  // from whom, what
    int unanswered = 0;
    std::uint64_t activity = 0;
    std::uint64_t head = 0;
    std::int64_t now = 0;
    std::optional<std::int64_t> next;
    std::optional<std::uint64_t> asked;

    bool idle() const { return inbox.empty() && unanswered == 0 && (!next || *next > now); }
};

struct World {
    explicit World(std::uint64_t seed)
        : random(seed), keeper({.start = {}, .end = {}, .expected = {}}) {
        processes.resize(2 + pick(4));
        for (std::size_t i = 0; i < processes.size(); ++i) {
            processes[i].name = "p" + std::to_string(i);
            processes[i].next = static_cast<std::int64_t>(1 + pick(50));
            deliver(keeper.connected(processes[i].name, role(i), 1));
        }
    }

    static step::Role role(std::size_t i) { return i == 0 ? step::Role::Writer : step::Role::Tail; }

    std::size_t pick(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    }

    void deliver(const Timekeeper::Outgoings& outgoings) {
        for (const auto& [to, text] : outgoings) asks[std::stoul(to.substr(1))].push_back(text);
    }

    void send(std::size_t from, std::size_t to, What what) { links[{from, to}].emplace_back(what); }

    /// Handles one message or its timer; work makes further work, less and less of it.
    void work(std::size_t i) {
        auto& process = processes[i];
        const bool timer = process.next && *process.next <= process.now;
        if (process.inbox.empty() && !timer) return;
        ++process.activity;
        if (process.inbox.empty()) {
            process.next = process.now + static_cast<std::int64_t>(1 + pick(50));
            ask_somebody(i);
            return;
        }
        const auto [from, what] = process.inbox.front();
        process.inbox.pop_front();
        if (what == What::Answer) --process.unanswered;
        if (what == What::Entry) ++process.head;
        if (what == What::Request) answer(i, from);
        if (pick(4) == 0) ask_somebody(i);
    }

    void answer(std::size_t i, std::size_t from) {
        if (i == 0) {
            ++processes[0].head;
            for (std::size_t tail = 1; tail < processes.size(); ++tail) send(0, tail, What::Entry);
        }
        send(i, from, What::Answer);
    }

    void ask_somebody(std::size_t i) {
        const std::size_t to = (i + 1 + pick(processes.size() - 1)) % processes.size();
        ++processes[i].unanswered;
        send(i, to, What::Request);
    }

    void deliver() {
        if (links.empty()) return;
        auto link = std::next(links.begin(), static_cast<std::ptrdiff_t>(pick(links.size())));
        // Tails are slow, so that only the comparison of heads can tell that one is behind.
        if (link->second.front() == What::Entry && pick(30) != 0) return;
        processes[link->first.second].inbox.emplace_back(link->first.first, link->second.front());
        link->second.pop_front();
        if (link->second.empty()) links.erase(link);
    }

    void hear_ask(std::size_t i) {
        if (asks[i].empty()) return;
        const auto message = step::parse(asks[i].front());
        asks[i].pop_front();
        if (const auto* ask = std::get_if<step::Ask>(&*message)) {
            processes[i].asked = ask->wave;
            processes[i].now = ask->now.ms;
        }
    }

    void answer_ask(std::size_t i) {
        auto& process = processes[i];
        if (!process.asked || !process.idle()) return;
        step::Idle idle{*process.asked, process.activity, process.head, {}};
        if (process.next) idle.next = Moment{*process.next};
        process.asked.reset();
        replies.emplace_back(process.name, idle);
    }

    void hear_reply() {
        if (replies.empty()) return;
        const auto at = replies.begin() + static_cast<std::ptrdiff_t>(pick(replies.size()));
        const auto [name, idle] = *at;
        replies.erase(at);
        const Moment before = keeper.now();
        deliver(keeper.idle(name, idle, real_ms));
        if (keeper.now() != before) check_move();
    }

    void check_move() {
        ++moves;
        EXPECT_TRUE(links.empty()) << "a message is under way";
        std::int64_t earliest = INT64_MAX;
        for (const auto& process : processes) {
            EXPECT_TRUE(process.idle()) << process.name << " is busy";
            EXPECT_EQ(process.head, processes[0].head) << process.name << " is behind";
            if (process.next) earliest = std::min(earliest, *process.next);
        }
        EXPECT_EQ(keeper.now().ms, earliest);
    }

    void step_once() {
        ++real_ms;
        const std::size_t i = pick(processes.size());
        switch (pick(6)) {
            case 0:
                return work(i);
            case 1:
                return deliver();
            case 2:
                return hear_ask(i);
            case 3:
                return answer_ask(i);
            case 4:
                return hear_reply();
            default:
                return deliver(keeper.tick(real_ms));
        }
    }

    std::mt19937_64 random;
    Timekeeper keeper;
    std::vector<Process> processes;
    std::map<std::pair<std::size_t, std::size_t>, std::deque<What>> links;
    std::map<std::size_t, std::deque<std::string>> asks;
    std::vector<std::pair<std::string, step::Idle>> replies;
    std::int64_t real_ms = 1;
    int moves = 0;
};

TEST(TimekeeperProperty, time_moves_only_when_nothing_is_under_way_and_then_it_does) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        World world(seed);
        for (int i = 0; i < 20'000; ++i) world.step_once();
        ASSERT_FALSE(HasFailure()) << "seed " << seed;
        ASSERT_GT(world.moves, 3) << "seed " << seed;
    }
}

}  // namespace
}  // namespace dudao
