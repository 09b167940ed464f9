// When an assignment leaves for the devices of its case team, and what becomes of its blob.
#include "owner.h"
#include "support/docket.h"
#include "wire/codec.h"
#include "wire/personal.h"

namespace dudao::broker {
namespace {

/// A verification was just issued to the investigators; their device has not greeted.
class TeamDevices : public Owner {
 protected:
    TeamDevices()
        : Owner([this](test::County& county) {
              test::StaffedDocket docket;
              const CaseId lead = docket.opened();
              docket.dispose(lead, cases::Verb::Verify, cases::Track::Discipline);
              docket.must(AssignTeam{lead, Part::Verified, docket.investigators}, docket.officer);
              docket.issue_assignment(lead, assignment::Kind::Verify, docket.investigators);
              county.state = docket.state;
              county.now = docket.now;
              enrol(KeyId{"k-keeper"}, county.keeper);
              enrol(KeyId{"k-officer"}, county.officer);
              const AssignmentId id = county.state.assignments.begin()->first;
              mail_ = {{mail_key(id, KeyId{"dev-t-inv"}), "sealed"}};
          }),
          row_(county_.state.assignments.begin()->first) {
        say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s-officer");
    }
    std::vector<wire::AssignmentDispatch> greeted(const std::string& key,
                                                  const std::string& session) {
        say_by(key, wire::Hello{1, 0, 1, "test"}, session);
        return heard<wire::AssignmentDispatch>();
    }
    std::vector<std::string> says(std::int64_t n, const std::string& key, const PersonId& as,
                                  const Command& command, const std::string& session) {
        const std::string name(dudao::name(command));
        say_by(key, wire::CommandCall{1, n, "t", as, name, Bytes(encode_args(command))}, session);
        const auto commits = effects<CommitBatch>();
        return commits.empty() ? std::vector<std::string>{} : commits.front().batch->mail_out;
    }
    std::string blob_name() const { return mail_key(row_, KeyId{"dev-t-inv"}); }

    const AssignmentId row_;
};

TEST_F(TeamDevices, are_sent_their_assignment_when_they_greet_and_again_until_they_stored_it) {
    const auto sent = greeted("dev-t-inv", "s-inv");
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].assignment, row_);
    EXPECT_EQ(sent[0].kind, assignment::Kind::Verify);
    EXPECT_EQ(sent[0].blob, Bytes("sealed"));
    EXPECT_EQ(greeted("dev-t-inv", "s-inv-2").size(), 1U) << "it is not stored yet";
    EXPECT_EQ(says(1, "dev-t-inv", {}, AcknowledgeAssignment{row_}, "s-inv-2"),
              std::vector<std::string>{blob_name()});
    store_says(done, 8);
    EXPECT_TRUE(greeted("dev-t-inv", "s-inv-3").empty());
}

TEST_F(TeamDevices, of_other_teams_and_of_groups_are_sent_nothing) {
    EXPECT_TRUE(greeted("dev-t-rev", "s-rev").empty());
    EXPECT_TRUE(greeted("dev1", "s-group").empty());
}

TEST_F(TeamDevices, hear_of_a_change_and_a_blob_goes_when_its_assignment_is_over) {
    EXPECT_TRUE(greeted("dev-t-rev", "s-rev").empty());
    const auto out =
        says(1, "k-officer", {},
             ReviewAssignment{row_, assignment::Verb::Withdraw, Text{"错发", "", ""}}, "s-officer");
    EXPECT_EQ(out, std::vector<std::string>{blob_name()});
    store_says(done, 8);
    EXPECT_TRUE(greeted("dev-t-inv", "s-inv").empty()) << "it is over, and was never stored";
}

TEST_F(TeamDevices, that_have_it_are_sent_its_number_when_the_office_changes_it) {
    greeted("dev-t-inv", "s-inv");
    says(1, "dev-t-inv", {}, AcknowledgeAssignment{row_}, "s-inv");
    store_says(done, 8);
    says(1, "k-officer", {},
         ReviewAssignment{row_, assignment::Verb::Withdraw, Text{"错发", "", ""}}, "s-officer");
    EXPECT_TRUE(heard<wire::AssignmentDispatch>().empty()) << "it is not in the log yet";
    store_says(done, 9);
    const auto changed = heard<wire::AssignmentDispatch>();
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_TRUE(changed[0].blob.empty());
}

