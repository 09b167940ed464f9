// What a device that has its task hears of it afterwards.
#include "owner.h"

namespace dudao::broker {
namespace {

/// The group's device has its task, and has greeted.
class Devices : public Owner {
 protected:
    Devices()
        : Owner([this](test::County& county) {
              enrol(KeyId{"k-leader"}, county.leader);
              enrol(KeyId{"k-mayor"}, county.mayor);
              const TaskId task = county.released();
              Context device = county.process(KeyKind::Device);
              device.via = KeyId{"dev1"};
              device.group = county.group;
              county.must_as(AcknowledgeDelivery{task}, device);
              county.must(AcceptTask{task}, county.head);
          }),
          task_(county_.state.tasks.begin()->first) {
        say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
        say_by("k-leader", wire::Hello{1, 0, 1, "test"}, "s-leader");
    }
    std::vector<std::string> told() const {
        std::vector<std::string> sessions;
        for (const Send& send : effects<Send>()) {
            const auto message = wire::decode(send.bytes);
            if (message && std::holds_alternative<wire::Dispatch>(message->body)) {
                sessions.push_back(send.session);
            }
        }
        return sessions;
    }
    using Sessions = std::vector<std::string>;

    const TaskId task_;
};

TEST_F(Devices, hear_of_a_withdrawal_once_it_is_committed) {
    EXPECT_TRUE(heard<wire::Dispatch>().empty()) << "it has the task";
    withdraw(task_);
    ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    EXPECT_TRUE(told().empty());
    store_says(done, 9);
    EXPECT_EQ(told(), Sessions{"s-dev"});
    EXPECT_TRUE(heard<wire::Dispatch>().front().blob.empty()) << "it was opened long ago";
    pass(broker::redispatch_ms_max);
    EXPECT_TRUE(told().empty()) << "there is nothing to acknowledge";
}

TEST_F(Devices, do_not_hear_of_what_they_said_themselves) {
    const Command what = RecuseTask{task_, Text{"kin", "", ""}};
    say_by("dev1",
           wire::CommandCall{1, 1, "t", county_.head, "task.recuse", Bytes(encode_args(what))},
           "s-dev");
    ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    store_says(done, 8);
    EXPECT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(told().empty());
}

/// The group's device has not had its task yet, nor greeted.
class Undelivered : public Owner {
 protected:
    Undelivered()
        : Owner([this](test::County& county) {
              enrol(KeyId{"k-leader"}, county.leader);
              enrol(KeyId{"k-mayor"}, county.mayor);
              county.released();
          }) {
        say_by("k-leader", wire::Hello{1, 0, 1, "test"}, "s-leader");
    }
};

TEST_F(Undelivered, a_task_that_was_withdrawn_goes_out_no_more) {
    const TaskId task = county_.state.tasks.begin()->first;
    withdraw(task);
    store_says(done, 9);
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    EXPECT_EQ(heard<wire::Welcome>().size(), 1U);
    EXPECT_TRUE(heard<wire::Dispatch>().empty());
}

/// A group with two devices, for which the engine releases a task; both have greeted.
class TwoDevices : public Owner {
 protected:
    TwoDevices()
        : Owner([](test::County& county) {
              KeyRow second = county.state.keys.at(KeyId{"dev1"});
              second.id = KeyId{"dev2"};
              second.public_key = Bytes((std::string("dev2") + std::string(32, '.')).substr(0, 32));
              KeyRow engine;
              engine.id = KeyId{"k-engine"};
              engine.kind = KeyKind::Engine;
              for (const KeyRow& each : {second, engine}) {
                  Event enrolled;
                  enrolled.at = county.now;
                  enrolled.body = each;
                  apply(county.state, enrolled);
              }
          }) {
        say_by("k-engine", wire::Hello{1, 0, 1, "test"}, "s-engine");
        greet("dev1");
        const PlanId plan = county_.state.plans.begin()->first;
        const Bytes hash(std::string(32, 'h'));
        said("k-engine", {}, 1, RecordDraw{"gqc:1", plan, hash, hash, hash}, "s-engine");
        store_says(done, 8);
        ReleaseTask release;
        release.plan = plan;
        release.draw = "gqc:1";
        release.group = county_.group;
        release.commitment = Bytes(std::string(32, 'v'));
        release.sealed = {{KeyId{"dev1"}, hash, Bytes("for dev1")},
                          {KeyId{"dev2"}, hash, Bytes("for dev2")}};
        release.checklists = {Bytes(std::string(32, 'f'))};
        said("k-engine", {}, 2, release, "s-engine");
        store_says(done, 9);
        const auto answers = heard<wire::Answer>();
        if (answers.size() == 1) task_ = TaskId{answers.front().accepted.id};
    }
    void greet(const std::string& device) {
        say_by(device, wire::Hello{1, 0, 1, "test"}, "s-" + device);
    }
    void said(const std::string& key, const PersonId& as, std::int64_t n, const Command& what,
              const std::string& session) {
        say_by(key,
               wire::CommandCall{1, n, "t", as, std::string(name(what)), Bytes(encode_args(what))},
               session);
    }
    std::vector<std::string> taken_from_the_mail() const {
        const auto batches = effects<CommitBatch>();
        EXPECT_EQ(batches.size(), 1U);
        return batches.empty() ? std::vector<std::string>{} : batches[0].batch.mail_out;
    }
    std::string mail(const std::string& device) const {
        return std::to_string(task_.value) + ":" + device;
    }
    using Mail = std::vector<std::string>;

