// What a stranger may get wrong is answered with the reason: silence teaches nobody.
#include "owner.h"

namespace dudao::broker {
namespace {

class Answers : public Owner {
 protected:
    /// What the one problem that was told says; empty when there is none, or more.
    std::string problem() const {
        const auto told = heard<wire::Problem>();
        return told.size() == 1 ? told.front().what + "; " + told.front().mend : "";
    }
    /// Why a question was not answered; empty: it was.
    std::string asked(const std::string& what, const std::string& filter) {
        say(wire::Query{1, {}, what, "", filter});
        const auto results = heard<wire::QueryResult>();
        if (results.size() != 1) return "no result";
        return results.front().ok ? "" : results.front().why + ": " + results.front().what;
    }
};

TEST_F(Answers, a_number_below_one_is_refused_also_to_who_never_sent_one) {
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN}) {
        command(n);
        const auto answers = heard<wire::Answer>();
        ASSERT_EQ(answers.size(), 1U) << n;
        EXPECT_EQ(answers.front().why, "bad_input") << n;
        EXPECT_EQ(answers.front().what, "number 1 is next") << n;
    }
    command(1);
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>().front().ok) << "it used up no number";
    command(0);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_EQ(heard<wire::Answer>().front().what, "number 2 is next");
}

TEST_F(Answers, a_jurisdiction_that_is_not_served_here_is_named) {
    turn(Frame{"s1", "k-keeper", wire::encode(wire::Message{"other", wire::Hello{}})});
    EXPECT_TRUE(heard<wire::Moved>().empty()) << "to greet again would not help";
    EXPECT_EQ(problem(), "jurisdiction other is not served here; this broker serves: gqc");
}

TEST_F(Answers, a_message_of_several_frames_is_told_that_one_is_wanted) {
    Frame several = frame(1);
    several.whole = false;
    turn(several);
    EXPECT_TRUE(effects<CommitBatch>().empty());
    EXPECT_EQ(problem(), "a message of several frames; send [1, type, jurisdiction, body] as one");
}

TEST_F(Answers, an_incarnation_nobody_granted_is_told_which_is_in_force) {
    for (const std::int64_t foreign : {std::int64_t{9}, std::int64_t{0}, std::int64_t{-1}}) {
        say(wire::Hello{foreign, 0, 1, "test"});
        ASSERT_EQ(heard<wire::Welcome>().size(), 1U) << foreign;
        EXPECT_EQ(heard<wire::Welcome>().front().incarnation, 1) << foreign;
        EXPECT_EQ(problem(),
                  "incarnation " + std::to_string(foreign) +
                      " is not in force; number under incarnation 1, from 1 on; an officer grants "
                      "the next one");
    }
    say(wire::Hello{1, 0, 1, "test"});
    EXPECT_EQ(problem(), "");
}

TEST_F(Answers, a_filter_that_a_question_does_not_have_is_named_with_those_it_has) {
    for (const char* what : {"tasks", "findings", "rectifications", "demands", "cases", "plans"}) {
        EXPECT_EQ(asked(what, ""), "") << what;
        EXPECT_EQ(asked(what, "open"), "") << what;
        EXPECT_EQ(asked(what, "overdue"),
                  "bad_input: filter: there is no 'overdue'; open, or empty")
            << what;
    }
    for (const char* what : {"status", "me", "groups", "units", "checklists", "proposals"}) {
        EXPECT_EQ(asked(what, ""), "") << what;
        EXPECT_EQ(asked(what, "open"), "bad_input: filter: there is no 'open'; empty") << what;
    }
    EXPECT_EQ(asked("task", "open"), "bad_input: filter: there is no 'open'; empty");
}

}  // namespace
}  // namespace dudao::broker