TEST_F(TeamDevices, ask_for_their_own_team_and_assignments_alone) {
    const auto asks = [&](const std::string& key, const std::string& what, const std::string& id) {
        say_by(key, wire::Query{1, {}, what, id, ""}, "s-" + key);
        return heard<wire::QueryResult>().at(0);
    };
    greeted("dev-t-inv", "s-dev-t-inv");
    greeted("dev-t-rev", "s-dev-t-rev");
    const auto rows = [&](const std::string& key) {
        return dudao::decode<std::vector<Assignment>>(asks(key, "assignments", "").result,
                                                      Form::Log)
            .value();
    };
    EXPECT_EQ(rows("dev-t-inv").size(), 1U);
    EXPECT_TRUE(rows("dev-t-rev").empty());
    const auto teams =
        dudao::decode<std::vector<TeamRow>>(asks("dev-t-rev", "teams", "").result, Form::Log)
            .value();
    ASSERT_EQ(teams.size(), 1U);
    EXPECT_EQ(teams[0].id, TeamId{"t-rev"});
    EXPECT_FALSE(asks("dev-t-rev", "team_devices", "t-inv").ok);
}

/// A report of the investigators that an officer returned; the store has the words, locked.
class ReturnedReport : public TeamDevices {
 protected:
    ReturnedReport() {
        Broker::Options options{
            {"gqc"}, [](std::size_t n) { return std::string(n, 'r'); }, Bytes("k-broker")};
        options.lock_words = [](const std::string&, CaseId, const std::string& value) {
            return Result<std::string>("locked(" + value + ")");
        };
        options.unlock_words = [this](const std::string&, const std::string& value) {
            if (destroyed) return Result<std::string>(fail(Error::Kind::NotFound, "destroyed"));
            return Result<std::string>(value.substr(7, value.size() - 8));
        };
        begin_with(options);
        say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s-officer");
        greeted("dev-t-inv", "s-inv");
        greeted("dev-t-rev", "s-rev");
        say_by("dev1", wire::Hello{1, 0, 1, "test"}, "s-group");
        const auto steps = [this](std::int64_t n, StepAssignment step) {
            step.assignment = row_;
            says(n, "dev-t-inv", hand, step, "s-inv");
            store_says(done, 7 + static_cast<std::uint64_t>(n));
        };
        using assignment::Verb;
        steps(1, {{}, Verb::Accept, {}, {}, {}});
        steps(2, {{}, Verb::Begin, {hand, PersonId{"p-i2"}}, {}, {}});
        steps(3, {{}, Verb::Report, {}, assignment::Outcome::Done, Text{"属实", "", ""}});
    }
    void return_it() {
        says(1, "k-officer", {},
             ReviewAssignment{row_, assignment::Verb::Return, Text{"缺少凭证", "", ""}},
             "s-officer");
        const auto commits = effects<CommitBatch>();
        ASSERT_EQ(commits.size(), 1U);
        for (const auto& [ref, value] : commits[0].batch->values) stored = value;
        EXPECT_EQ(commits[0].batch->bytes.find("缺少凭证"), std::string::npos);
    }
    void ask(const std::string& key, const PersonId& as, const std::string& session) {
        say_by(key, wire::Query{1, as, "returned", std::to_string(row_.value), ""}, session);
    }
    /// What the store gives for the read that the broker asked for.
    wire::QueryResult given(const std::string& value) {
        const auto reads = effects<ReadValue>();
        EXPECT_EQ(reads.size(), 1U);
        if (reads.empty()) return {};
        turn(StoreAnswered{ValueRead{"gqc", done, reads[0].ask, value}});
        return heard<wire::QueryResult>().at(0);
    }
    std::string notes() const {
        std::string all;
        for (const Note& note : effects<Note>()) {
            all += note.event;
            for (const auto& [field, value] : note.fields) all += " " + field + "=" + value;
        }
        return all;
    }

    const PersonId hand{"p-i1"};
    std::string stored;  // of the reason, in {j}:pd
    bool destroyed = false;
};

TEST_F(ReturnedReport, tells_the_hands_why_once_that_is_committed) {
    ask("dev-t-inv", hand, "s-inv");
    EXPECT_EQ(heard<wire::QueryResult>().at(0).why, "not_found") << "it was not returned";
    return_it();
    ask("dev-t-inv", hand, "s-inv");
    EXPECT_TRUE(effects<ReadValue>().empty()) << "the store has neither the words nor the event";
    store_says(done, 11);
    const wire::QueryResult told = given(stored);
    ASSERT_TRUE(told.ok) << told.what;
    EXPECT_EQ(open_value(told.result).words, "缺少凭证");
    EXPECT_EQ(open_value(told.result).commitment,
              broker_->jurisdictions().at("gqc")->state().assignments.at(row_).returned.commitment);
    EXPECT_EQ(notes(), "");
}

TEST_F(ReturnedReport, is_nothing_to_other_teams_groups_and_people_who_are_no_hands) {
    return_it();
    store_says(done, 11);
    const auto refused = [this](const std::string& key, const PersonId& as,
                                const std::string& session) {
        ask(key, as, session);
        EXPECT_TRUE(effects<ReadValue>().empty()) << key << " " << as.text;
        return heard<wire::QueryResult>().at(0).why;
    };
    EXPECT_EQ(refused("dev-t-rev", PersonId{"p-r1"}, "s-rev"), "not_found");
    EXPECT_EQ(refused("dev-t-rev", hand, "s-rev"), "forbidden") << "it may not speak for them";
    EXPECT_EQ(refused("dev1", county_.head, "s-group"), "not_found");
    EXPECT_EQ(refused("dev-t-inv", {}, "s-inv"), "not_found");
    EXPECT_EQ(refused("k-officer", {}, "s-officer"), "not_found") << "the console shows it to them";
}

