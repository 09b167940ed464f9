// A case team's device: an assignment is stored, done without a network, and sent on when there is
// one.
#include "agents/limits.h"
#include "tests/unit/agents/device.h"
#include "wire/personal.h"

namespace dudao::agent {
namespace {

class TeamDevice : public testing::Test {
 protected:
    TeamDevice() {
        device.welcome();
        device.tell_me_of_a_team();
        device.dispatch_assignment();
    }
    Device device;
};

dudao::Assignment at_the_office(assignment::State state, Moment due) {
    dudao::Assignment row;
    row.id = AssignmentId{9};
    row.state = state;
    row.due = due;
    return row;
}

/// What the office gives for a reason: its salt and words; and the row has its commitment.
struct Reason {
    std::string stored;
    std::string commitment;
};
Reason reason_of(const std::string& words) {
    Command said = ReviewAssignment{AssignmentId{9}, assignment::Verb::Return, Text{words, "", ""}};
    const auto values = put_aside(said, [](std::size_t n) { return std::string(n, 's'); });
    return {values.at(0).second, std::get<ReviewAssignment>(said).reason.commitment};
}

/// Begun by p1 and p2, reported, and returned by the office for this reason.
std::string returned_row(const std::string& commitment) {
    dudao::Assignment row = at_the_office(assignment::State::UnderWay, Moment{2000});
    row.hands = {PersonId{"p1"}, PersonId{"p2"}};
    row.returned = {"", std::string(16, 'r'), commitment};
    return encode(std::vector<dudao::Assignment>{row}, Form::Log);
}

TEST_F(TeamDevice, asks_as_a_hand_why_its_report_was_returned_and_keeps_the_reason) {
    device.answer(1, true);
    device.dispatch_assignment();
    const Reason reason = reason_of("缺少第二份凭证");
    EXPECT_EQ(device.assignment()["returned"], false);
    device.result("assignments", returned_row(reason.commitment));
    EXPECT_EQ(device.assignment()["returned"], true);
    EXPECT_EQ(device.assignment()["reason"], "") << "it is not here yet";
    EXPECT_EQ(device.asked["returned"].id, "9");
    EXPECT_EQ(device.asked["returned"].as, PersonId{"p1"});
    device.result("returned", reason.stored);
    EXPECT_EQ(device.assignment()["reason"], "缺少第二份凭证");
    device.restart();
    EXPECT_EQ(device.assignment()["reason"], "缺少第二份凭证");
    EXPECT_EQ(device.log.find("凭证"), std::string::npos) << "no line has it";
    device.welcome(1);
    device.questions.erase("returned");
    device.result("assignments", returned_row(reason.commitment));
    EXPECT_FALSE(device.questions.contains("returned")) << "it is here, and not asked again";
    const Reason next = reason_of("未写明到场人员");
    device.dispatch_assignment();
    device.result("assignments", returned_row(next.commitment));
    EXPECT_EQ(device.assignment()["reason"], "") << "that of before is not shown as the new one's";
    device.result("returned", next.stored);
    EXPECT_EQ(device.assignment()["reason"], "未写明到场人员");
}

TEST_F(TeamDevice, that_was_away_for_days_is_told_the_reason_after_its_greeting) {
    device.answer(1, true);
    device.lose();
    device.now.moment = device.now.moment + days(9);
    device.restart();
    device.welcome(1);
    const Reason reason = reason_of("缺少第二份凭证");
    device.result("assignments", returned_row(reason.commitment));
    device.lose();  // before the answer came
    device.welcome(1);
    device.result("assignments", returned_row(reason.commitment));
    device.result("returned", reason.stored);
    EXPECT_EQ(device.assignment()["reason"], "缺少第二份凭证");
}

TEST_F(TeamDevice, asks_as_its_next_hand_when_the_first_may_not_and_again_when_the_office_is_busy) {
    device.answer(1, true);
    device.dispatch_assignment();
    const Reason reason = reason_of("缺");
    device.result("assignments", returned_row(reason.commitment));
    device.result("returned", "", false);
    EXPECT_EQ(device.asked["returned"].as, PersonId{"p2"});
    const auto q = device.questions.at("returned");
    device.hear(wire::QueryResult{q, false, 100, {}, "busy", ""});
    device.questions.clear();
    device.now.steady_ms += query_answer_ms;
    device.turn([](Effects&) {});
    EXPECT_EQ(device.questions["returned"], q);
    device.result("returned", reason.stored);
    EXPECT_EQ(device.assignment()["reason"], "缺");
}

TEST_F(TeamDevice, asks_why_an_assignment_was_withdrawn_also_as_a_member_if_nobody_began_it) {
    device.answer(1, true);
    device.dispatch_assignment();
    const Reason reason = reason_of("改由他组");
    dudao::Assignment row = at_the_office(assignment::State::Withdrawn, Moment{0});
    row.returned = {"", std::string(16, 'r'), reason.commitment};
    device.result("assignments", encode(std::vector<dudao::Assignment>{row}, Form::Log));
    EXPECT_EQ(device.asked["returned"].as, PersonId{"p1"}) << "the first member of the team";
    device.result("returned", reason.stored);
    EXPECT_EQ(device.assignment()["reason"], "改由他组");
    EXPECT_EQ(device.assignment()["returned"], false) << "nothing to add to";
}

TEST_F(TeamDevice, takes_no_words_that_are_not_those_of_the_return) {
    device.answer(1, true);
    device.dispatch_assignment();
    device.result("assignments", returned_row(reason_of("缺").commitment));
    device.result("returned", reason_of("可以").stored);
    EXPECT_EQ(device.assignment()["reason"], "");
    EXPECT_NE(device.log.find("words.altered assignment=2026/3"), std::string::npos);
}

TEST_F(TeamDevice, stores_an_assignment_with_its_words_and_acknowledges_it_for_no_person) {
    EXPECT_EQ(device.assignment()["text"], "核实虚报");
    EXPECT_EQ(device.assignment()["whom"], "王五※");
    EXPECT_EQ(device.assignment()["state"], "issued");
    EXPECT_EQ(device.row(1)["name"], "assignment.delivered");
    EXPECT_EQ(device.ask({{"do", "status"}})["team"], "t1");
    device.restart();
    EXPECT_EQ(device.assignment()["text"], "核实虚报");
    device.welcome();
    device.dispatch_assignment();
    EXPECT_EQ(device.ask({{"do", "assignments"}})["assignments"].size(), 1U);
    EXPECT_EQ(device.ask({{"do", "outbox"}})["rows"].size(), 1U) << "acknowledged once";
}

TEST_F(TeamDevice, never_logs_the_words) {
    EXPECT_NE(device.log.find("assignment.received"), std::string::npos);
    EXPECT_EQ(device.log.find("核实"), std::string::npos);
    EXPECT_EQ(device.log.find("王五"), std::string::npos);
}

TEST_F(TeamDevice, does_all_of_it_without_a_network_and_after_a_restart) {
    device.answer(1, true);
    device.lose();
    EXPECT_EQ(device.step("accept")["kept"], true);
    EXPECT_EQ(device.step("begin", {{"hands", {"p1", "p2"}}})["kept"], true);
    device.restart();
    EXPECT_EQ(device.assignment()["state"], "under_way");
    EXPECT_EQ(device.assignment()["confirmed"], "issued");
    EXPECT_EQ(device.assignment()["hands"], Json({"p1", "p2"}));
    EXPECT_EQ(device.step("report", {{"outcome", "done"}, {"text", "属实"}})["kept"], true);
    EXPECT_EQ(device.assignment()["state"], "reported");
    device.welcome(1);
    EXPECT_EQ(device.offered, (std::vector<std::int64_t>{2, 3, 4}));
    device.answer(2, true);
    EXPECT_EQ(device.assignment()["confirmed"], "accepted");
}

TEST_F(TeamDevice, a_refused_step_is_taken_back_and_the_offices_row_is_followed) {
    device.answer(1, true);
    device.step("accept");
    device.answer(2, false, "not_now");
    EXPECT_EQ(device.assignment()["state"], "issued");
    device.dispatch_assignment();  // somebody changed it
    const std::vector<dudao::Assignment> rows{
        at_the_office(assignment::State::Withdrawn, Moment{0})};
    device.result("assignments", encode(rows, Form::Log));
    EXPECT_EQ(device.assignment()["state"], "withdrawn");
    EXPECT_EQ(device.assignment()["due"], 0);
}

TEST_F(TeamDevice, one_that_cannot_be_opened_is_kept_aside_and_never_acknowledged) {
    device.opens = false;
    device.dispatch_assignment(10);
    EXPECT_EQ(device.ask({{"do", "assignments"}})["assignments"].size(), 1U);
    EXPECT_EQ(device.ask({{"do", "outbox"}})["rows"].size(), 1U);
    device.opens = true;
    device.dispatch_assignment(10);
    EXPECT_EQ(device.ask({{"do", "assignments"}})["assignments"].size(), 2U);
}

TEST_F(TeamDevice, attaches_a_file_to_its_assignment_and_brings_the_bytes_when_it_is_named) {
    device.answer(1, true);
    AttachFile ask;
    ask.as = PersonId{"p1"};
    ask.assignment = AssignmentId{9};
    ask.mime = "image/jpeg";
    ASSERT_TRUE(device.agent->may_attach(ask));
    const EvidenceHash hash{std::string(64, 'e')};
    device.turn([&](Effects& effects) {
        device.agent->attach(Device::client, "1", ask, {hash, 100}, device.now, effects);
    });
    EXPECT_EQ(device.row(2)["name"], "assignment.attach");
    EXPECT_EQ(device.assignment()["evidence"], Json({hash.text}));
    device.answer(2, true);
    ASSERT_FALSE(device.pieces.empty());
    EXPECT_EQ(device.pieces.back().hash, hash);
    ask.assignment = AssignmentId{10};
    EXPECT_FALSE(device.agent->may_attach(ask));
    EXPECT_EQ(
        device.ask({{"do", "attach"}, {"as", "p1"}, {"path", "/x"}, {"mime", "image/jpeg"}})["why"],
        "bad_input")
        << "neither a task nor an assignment";
}

TEST_F(TeamDevice, pairs_phones_of_its_members_alone) {
    EXPECT_TRUE(device.ask({{"do", "pair"}, {"as", "p2"}}).contains("code"));
    EXPECT_EQ(device.ask({{"do", "pair"}, {"as", "p3"}})["ok"], false);
}

TEST_F(TeamDevice, a_step_of_nothing_it_has_or_of_no_shape_is_refused_with_what_is_right) {
    Json other = {{"do", "step"}, {"assignment", 11}, {"how", "accept"}, {"as", "p1"}};
    EXPECT_EQ(device.ask(other)["why"], "not_found");
    EXPECT_EQ(device.step("jump")["why"], "bad_input");
    EXPECT_EQ(device.step("report", {{"outcome", "fine"}})["why"], "bad_input");
    EXPECT_EQ(device.step("begin", {{"hands", "p1"}})["why"], "bad_input");
}

}  // namespace
}  // namespace dudao::agent
