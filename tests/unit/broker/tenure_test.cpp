// A log that is not what its own place says it is, or not what this machine has seen, is not
// served.
#include "owner.h"

namespace dudao::broker {
namespace {

class Tenures : public testing::Test {
 protected:
    /// Started from a snapshot of commit 7, and given this tenure.
    void start(const Tenure& tenure, const std::string& clock = "", std::uint64_t known_seq = 7) {
        broker_ = std::make_unique<Broker>(
            Broker::Options{{"gqc"},
                            "broker-1",
                            [](std::size_t n) { return std::string(n, 'r'); },
                            Bytes("k-broker"),
                            clock});
        effects_.clear();
        for (const Input& each : std::vector<Input>{
                 SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, known_seq, head_},
                 StoreOpened{}, StoreAnswered{Acquired{"gqc", done, tenure}},
                 StoreAnswered{MailRead{"gqc", done, {}}}}) {
            const Now now{county_.now, 1'000'000};
            broker_->step(each, now, effects_);
            broker_->end_turn(now, effects_);
        }
    }
    Tenure tenure() const {
        return {1, std::string(32, 'a'), 7, head_, county_.state.leaves, "demo"};
    }
    std::string halted() const {
        for (const Effect& each : effects_) {
            if (const auto* halt = std::get_if<Halt>(&each)) return halt->why;
        }
        return {};
    }

    test::County county_;
    const Hash head_{7};
    std::unique_ptr<Broker> broker_;
    Effects effects_;
};

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