TEST_F(ReturnedReport, gives_out_no_words_that_were_altered_or_whose_key_is_destroyed) {
    return_it();
    store_says(done, 11);
    ask("dev-t-inv", hand, "s-inv");
    const wire::QueryResult other = given("locked(" + std::string(32, 'r') + "可以)");
    EXPECT_EQ(other.why, "altered");
    EXPECT_TRUE(other.result.empty());
    EXPECT_TRUE(notes().starts_with("words.altered ")) << notes();
    EXPECT_EQ(notes().find("可以"), std::string::npos);
    ask("dev-t-inv", hand, "s-inv");
    EXPECT_EQ(given("").why, "not_found");
    destroyed = true;
    ask("dev-t-inv", hand, "s-inv");
    EXPECT_EQ(given(stored).why, "not_found");
    EXPECT_EQ(notes(), "");
}

TEST_F(ReturnedReport, is_asked_for_again_when_the_store_gave_no_answer_or_too_many_wait) {
    return_it();
    store_says(done, 11);
    ask("dev-t-inv", hand, "s-inv");
    const auto read = effects<ReadValue>().at(0);
    turn(StoreAnswered{ValueRead{"gqc", {Outcome::NotExecuted, "not connected"}, read.ask, ""}});
    EXPECT_EQ(heard<wire::QueryResult>().at(0).why, "busy");
    for (std::size_t i = 0; i < values_asked_max; ++i) ask("dev-t-inv", hand, "s-inv");
    EXPECT_EQ(effects<ReadValue>().size(), 1U);
    EXPECT_FALSE(broker_->idle());
    ask("dev-t-inv", hand, "s-inv");
    EXPECT_TRUE(effects<ReadValue>().empty());
    EXPECT_EQ(heard<wire::QueryResult>().at(0).why, "busy");
}

/// A broker that locks the words of cases; the keys are played by the test.
class LockedWords : public Owner {
 protected:
    LockedWords()
        : Owner([this](test::County& county) { enrol(KeyId{"k-officer"}, county.officer); }) {
        Broker::Options options{
            {"gqc"}, [](std::size_t n) { return std::string(n, 'r'); }, Bytes("k-broker")};
        options.lock_words = [this](const std::string&, CaseId, const std::string& value) {
            if (full) return Result<std::string>(fail(Error::Kind::Refused, "no space left"));
            if (erased) return Result<std::string>(fail(Error::Kind::NotFound, "destroyed"));
            return Result<std::string>("locked(" + value + ")");
        };
        begin_with(options);
        say_by("k-officer", wire::Hello{1, 0, 1, "test"}, "s-officer");
    }
    std::vector<std::string> values_of(std::int64_t n, const Command& command) {
        say_by("k-officer",
               wire::CommandCall{
                   1, n, "t", {}, std::string(dudao::name(command)), Bytes(encode_args(command))},
               "s-officer");
        std::vector<std::string> values;
        for (const CommitBatch& commit : effects<CommitBatch>()) {
            for (const auto& [ref, value] : commit.batch->values) values.push_back(value);
        }
        return values;
    }
    bool full = false;
    bool erased = false;
};

const Command a_petition =
    OpenLead{LeadSource::Petition, UnitId{"v1"}, {}, Text{"反映虚报", "", ""}};

TEST_F(LockedWords, of_a_case_are_stored_locked_and_others_are_not) {
    const auto values = values_of(1, a_petition);
    ASSERT_EQ(values.size(), 1U);
    EXPECT_TRUE(values[0].starts_with("locked("));
    store_says(done, 8);
    const auto open = values_of(2, PersonRow{PersonId{"p-new"}, Text{"甲※", "", ""}, UnitId{"v1"}});
    for (const std::string& each : open) EXPECT_FALSE(each.starts_with("locked("));
}

TEST_F(LockedWords, wait_for_a_disk_that_takes_the_key_and_lose_nothing) {
    full = true;
    EXPECT_TRUE(values_of(1, a_petition).empty());
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_EQ(heard<wire::Answer>()[0].why, "busy");
    full = false;
    EXPECT_EQ(values_of(1, a_petition).size(), 1U) << "the same number is taken now";
}

TEST_F(LockedWords, are_refused_for_good_once_the_key_of_the_case_is_destroyed) {
    erased = true;
    EXPECT_TRUE(values_of(1, a_petition).empty());
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_EQ(heard<wire::Answer>()[0].why, "not_now");
    EXPECT_TRUE(heard<wire::Answer>()[0].what.find("erased") != std::string::npos);
}

}  // namespace
}  // namespace dudao::broker