    TaskId task_;
};

TEST_F(TwoDevices, each_keep_their_blob_until_they_have_it_themselves) {
    ASSERT_TRUE(task_);
    ASSERT_EQ(heard<wire::Dispatch>().size(), 1U) << "to the one that is there";
    EXPECT_EQ(heard<wire::Dispatch>()[0].blob, "for dev1");
    said("dev1", {}, 1, AcknowledgeDelivery{task_}, "s-dev1");
    EXPECT_EQ(taken_from_the_mail(), Mail{mail("dev1")});
    store_says(done, 10);
    said("dev1", county_.head, 2, AcceptTask{task_}, "s-dev1");
    EXPECT_EQ(taken_from_the_mail(), Mail{}) << "the other has not had it";
    store_says(done, 11);
    greet("dev2");
    ASSERT_EQ(heard<wire::Dispatch>().size(), 1U);
    EXPECT_EQ(heard<wire::Dispatch>()[0].blob, "for dev2");
    said("dev2", {}, 1, AcknowledgeDelivery{task_}, "s-dev2");
    EXPECT_EQ(taken_from_the_mail(), Mail{mail("dev2")});
}

/// A device that is there and does not say that it has its task.
class Redispatch : public TwoDevices {
 protected:
    /// Lives on so long: heartbeats of the device, the lease renewed. How often it got its task.
    int dispatched_within(std::int64_t ms) {
        int count = 0;
        for (const std::int64_t end = steady_ms_ + ms; steady_ms_ < end;) {
            steady_ms_ += 250;
            say_by("dev1", wire::Heartbeat{}, "s-dev1");
            count += static_cast<int>(heard<wire::Dispatch>().size());
            if (!effects<Renew>().empty()) turn(StoreAnswered{Renewed{"gqc", done}});
        }
        return count;
    }
};

TEST_F(Redispatch, comes_on_a_living_link_until_the_task_is_acknowledged) {
    EXPECT_EQ(dispatched_within(redispatch_ms - 1000), 0);
    EXPECT_EQ(dispatched_within(2000), 1);
    EXPECT_GE(dispatched_within(4 * redispatch_ms), 1);
    said("dev1", {}, 1, AcknowledgeDelivery{task_}, "s-dev1");
    store_says(done, 10);
    EXPECT_EQ(dispatched_within(8 * redispatch_ms), 0);
}

}  // namespace
}  // namespace dudao::broker
