// A case on the pages: what the office may do, what leaders, the authority and the person concerned
// are shown, and that nobody else is shown any of it.
#include "console/api/may.h"
#include "console/commands/issue.h"
#include "console/live/hub.h"
#include "office.h"

namespace dudao::console::test {
namespace {

using assignment::Kind;
using assignment::Paper;
using cases::Track;
using cases::Verb;
using dudao::test::words;

struct CaseOffice : Office {
    CaseOffice() {
        county.staff();
        commit();
    }
    Json page(CaseId id, const PersonId& person) {
        commit();
        return data("/cases/" + id_text(id), person);
    }
    Json own(const PersonId& person) {
        commit();
        return data("/own-cases", person);
    }
    bool may_open(CaseId id, const PersonId& person) {
        commit();
        return get("/cases/" + id_text(id), person).status == 200;
    }
};

std::set<std::string> open_ways(const Json& page) {
    std::set<std::string> verbs;
    for (const Json& way : page["ways"]) {
        if (way["refused"].is_null()) verbs.insert(way["verb"].get<std::string>());
    }
    return verbs;
}

}  // namespace

TEST(CasePages, say_which_limit_pends_where_it_comes_from_and_what_an_extension_would_be) {
    CaseOffice office;
    const CaseId id = office.county.verifying(Track::Discipline);
    const Json page = office.page(id, office.county.officer);
    EXPECT_EQ(page["limit"], "verification");
    EXPECT_EQ(page["due"], office.county.the(id).due.ms);
    EXPECT_EQ(page["clock"]["budget"], "2m");
    EXPECT_EQ(page["clock"]["source"], "local; case rules of 1994");
    EXPECT_EQ(page["clock"]["approver"], "authority");
    EXPECT_GT(page["clock"]["extended_to"], page["due"]);
    EXPECT_EQ(page["late"], false);
    office.county.run_until(office.county.the(id).due + days(1));
    EXPECT_EQ(office.page(id, office.county.officer)["late"], true);
}

TEST(CasePages, offer_the_steps_that_the_rules_take_and_say_what_the_others_wait_for) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.verifying(Track::Discipline);
    const Json before = office.page(id, county.officer);
    EXPECT_EQ(open_ways(before), std::set<std::string>{});
    EXPECT_EQ(before["ways"].size(), 6U);
    for (const Json& way : before["ways"]) EXPECT_NE(way["refused"]["what"], "") << way;
    EXPECT_EQ(before["asks"].dump(), R"([{"kind":"verify","paper":"none","team":"t-inv"}])");

    county.done(id, Kind::Verify, county.investigators);
    const Json after = office.page(id, county.officer);
    EXPECT_EQ(open_ways(after), (std::set<std::string>{"start", "start_simple", "talk", "hold",
                                                       "close_no_case", "refer"}));
    ASSERT_EQ(after["assignments"].size(), 1U);
    EXPECT_EQ(after["assignments"][0]["state"], "closed");
    EXPECT_NE(after["assignments"][0]["report"], "");
    EXPECT_NE(after["assignments"][0]["report"], masked);
    // An auditor sees the row and none of its words, and does nothing.
    county.must_both(GiveGrant{office.auditor, Role::Auditor, county.city, county.now + days(900)},
                     county.leader, county.mayor);
    const Json audited = office.page(id, office.auditor);
    EXPECT_EQ(audited["assignments"][0]["report"], masked);
    EXPECT_EQ(audited["may"], Json::array());
    EXPECT_EQ(audited["ways"], Json::array());
}

TEST(CasePages, name_the_person_concerned_to_nobody) {
    CaseOffice office;
    const CaseId id = office.county.in_force(Track::Discipline);
    for (const PersonId& person : {office.county.officer, office.county.authority}) {
        const std::string page = office.page(id, person).dump();
        EXPECT_EQ(page.find(office.county.subject.text), page.npos) << person.text;
    }
}

TEST(CasePages, show_leaders_how_many_there_are_and_no_row) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.verifying(Track::Discipline);
    county.opened();
    EXPECT_FALSE(office.may_open(id, county.leader));
    EXPECT_EQ(office.get("/cases", county.leader).status, 403);
    const Json figures = office.data("/case-figures", county.leader);
    EXPECT_EQ(figures["total"], 2);
    EXPECT_EQ(figures["open"], 2);
    EXPECT_EQ(figures["by"].size(), 2U);
    ASSERT_EQ(figures["stages"].size(), 1U);  // the one that was left
    EXPECT_EQ(figures["stages"][0]["state"], "lead");
    EXPECT_EQ(figures.dump(), office.data("/case-figures", county.officer).dump());
    EXPECT_EQ(office.get("/case-figures", county.keeper).status, 403);
    county.must_both(RecuseFromCase{id, county.second, words("亲属")}, county.officer,
                     county.authority);
    office.commit();
    EXPECT_EQ(office.data("/case-figures", county.second)["total"], 1);
    EXPECT_EQ(office.get("/case-figures", county.subject).status, 403);
    const Json hits = office.data("/search?q=2026-1", county.leader);
    EXPECT_EQ(hits.dump().find("\"case\""), std::string::npos);
}

