// Two workers on one county, in a random order of everything, dying at random points.
#include <random>

#include "model.h"

namespace dudao::workers::test {
namespace {

class Race {
 public:
    explicit Race(unsigned seed) : random_(seed) {
        start(0);
        start(1);
    }

    void run() {
        model.county.in_progress(Severity::Ordinary);
        model.county.in_progress(Severity::Grave);
        model.county.released();
        model.commit();
        for (int day = 0; day < 60; ++day) {
            model.county.now = model.county.now + hours(11);
            for (int i = 0; i < 40; ++i) move();
            calm();
        }
    }

    /// Nobody dies, and whatever was claimed by the dead comes back.
    void calm() {
        for (int i = 0; i < 4; ++i) {
            for (auto& worker : workers_) worker->settle();
            for (auto& worker : workers_) worker->settle();
            model.county.now = model.county.now + claim_lease;
        }
    }

    Model model;
    int deaths = 0;

 private:
    void start(std::size_t which) {
        workers_[which] = std::make_unique<Player>(model, "w" + std::to_string(which));
    }
    void move() {
        const std::size_t which = random_() % 2;
        switch (random_() % 16) {
            case 0:
                ++deaths;
                start(which);
                return;
            case 1:
            case 2:
            case 3:
            case 4:
                workers_[which]->turn();
                return;
            default:
                workers_[which]->perform();
                return;
        }
    }

    std::mt19937 random_;
    std::unique_ptr<Player> workers_[2];
};

TEST(WorkerRace, whatever_the_order_each_deadline_acts_once_and_each_notice_goes_out_at_most_once) {
    int uncertain = 0;
    std::size_t notices_sent = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Race race(seed);
        race.run();
        const State& state = race.model.county.state;
        EXPECT_FALSE(state.timers.empty());
        for (const auto& [id, timer] : state.timers) {
            EXPECT_GT(timer.due, race.model.now() - seconds(60)) << "nothing is left behind";
        }
        std::map<NoticeId, int> sent;
        for (const NoticeId id : race.model.sent) EXPECT_EQ(++sent[id], 1);
        notices_sent += sent.size();
        std::size_t attempts = 0;
        for (const Event& event : race.model.county.log) {
            attempts += std::holds_alternative<NoticeAttempted>(event.body) ? 1U : 0U;
            const auto* outcome = std::get_if<NoticeOutcome>(&event.body);
            if (outcome && outcome->state == NoticeState::Uncertain) ++uncertain;
        }
        EXPECT_GT(attempts, 10U);
        EXPECT_EQ(race.model.outcomes.size(), attempts) << "every attempt has its outcome";
        for (const auto& [id, count] : race.model.outcomes) EXPECT_EQ(count, 1);
        EXPECT_GT(race.deaths, 50);
        for (const auto& [view, rows] : rebuilt(state)) {
            EXPECT_EQ(race.model.views[view].rows, rows) << name(view);
            EXPECT_EQ(race.model.views[view].cursor, race.model.seq());
        }
    }
    EXPECT_GT(uncertain, 0) << "some died between attempt and outcome";
    EXPECT_GT(notices_sent, 40U) << "more than one a seed went out";
}

}  // namespace
}  // namespace dudao::workers::test
