// When a task leaves for its group's devices, and what a device that has it hears of it afterwards.
#include "owner.h"

#include "domain/apply.h"

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
    explicit Undelivered(int tasks = 1)
        : Owner([this, tasks](test::County& county) {
              enrol(KeyId{"k-leader"}, county.leader);
              enrol(KeyId{"k-mayor"}, county.mayor);
              Event engine;
              engine.at = county.now;
              engine.body = test::County::key("k-engine", KeyKind::Engine);
              apply(county.state, engine);
              for (int i = 0; i < tasks; ++i) county.released();
              KeyRow later = test::County::key("dev-new", KeyKind::Device);
              later.group = county.group;
              engine.body = later;
              apply(county.state, engine);
          }) {
        say_by("k-leader", wire::Hello{1, 0, 1, "test"}, "s-leader");
    }
    void engine_says(std::int64_t n, const std::string& name, const Command& command) {
        say_by("k-engine", wire::CommandCall{1, n, "t", {}, name, Bytes(encode_args(command))},
               "s-engine");
        EXPECT_EQ(effects<CommitBatch>().size(), 1U);
    }
    /// The link lives: a heartbeat a second, and the store answers. When dispatches left, in ms
    /// from now on; more than one in a turn are one round.
    std::vector<std::int64_t> sent_again_within(std::int64_t ms) {
        std::vector<std::int64_t> rounds;
        const std::int64_t start = steady_ms_;
        const auto end_of_turn = [&] {
            if (!heard<wire::Dispatch>().empty()) rounds.push_back(steady_ms_ - start);
            if (!effects<Renew>().empty()) turn(StoreAnswered{Renewed{"gqc", done}});
        };
        for (const std::int64_t end = start + ms; steady_ms_ < end; ++steady_ms_) {
            if ((steady_ms_ - start) % 1000 == 0) {
                say_by("dev1", wire::Heartbeat{}, link_);
                end_of_turn();
            }
            if (broker_->next_due(steady_ms_) > steady_ms_) continue;
            turn(SessionGone{"nobody"});
            end_of_turn();
        }
        return rounds;
    }
    std::string link_ = "s-dev";
};

TEST_F(Undelivered, a_task_goes_again_on_a_living_link_until_the_device_has_stored_it) {
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    ASSERT_EQ(heard<wire::Dispatch>().size(), 1U);
    const auto pauses = sent_again_within(80'000);
    EXPECT_EQ(pauses, (std::vector<std::int64_t>{5'000, 15'000, 35'000, 75'000}));
    const Command stored = AcknowledgeDelivery{county_.state.tasks.begin()->first};
    say_by("dev1", wire::CommandCall{1, 1, "t", {}, "task.delivered", Bytes(encode_args(stored))},
           "s-dev");
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>().front().ok);
    EXPECT_TRUE(sent_again_within(2 * redispatch_ms_max).empty());
}