TEST(CasePages, are_filtered_by_state_track_and_whether_late) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId verified = county.verifying(Track::Discipline);
    const CaseId lead = county.opened();
    office.commit();
    const auto ids = [&](const std::string& query) {
        Json list = Json::array();
        for (const Json& row : office.data("/cases?" + query, county.officer)) {
            list.push_back(row["id"]);
        }
        return list;
    };
    EXPECT_EQ(ids("state=lead"), Json::array({id_text(lead)}));
    EXPECT_EQ(ids("track=discipline"), Json::array({id_text(verified)}));
    EXPECT_EQ(ids("late=1"), Json::array());
    EXPECT_EQ(office.get("/cases?state=no", county.officer).status, 400);
    county.run_until(county.the(lead).due + days(1));
    office.commit();
    EXPECT_EQ(ids("late=1"), Json::array({id_text(lead)}));
}

TEST(OwnCase, is_nothing_before_the_filing_and_the_persons_own_after_it) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.filed(Track::Accountability);
    EXPECT_EQ(office.own(county.subject), Json::array());
    county.done(id, Kind::Serve, county.investigators, Paper::Filing);
    EXPECT_EQ(office.own(county.subject), Json::array());
    county.must(StepCase{id, Verb::Notify, {}}, county.officer);
    const Json mine = office.own(county.subject);
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0]["state"], "investigation");
    EXPECT_EQ(mine[0]["papers"][0]["paper"], "filing");
    EXPECT_EQ(mine[0]["may"], Json::array());
    EXPECT_FALSE(office.may_open(id, county.subject));
    for (const auto& [who, person] : office.everybody()) {
        if (person == county.subject) continue;
        EXPECT_EQ(office.own(person), Json::array()) << who;
    }
    EXPECT_EQ(office.own(county.authority), Json::array());
    county.case_key.reset();
    EXPECT_EQ(office.own(county.subject), Json::array()) << "without the key it cannot be told";
}

TEST(OwnCase, says_what_may_be_done_and_until_when) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.proposed(Track::Accountability);
    county.done(id, Kind::Serve, county.investigators, Paper::Proposal);
    const Json open = office.own(county.subject)[0];
    EXPECT_EQ(open["may"], (Json{"case.defend", "case.waive"}));
    EXPECT_EQ(open["defend_until"], county.the(id).due.ms);
    county.must_as(DefendCase{id, false, words("申辩")}, county.on_pages(county.subject));
    const Json said = office.own(county.subject)[0];
    EXPECT_EQ(said["may"], Json::array());
    EXPECT_EQ(said["said"][0]["text"], "申辩");
}

TEST(OwnCase, tells_a_decision_once_it_was_served) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.decided(Track::Accountability);
    const Json before = office.own(county.subject)[0];
    EXPECT_EQ(before["decisions"], Json::array());
    EXPECT_EQ(before.dump().find("admonition"), std::string::npos);
    county.done(id, Kind::Serve, county.investigators, Paper::Decision);
    county.done(id, Kind::Announce, county.investigators, Paper::Decision);
    county.must(StepCase{id, Verb::Announce, {}}, county.officer);
    const Json after = office.own(county.subject)[0];
    ASSERT_EQ(after["decisions"].size(), 1U);
    EXPECT_EQ(after["decisions"][0]["measures"], Json{"admonition"});
    EXPECT_EQ(after["decisions"][0]["answer"], "逐条答复");
    EXPECT_EQ(after["may"], Json{"case.appeal"});
    EXPECT_GT(after["appeal_until"], county.now.ms);
    // Neither who had it in hand nor what was asked of them.
    EXPECT_EQ(after.dump().find("p-i1"), std::string::npos);
    EXPECT_FALSE(after.contains("assignments"));
}

TEST(OwnCase, moves_the_persons_own_page_and_tells_them_of_no_event) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.investigated(Track::Accountability);
    office.commit();
    Hub hub;
    hub.open(office.facts(), office.kept, {1, "s", county.subject}, std::nullopt);
    hub.open(office.facts(), office.kept, {2, "t", county.keeper}, std::nullopt);
    county.must(StepCase{id, Verb::Propose, {}}, county.officer);
    hub.took(office.commit(), 0);
    const Hub::Made made = hub.flush(office.facts(), office.kept);
    ASSERT_EQ(made.out.size(), 1U);
    EXPECT_EQ(made.out[0].streams, std::vector<std::uint64_t>{1});
    const std::string& text = made.out[0].text;
    EXPECT_NE(text.find(R"("touched":["own_case"])"), text.npos) << text;
    EXPECT_NE(text.find(R"("feed":[])"), text.npos) << text;
}

