// A log that is not what its own place says it is, or not what this machine has seen, is not
// served.
#include <set>

#include "owner.h"

namespace dudao::broker {
namespace {

class Tenures : public testing::Test {
 protected:
    void make(const std::string& clock) {
        broker_ = std::make_unique<Broker>(
            Broker::Options{{"gqc"},
                            [this](std::size_t n) { return std::string(n, drawn_++); },
                            Bytes("k-broker"),
                            clock});
    }
    void input(const Input& each) {
        Turn turn{{county_.now, steady_ms_}};
        broker_->step(each, turn);
        broker_->end_turn(turn);
        effects_ = std::move(turn.effects);
    }
    template <class T>
    const T* last() const {
        for (const Effect& each : effects_) {
            if (const auto* found = std::get_if<T>(&each)) return found;
        }
        return nullptr;
    }
    /// Started from a snapshot of commit 7, and given this tenure.
    void start(const Tenure& tenure, const std::string& clock = "", std::uint64_t known_seq = 7) {
        make(clock);
        input(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, known_seq, head_});
        input(StoreOpened{});
        input(StoreAnswered{Acquired{"gqc", done, tenure}});
        if (!last<Halt>()) input(StoreAnswered{MailRead{"gqc", done, {}}});
    }
    Tenure tenure() const {
        return {1, std::string(32, 'a'), 7, head_, county_.state.leaves, "demo"};
    }
    std::string halted() const {
        const auto* halt = last<Halt>();
        return halt ? halt->why : "";
    }

    test::County county_;
    const Hash head_{7};
    char drawn_ = 'a';
    std::int64_t steady_ms_ = 1'000'000;
    std::unique_ptr<Broker> broker_;
    Effects effects_;
};

TEST_F(Tenures, are_asked_for_under_a_new_token_each_time) {
    make("");
    std::set<std::string> tokens;
    input(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 7, head_});
    input(StoreOpened{});
    for (int i = 0; i < 3; ++i) {
        const auto* asked = last<Acquire>();
        ASSERT_TRUE(asked) << i;
        EXPECT_TRUE(tokens.insert(asked->token).second) << asked->token;
        input(StoreAnswered{Acquired{"gqc", {Outcome::Held, ""}, {}}});
        EXPECT_FALSE(last<Acquire>());
        for (int ms = 0; ms < 60'000 && !last<Acquire>(); ms += 100) {
            steady_ms_ += 100;
            input(SessionGone{"nobody"});
        }
    }
}

TEST_F(Tenures, of_the_log_that_was_seen_are_served) {
    start(tenure());
    EXPECT_EQ(halted(), "");
    EXPECT_TRUE(broker_->serving());
}

TEST_F(Tenures, of_another_last_commit_are_not) {
    Tenure other = tenure();
    other.head = Hash{8};
    start(other);
    EXPECT_NE(halted().find("was changed"), std::string::npos) << halted();
    EXPECT_FALSE(broker_->serving());
}

TEST_F(Tenures, of_another_count_of_events_are_not) {
    Tenure other = tenure();
    other.leaves += 1;
    start(other);
    EXPECT_NE(halted().find("was changed"), std::string::npos) << halted();
    EXPECT_FALSE(broker_->serving());
}

TEST_F(Tenures, of_a_log_that_ends_before_what_this_machine_has_seen_are_not) {
    start(tenure(), "", 9);
    EXPECT_NE(halted().find("this machine has seen 9"), std::string::npos) << halted();
    EXPECT_FALSE(broker_->serving());
}

TEST_F(Tenures, of_a_demos_log_are_not_real_work) {
    start(tenure(), "system");
    EXPECT_NE(halted().find("demo"), std::string::npos) << halted();
    EXPECT_FALSE(broker_->serving());
    start(tenure(), "demo");
    EXPECT_EQ(halted(), "");
}

}  // namespace
}  // namespace dudao::broker
