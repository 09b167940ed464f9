// The page for a case team's phones: what its hands attach, and what others are told of it.
#include "ledger/hash.h"
#include "tests/unit/agents/field_page.h"

namespace dudao::agent {
namespace {

/// The page of a case team's phones: of p1, who began an assignment, and of p2, who did not.
class TeamPage : public FieldPage {
 protected:
    TeamPage()
        : FieldPage([](Device& begun) {
              begun.welcome();
              begun.tell_me_of_a_team();
              begun.dispatch_assignment();
              begun.answer(1, true);
              begun.step("accept");
              begun.step("begin", {{"hands", {"p1", "p4"}}});
          }) {}
};

TEST_F(TeamPage, a_hand_attaches_a_file_to_the_assignment_and_sees_how_far_it_has_come) {
    pair_as("p1");
    const std::string bytes = "a photo of the books";
    const std::string name = to_hex(sha256(bytes));
    EXPECT_EQ(put(name, 0, bytes.size(), bytes).body["complete"], true);
    const Json attach{{"key", key_1},
                      {"do", "attach"},
                      {"assignment", 9},
                      {"hash", name},
                      {"mime", "image/jpeg"}};
    EXPECT_EQ(post("commands", attach).body["n"], 4);
    kill();
    EXPECT_EQ(post("commands", attach).body["n"], 4) << "once, also after a kill";
    const Json shown = state();
    EXPECT_EQ(shown["assignments"][0]["evidence"], Json({name}));
    EXPECT_EQ(shown["rows"][3]["name"], "assignment.attach");
    EXPECT_EQ(shown["rows"][3]["assignment"], 9);
    ASSERT_EQ(shown["files"].size(), 1U);
    EXPECT_EQ(shown["files"][0]["stored"], false);
    const Json elsewhere{{"key", key_2},
                         {"do", "attach"},
                         {"assignment", 8},
                         {"hash", name},
                         {"mime", "image/jpeg"}};
    const Said refused = post("commands", elsewhere);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.body["why"], "not_found");
}

TEST_F(TeamPage, who_did_not_begin_it_is_told_of_neither_its_evidence_nor_the_reason) {
    pair_as("p1");
    const std::string name = to_hex(sha256("x"));
    put(name, 0, 1, "x");
    post("commands", {{"key", key_1},
                      {"do", "attach"},
                      {"assignment", 9},
                      {"hash", name},
                      {"mime", "image/jpeg"}});
    cookie.clear();
    pair_as("p2");
    const Json shown = state();
    EXPECT_TRUE(shown["assignments"].empty());
    EXPECT_TRUE(shown["files"].empty());
    EXPECT_EQ(shown.dump().find("核实虚报"), std::string::npos);
}

}  // namespace
}  // namespace dudao::agent