TEST(Confirmations, show_the_authority_each_point_of_the_defence_and_its_answer) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.proposed(Track::Accountability);
    county.done(id, Kind::Serve, county.investigators, Paper::Proposal);
    county.must_as(DefendCase{id, false, words("申辩")}, county.on_pages(county.subject));
    county.must(county.decision(id, Verb::Decide), county.officer);
    office.commit();
    const Json rows = office.data("/proposals", county.authority);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["waits_for_me"], true);
    EXPECT_EQ(rows[0]["case"]["said"][0]["text"], "申辩");
    EXPECT_EQ(rows[0]["decision"]["answer"], "逐条答复");
    EXPECT_EQ(office.data("/proposals", county.leader), Json::array());
    const Json page = office.page(id, county.officer);
    EXPECT_EQ(page["waiting"].size(), 1U);
}

TEST(Assignments, from_a_page_leave_their_words_to_the_seal) {
    Json args{{"lead", "1"}, {"kind", "verify"}, {"paper", "none"},
              {"team", "t"}, {"whom", "甲"},     {"text", "核实"}};
    const auto taken = take_words("assignment.issue", args);
    ASSERT_TRUE(taken && *taken);
    EXPECT_EQ((*taken)->text, "核实");
    EXPECT_EQ((*taken)->whom, "甲");
    EXPECT_EQ(args.dump().find("核实"), std::string::npos);
    EXPECT_EQ(args.dump().find("甲"), std::string::npos);
    Json other{{"text", "x"}};
    EXPECT_FALSE(*take_words("demand.answer", other));
    EXPECT_EQ(other["text"], "x");
    Json wrong{{"text", 7}};
    EXPECT_FALSE(take_words("assignment.issue", wrong));
}

TEST(Assignments, list_their_evidence_and_last_report_for_those_who_read_the_case) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.verifying(Track::Discipline);
    const AssignmentId row = county.issue_assignment(id, Kind::Verify, county.investigators);
    const PersonId hand{"p-i1"};
    using Step = assignment::Verb;
    county.must(StepAssignment{row, Step::Accept, {}, {}, {}}, hand);
    county.must(StepAssignment{row, Step::Begin, {hand, PersonId{"p-i2"}}, {}, {}}, hand);
    const EvidenceHash first{std::string(64, 'b')};
    const EvidenceHash other{std::string(64, 'a')};
    for (const EvidenceHash& each : {first, other, first}) {
        county.must(AttachToAssignment{row, each, 900, "image/jpeg"}, hand);
    }
    const StepAssignment report{row, Step::Report, {}, assignment::Outcome::Done, words("属实")};
    county.must(report, hand);
    county.must(ReviewAssignment{row, Step::Return, words("缺凭证")}, county.officer);
    const Json told = office.page(id, county.officer)["assignments"][0];
    EXPECT_EQ(told["report"], "属实") << "that which was returned, until there is another";
    ASSERT_EQ(told["evidence"].size(), 2U) << "each once";
    EXPECT_EQ(told["evidence"][0]["hash"], first.text) << "in the order they came";
    EXPECT_EQ(told["evidence"][0]["stored"], false);
    EXPECT_EQ(office.page(id, county.second)["assignments"][0]["evidence"].size(), 2U);
    const Json audited = office.page(id, office.auditor)["assignments"][0];
    EXPECT_TRUE(audited["evidence"].empty()) << "auditors see rows without words and photos";
}

TEST(Assignments, are_foreseen_without_their_words) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.verifying(Track::Discipline);
    office.commit();
    const Json told = office.data("/foresee/assignment.issue?args=" + Json{{"lead", id_text(id)},
                                                                           {"kind", "verify"},
                                                                           {"paper", "none"},
                                                                           {"team", "t-inv"},
                                                                           {"whom", ""},
                                                                           {"text", ""}}
                                                                          .dump(),
                                  county.officer);
    EXPECT_EQ(told["refused"], nullptr);
    EXPECT_EQ(told["effects"][0]["kind"], "assignment");
}

TEST(Steps, of_a_case_are_foreseen_with_the_state_and_its_limit) {
    CaseOffice office;
    auto& county = office.county;
    const CaseId id = county.investigated(Track::Accountability);
    office.commit();
    const Json told =
        office.data("/foresee/case.step?args=" +
                        Json{{"lead", id_text(id)}, {"how", "propose"}, {"reason", ""}}.dump(),
                    county.officer);
    EXPECT_EQ(told["refused"], nullptr);
    EXPECT_EQ(told["effects"][0]["what"], "proposed");
    EXPECT_EQ(told["effects"][1]["kind"], "case_limit");
    EXPECT_EQ(told["effects"][1]["what"], "service");
}

}  // namespace dudao::console::test
