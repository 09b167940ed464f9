// A command that cannot be carried out ends one command, never the broker: it is refused as
// `broken`, also when it comes again at each greeting.
#include "tests/unit/broker/owner.h"

namespace dudao::broker {
namespace {

const Verdict never_taken{Outcome::NeverTaken, "ARGS a list does not add up, or names the dummy"};

class Broken : public Owner {
 protected:
    explicit Broken(const std::function<void(test::County&)>& before = {}) : Owner(before) {}

    /// As the shell does after a rebuild: the state is read anew, the client greets again.
    void read_anew() {
        ASSERT_EQ(effects<LoadSnapshot>().size(), 1U);
        EXPECT_TRUE(effects<Halt>().empty());
        EXPECT_FALSE(heard<wire::Moved>().empty());
        turn(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 0, {}});
        turn(StoreAnswered{Acquired{
            "gqc", done, Tenure{2, std::string(32, 'b'), 7, head_, county_.state.leaves, "demo"}}});
        turn(StoreAnswered{MailRead{"gqc", done, {}}});
        ASSERT_TRUE(broker_->serving());
        say(wire::Hello{1, 0, 1, "test"});
    }
    std::string why_heard() const {
        const auto answers = heard<wire::Answer>();
        return answers.size() == 1 && !answers.front().ok ? answers.front().why : "";
    }
};

TEST_F(Broken, a_batch_that_the_store_can_never_take_ends_its_one_command_and_not_the_broker) {
    command(1);
    store_says(never_taken, 8);
    read_anew();
    command(1);
    EXPECT_EQ(why_heard(), "broken");
    command(2);
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>().front().ok);
}

TEST_F(Broken, of_a_batch_with_others_the_one_is_found_by_itself) {
    for (std::int64_t n = 1; n <= 6; ++n) command(n);  // four batches leave at once, 5 and 6 wait
    store_says(done, 8);                               // now they leave in one batch
    ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    for (const std::uint64_t seq : {9U, 10U, 11U}) store_says(done, seq);
    store_says(never_taken, 12);
    ASSERT_EQ(effects<LoadSnapshot>().size(), 1U);
    turn(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 0, {}});
    turn(StoreAnswered{Acquired{
        "gqc", done, Tenure{2, std::string(32, 'b'), 7, head_, county_.state.leaves, "demo"}}});
    turn(StoreAnswered{MailRead{"gqc", done, {}}});
    say(wire::Hello{1, 4, 5, "test"});
    in_one_turn({frame(5), frame(6)});
    EXPECT_EQ(why_heard(), "busy") << "the other suspect waits for its own turn";
    ASSERT_EQ(effects<CommitBatch>().size(), 1U) << "a suspect leaves alone";
    store_says(never_taken, 8);
    ASSERT_EQ(effects<LoadSnapshot>().size(), 1U);
    turn(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 0, {}});
    turn(StoreAnswered{Acquired{
        "gqc", done, Tenure{3, std::string(32, 'c'), 7, head_, county_.state.leaves, "demo"}}});
    turn(StoreAnswered{MailRead{"gqc", done, {}}});
    say(wire::Hello{1, 4, 5, "test"});
    command(5);
    EXPECT_EQ(why_heard(), "broken");
    command(6);
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>().front().ok) << "its neighbour was never to blame";
}

const Command a_lead(const test::County& county) {
    return OpenLead{LeadSource::Petition, county.v1, {}, Text{"w", "", ""}};
}

void enrol_person(test::County& county, const KeyId& id, const PersonId& person) {
    KeyRow key;
    key.id = id;
    key.public_key = Bytes(std::string(32, 'o'));
    key.person = person;
    Event enrolled;
    enrolled.at = county.now;
    enrolled.body = key;
    apply(county.state, enrolled);
}

/// The timer that the next lead would set stands already: its events cannot be folded.
void spoil_the_next_timer(test::County& county) {
    enrol_person(county, KeyId{"k-officer"}, county.officer);
    const auto decided = county.decide_only(a_lead(county), county.as(county.officer));
    ASSERT_TRUE(decided);
    for (const Event& event : decided->events) {
        const auto* set = std::get_if<TimerSet>(&event.body);
        if (set) county.state.timers[set->timer.id] = set->timer;
    }
}

class Unfoldable : public Broken {
 protected:
    Unfoldable() : Broken(spoil_the_next_timer) {}
    void lead(std::int64_t n) {
        const Bytes words(encode_args(a_lead(county_)));
        say_by("k-officer", wire::CommandCall{1, n, "t", {}, "lead.open", words}, "s2");
    }
};

TEST_F(Unfoldable, a_command_whose_events_cannot_be_folded_is_refused_and_the_state_read_anew) {
    say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s2");
    lead(1);
    EXPECT_TRUE(effects<CommitBatch>().empty());
    read_anew();
    say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s2");
    lead(1);
    EXPECT_EQ(why_heard(), "broken");
    EXPECT_TRUE(effects<LoadSnapshot>().empty()) << "it is not tried again";
    command(1);
    EXPECT_EQ(effects<CommitBatch>().size(), 1U) << "the others go on";
}

/// A finding whose task is not there: who asked after it once ended the broker.
void lose_a_task(test::County& county) {
    enrol_person(county, KeyId{"k-inspector"}, county.inspector);
    county.confirmed();
    county.state.tasks.clear();
}

class Unanswerable : public Broken {
 protected:
    Unanswerable() : Broken(lose_a_task) {}
};

TEST_F(Unanswerable, a_row_that_refers_to_nothing_is_left_out_of_an_answer) {
    say_by("k-inspector", wire::Hello{1, 0, 1, "test"}, "s3");
    say_by("k-inspector", wire::Query{1, {}, "findings", "", ""}, "s3");
    const auto answers = heard<wire::QueryResult>();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers.front().ok);
    say(wire::Query{1, {}, "findings", "", ""});
    ASSERT_EQ(heard<wire::QueryResult>().size(), 1U);
    EXPECT_TRUE(heard<wire::QueryResult>().front().ok) << "another's question is answered";
}

TEST_F(Broken, a_number_at_the_end_of_its_type_is_refused_for_good) {
    say(wire::Hello{1, 0, INT64_MAX, "test"});
    EXPECT_EQ(heard<wire::Problem>().size(), 1U);
    command(INT64_MAX);
    EXPECT_EQ(why_heard(), "bad_input");
    command(1);
    EXPECT_EQ(effects<CommitBatch>().size(), 1U);
}

}  // namespace
}  // namespace dudao::broker
