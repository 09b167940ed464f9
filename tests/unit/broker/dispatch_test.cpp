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

}  // namespace
}  // namespace dudao::broker
