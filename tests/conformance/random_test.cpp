// Random sequences, a jurisdiction each: DUDAO_CONFORMANCE_SEEDS of them (default 40) from seed
// DUDAO_CONFORMANCE_FIRST (default 1) on. A failure names its seed.
#include <cstdlib>
#include <iostream>

#include "tests/conformance/author.h"
#include "tests/conformance/twins.h"

namespace dudao::test {
namespace {

constexpr int calls_each = 100;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

class RandomCalls : public OneRedis {
 protected:
    void change_the_weather(sim::Rng& rng, Twins& twins) {
        using sim::Mood;
        const std::uint64_t dice = rng.below(200);
        if (dice < 3) twins.set(Mood::NoMemory);
        if (dice >= 3 && dice < 5) twins.set(Mood::Busy);
        if (dice >= 5 && dice < 7) twins.set(Mood::CutOffReplica);
        if (dice >= 7 && dice < 30) twins.set(Mood::Well);
        if (dice == 30) {
            twins.restart();
            ++restarts_;
        }
        if (dice == 31) {
            twins.cut(rng.below(600));
            ++cuts_;
        }
        if (dice == 30 || dice == 31) twins.expect_equal();
    }

    void sequence(std::uint64_t seed) {
        Author author(seed);
        Twins twins(*server_, another_j());
        for (int i = 0; i < calls_each && !HasFailure(); ++i) {
            change_the_weather(author.rng(), twins);
            const auto call = i == 0 ? StoreCall(Genesis{}) : author.next(twins.model());
            const std::string said = twins.ask(call);
            ++answers_[said.substr(0, said.find(' '))];
        }
        twins.set(sim::Mood::Well);
        twins.expect_equal();
        commits_ += twins.model().seq;
    }

    std::map<std::string, int> answers_;
    std::uint64_t commits_ = 0;
    int restarts_ = 0;
    int cuts_ = 0;
};

TEST_F(RandomCalls, are_answered_and_kept_alike_by_the_model_and_by_redis) {
    const std::uint64_t seeds = from_environment("DUDAO_CONFORMANCE_SEEDS", 40);
    const std::uint64_t first = from_environment("DUDAO_CONFORMANCE_FIRST", 1);
    for (std::uint64_t seed = first; seed < first + seeds && !HasFailure(); ++seed) {
        SCOPED_TRACE("DUDAO_CONFORMANCE_SEEDS=1 DUDAO_CONFORMANCE_FIRST=" + std::to_string(seed));
        sequence(seed);
    }
    std::string words = std::to_string(seeds) + " sequences of " + std::to_string(calls_each) +
                        " calls, " + std::to_string(commits_) + " commits, " +
                        std::to_string(restarts_) + " restarts, " + std::to_string(cuts_) +
                        " cuts; answers:";
    for (const auto& [word, times] : answers_) words += " " + word + " " + std::to_string(times);
    RecordProperty("reached", words);
    std::cout << words << std::endl;
    // The sequences would show little if they were refused.
    if (seeds >= 20) {
        EXPECT_GT(commits_, seeds * 10);
    }
}

}  // namespace
}  // namespace dudao::test