TEST_F(Undelivered, a_device_that_greets_again_is_sent_its_task_at_once) {
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    sent_again_within(20'000);
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev-2");
    EXPECT_EQ(heard<wire::Dispatch>().size(), 1U);
    link_ = "s-dev-2";
    EXPECT_EQ(sent_again_within(6'000), std::vector<std::int64_t>{5'000})
        << "the pause starts over";
}

TEST_F(Undelivered, a_new_task_leaves_with_its_commit_and_starts_the_pause_over) {
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    sent_again_within(20'000);
    say_by("k-engine", wire::Hello{1, 0, 1, "test"}, "s-engine");
    const Bytes hash(std::string(32, 'h'));
    const PlanId plan = county_.state.plans.begin()->first;
    engine_says(1, "draw.record", RecordDraw{"gqc:9", plan, hash, hash, hash});
    store_says(done, 8);
    ReleaseTask release;
    release.plan = plan;
    release.draw = "gqc:9";
    release.group = county_.group;
    release.commitment = hash;
    release.sealed = {{KeyId{"dev1"}, hash, Bytes("blob")}};
    engine_says(2, "task.release", release);
    EXPECT_TRUE(heard<wire::Dispatch>().empty()) << "it is not in the log yet";
    store_says(done, 9);
    ASSERT_EQ(heard<wire::Dispatch>().size(), 1U);
    EXPECT_EQ(heard<wire::Dispatch>().front().blob, Bytes("blob"));
    EXPECT_EQ(sent_again_within(6'000), std::vector<std::int64_t>{5'000});
}

class SevenUndelivered : public Undelivered {
 protected:
    SevenUndelivered() : Undelivered(7) {}
};

TEST_F(SevenUndelivered, the_pause_doubles_with_each_round_and_not_with_each_task) {
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    ASSERT_EQ(heard<wire::Dispatch>().size(), 7U);
    EXPECT_EQ(sent_again_within(40'000), (std::vector<std::int64_t>{5'000, 15'000, 35'000}));
}

TEST_F(Undelivered, a_task_that_was_withdrawn_goes_out_no_more) {
    const TaskId task = county_.state.tasks.begin()->first;
    withdraw(task);
    store_says(done, 9);
    say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev");
    EXPECT_EQ(heard<wire::Welcome>().size(), 1U);
    EXPECT_TRUE(heard<wire::Dispatch>().empty());
}

/// The group has two devices, and a blob waits for each; both have greeted, neither has its task.
class TwoDevices : public Owner {
 protected:
    TwoDevices()
        : Owner([](test::County& county) {
              KeyRow second = county.state.keys.at(KeyId{"dev1"});
              second.id = KeyId{"dev2"};
              Event enrolled;
              enrolled.at = county.now;
              enrolled.body = second;
              apply(county.state, enrolled);
              county.released();
          }),
          task_(county_.state.tasks.begin()->first) {
        turn(StoreOpened{});
        turn(StoreAnswered{Acquired{
            "gqc", done, Tenure{2, std::string(32, 'b'), 7, head_, county_.state.leaves, "demo"}}});
        turn(StoreAnswered{
            MailRead{"gqc", done, {{name("dev1"), "first"}, {name("dev2"), "second"}}}});
        say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-dev1");
        EXPECT_EQ(blobs(), std::vector<std::string>{"first"});
        say_by("dev2", wire::Hello{1, 0, 1, "test"}, "s-dev2");
        EXPECT_EQ(blobs(), std::vector<std::string>{"second"});
    }
    std::string name(const std::string& device) const {
        return std::to_string(task_.value) + ":" + device;
    }
    std::vector<std::string> blobs() const {
        std::vector<std::string> found;
        for (const auto& each : heard<wire::Dispatch>()) found.push_back(each.blob);
        return found;
    }
    /// Says a command by the first device, and gives what its commit takes out of the mail.
    std::vector<std::string> mail_out(std::int64_t n, const Command& command,
                                      std::string_view what) {
        const PersonId as = what == "task.accept" ? county_.head : PersonId{};
        say_by("dev1",
               wire::CommandCall{1, n, "t", as, std::string(what), Bytes(encode_args(command))},
               "s-dev1");
        const auto commits = effects<CommitBatch>();
        EXPECT_EQ(commits.size(), 1U);
        return commits.empty() ? std::vector<std::string>{} : commits.front().batch->mail_out;
    }

    const TaskId task_;
};

TEST_F(TwoDevices, a_blob_goes_when_its_own_device_has_stored_it_and_the_others_stays) {
    EXPECT_EQ(mail_out(1, AcknowledgeDelivery{task_}, "task.delivered"),
              std::vector<std::string>{name("dev1")});
    store_says(done, 8);
    EXPECT_TRUE(mail_out(2, AcceptTask{task_}, "task.accept").empty());
    store_says(done, 9);
    say_by("dev2", wire::Hello{1, 0, 1, "test"}, "s-dev2");
    EXPECT_EQ(blobs(), std::vector<std::string>{"second"}) << "it can still open the task";
}

TEST_F(Undelivered, a_device_that_was_enrolled_since_is_sent_the_task_when_it_is_sealed_for_it) {
    const TaskId task = county_.state.tasks.begin()->first;
    const KeyId fresh = test::County::key("dev-new", KeyKind::Device).id;
    const ResealTask again{task, {{fresh, Bytes(std::string(32, 'h')), Bytes("anew")}}};
    say_by("dev-new", wire::Hello{1, 0, 1, "test"}, "s-new");
    EXPECT_TRUE(heard<wire::Dispatch>().empty());
    say_by("k-engine", wire::Hello{1, 0, 1, "test"}, "s-engine");
    engine_says(1, "task.reseal", again);
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Dispatch>().size(), 1U);
    EXPECT_EQ(heard<wire::Dispatch>().front().blob, Bytes("anew"));
}

TEST(Blobs, of_tasks_and_assignments_are_in_no_event_and_in_the_mail) {
    const Bytes hash(std::string(32, 'h'));
    TaskReleased task;
    task.id = TaskId{16};
    task.sealed = {{KeyId{"dev1"}, hash, Bytes("sealed-task")}};
    AssignmentIssued assignment;
    assignment.id = AssignmentId{32};
    assignment.sealed = {{KeyId{"dev2"}, hash, Bytes("sealed-assignment")}};
    std::vector<Event> events(2);
    events[0].body = task;
    events[1].body = assignment;
    const auto encoded = encode(std::move(events));
    ASSERT_EQ(encoded.size(), 2U);
    EXPECT_EQ(encoded[0].mail[0].first, mail_key(TaskId{16}, KeyId{"dev1"}));
    EXPECT_EQ(encoded[1].mail[0].first, mail_key(AssignmentId{32}, KeyId{"dev2"}));
    for (const EncodedEvent& each : encoded) {
        EXPECT_EQ(each.bytes.find("sealed-"), std::string::npos);
        EXPECT_EQ(each.mail[0].second.substr(0, 7), "sealed-");
        EXPECT_NE(each.bytes.find(hash), std::string::npos) << "its hash stays";
    }
}

}  // namespace
}  // namespace dudao::broker
