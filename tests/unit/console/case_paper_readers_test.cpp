// Who has the papers of a case: those who read it, and the person concerned what was served on
// them.
#include <algorithm>
#include <set>

#include "console/papers/paper.h"
#include "docket_desk.h"

namespace dudao::console::test {

TEST(CasePapers, are_for_those_who_read_the_case_and_not_there_for_anybody_else) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.with_every_paper(Track::Discipline);
    county.must_both(RecuseFromCase{id, county.second, words("亲属")}, county.officer,
                     county.authority);
    county.must_both(GiveGrant{desk.auditor, Role::Auditor, county.city, county.now + days(900)},
                     county.leader, county.mayor);
    desk.commit();
    for (const PersonId& reads : {county.officer, county.authority, county.superior}) {
        EXPECT_EQ(desk.kinds(id, reads), every_kind) << reads.text;
        for (const Json& each : desk.list(id, reads)) {
            const std::string serial = each["serial"];
            EXPECT_EQ(desk.status("/papers/" + serial, reads), 200) << reads.text;
            EXPECT_EQ(desk.status("/own-papers/" + serial, reads), 404) << reads.text;
        }
    }
    auto others = desk.everybody();
    others.erase("officer");
    others["recused"] = county.second;
    others["subject"] = county.subject;
    const std::string absent = "99999999";
    for (const auto& [who, person] : others) {
        const std::string nothing = desk.get("/papers/" + absent, person).body;
        EXPECT_TRUE(desk.list(id, person).empty()) << who;
        EXPECT_EQ(desk.list(id, person), desk.list(CaseId{99999999}, person)) << who;
        for (const Json& each : desk.list(id, county.officer)) {
            const Answer said = desk.get("/papers/" + each["serial"].get<std::string>(), person);
            EXPECT_EQ(said.status, 404) << who << " " << each;
            EXPECT_EQ(said.body, nothing) << who << ": as if there were none";
        }
    }
    // The auditor sees that the case is there, and has no paper of it all the same.
    EXPECT_EQ(desk.status("/cases/" + id_text(id), desk.auditor), 200);
}

TEST(CasePapers, of_the_person_concerned_are_those_served_on_them_after_the_filing) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.of_finding();
    county.dispose(id, Verb::Inquire);
    county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
    desk.verify(id, Track::Discipline);
    county.authorise(id, Verb::Start, county.authority);
    county.done(id, Kind::Serve, county.investigators, Served::Filing);
    const std::string inquiry = desk.serial(id, "inquiry");
    const std::string opened = desk.serial(id, "case_opened");
    for (const std::string& serial : {inquiry, opened}) {
        EXPECT_EQ(desk.status("/own-papers/" + serial, county.subject), 404)
            << "served, and the filing is not announced";
    }
    county.must(StepCase{id, Verb::Notify, {}}, county.officer);
    EXPECT_EQ(desk.own_serial(Served::Inquiry), inquiry);
    EXPECT_EQ(desk.own_serial(Served::Filing), opened);
    for (const std::string& serial : {inquiry, opened}) {
        EXPECT_EQ(desk.status("/own-papers/" + serial, county.subject), 200);
        EXPECT_EQ(desk.status("/papers/" + serial, county.subject), 404) << "the office's own way";
    }
    county.done(id, Kind::ShowFacts, county.investigators);
    county.done(id, Kind::Hear, county.investigators);
    desk.propose(id, Track::Discipline);
    const std::string facts = desk.serial(id, "facts_shown");
    const std::string proposal = desk.serial(id, "to_defend");
    EXPECT_EQ(desk.status("/own-papers/" + proposal, county.subject), 404) << "not served yet";
    const AssignmentId serving =
        county.reported_assignment(id, Kind::Serve, county.investigators, Served::Proposal);
    EXPECT_EQ(desk.status("/own-papers/" + proposal, county.subject), 404) << "not passed yet";
    county.must(ReviewAssignment{serving, assignment::Verb::Pass, {}}, county.officer);
    EXPECT_EQ(desk.status("/own-papers/" + proposal, county.subject), 200);
    EXPECT_EQ(desk.own_serial(Served::Proposal), proposal);
    EXPECT_EQ(desk.status("/own-papers/" + facts, county.subject), 404)
        << "shown in person and never served";
    county.must_as(DefendCase{id, false, words("申辩")}, county.on_pages(county.subject));
    county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
    const std::string decided = desk.serial(id, "case_decided");
    EXPECT_EQ(desk.status("/own-papers/" + decided, county.subject), 404);
    desk.announce(id, Served::Decision);
    const Json own = desk.shown("/own-papers/" + decided, county.subject);
    EXPECT_EQ(own["body"], desk.paper(id, "case_decided")["body"]) << "the same paper";
    EXPECT_EQ(fact_of(own, "对申辩的答复"), "逐条答复");
    for (const auto& [who, person] : desk.everybody()) {
        if (person == county.subject) continue;
        for (const std::string& serial : {inquiry, opened, proposal, decided}) {
            EXPECT_EQ(desk.status("/own-papers/" + serial, person), 404) << who;
        }
    }
    // A paper of a matter of the unit is none of a case about the person.
    const RectificationId order = county.issued();
    desk.commit();
    EXPECT_EQ(desk.status("/own-papers/" + desk.notice_of(order), county.subject), 404);
    for (const char* wrong : {"0", "-1", "99999999", "notice", "W20260914", "1%00", "inquiry"}) {
        EXPECT_EQ(desk.status(std::string("/own-papers/") + wrong, county.subject), 404) << wrong;
    }
    county.case_key.reset();
    EXPECT_EQ(desk.status("/own-papers/" + opened, county.subject), 404)
        << "without the key it cannot be told whose it is";
}

TEST(CasePapers, a_letter_to_whom_the_case_was_about_before_is_not_printed_by_another) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.opened();
    county.must(NameSubject{id, county.township, salt}, county.officer);
    county.dispose(id, Verb::Inquire);
    county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
    desk.verify(id, Track::Discipline);  // names the person anew
    county.authorise(id, Verb::Start, county.authority);
    desk.notify(id);
    const std::string inquiry = desk.serial(id, "inquiry");
    EXPECT_EQ(desk.status("/own-papers/" + inquiry, county.subject), 404);
    EXPECT_EQ(desk.status("/own-papers/" + inquiry, county.township), 404);
    EXPECT_EQ(desk.own_serial(Served::Inquiry), "");
    EXPECT_EQ(desk.status("/own-papers/" + desk.serial(id, "case_opened"), county.subject), 200);
}

TEST(CasePapers, name_the_person_concerned_nowhere_also_where_they_print_it) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.with_every_paper(Track::Accountability);
    desk.announce(id, Served::Decision);
    for (const Served served : {Served::Filing, Served::Proposal, Served::Decision}) {
        const Json own = desk.shown("/own-papers/" + desk.own_serial(served), county.subject);
        EXPECT_FALSE(has(own.dump(), "丁※")) << own;
        EXPECT_FALSE(has(own.dump(), county.subject.text)) << own;
        EXPECT_TRUE(has(lines_of(own["foot"]), "打印：本人，")) << own["foot"];
    }
}

TEST(CasePapers, say_at_the_foot_when_they_were_served_and_until_when_by_the_cases_own_clock) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.of_finding();
    county.dispose(id, Verb::Inquire);
    EXPECT_FALSE(has(lines_of(desk.paper(id, "inquiry")["foot"]), "送达，"));
    county.run_for(hours(30));
    county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
    EXPECT_TRUE(has(lines_of(desk.paper(id, "inquiry")["foot"]),
                    "送达，书面说明期限至" + desk.due(county.the(id).due)))
        << desk.paper(id, "inquiry")["foot"];
    desk.verify(id, Track::Administrative);
    county.authorise(id, Verb::Start, county.authority);
    desk.notify(id);
    EXPECT_TRUE(has(lines_of(desk.paper(id, "case_opened")["foot"]), "已于2026年9月15日15时送达"))
        << desk.paper(id, "case_opened")["foot"];
    county.done(id, Kind::ShowFacts, county.investigators);
    county.done(id, Kind::Hear, county.investigators);
    desk.propose(id, Track::Administrative);
    county.done(id, Kind::Serve, county.investigators, Served::Proposal);
    EXPECT_TRUE(has(lines_of(desk.paper(id, "to_defend")["foot"]),
                    "送达，申辩期限至" + desk.due(county.the(id).due)));
    county.run_until(county.the(id).due + hours(1));  // silent: the time to decide runs
    county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
    desk.announce(id, Served::Decision);
    county.must(StepCase{id, Verb::Announce, {}}, county.officer);
    desk.commit();
    const Moment until{desk.data("/own-cases", county.subject)[0]["appeal_until"]};
    EXPECT_TRUE(
        has(lines_of(desk.paper(id, "case_decided")["foot"]), "送达，申诉期限至" + desk.due(until)))
        << desk.paper(id, "case_decided")["foot"];
}

TEST(CasePapers, say_the_same_whenever_they_are_printed) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.verifying(Track::Personnel);
    county.done(id, Kind::Verify, county.investigators);
    county.authorise(id, Verb::Start, county.authority);
    std::map<std::string, Json> before;
    const auto keep = [&](const std::string& kind) {
        Json paper = desk.paper(id, kind);
        paper.erase("foot");  // who printed it and when, and what is known of its service by then
        before.try_emplace(kind, paper);
    };
    keep("case_opened");
    desk.notify(id);
    county.issue_assignment(id, Kind::ShowFacts, county.investigators);
    keep("facts_shown");
    const AssignmentId open = county.the(id).assignments.back();
    county.must(ReviewAssignment{open, assignment::Verb::Withdraw, words("改期")}, county.officer);
    county.must(AssignTeam{id, Part::Verified, county.reviewers}, county.officer);
    county.must_both(ExtendCase{id, county.the(id).limit, words("未结束")}, county.officer,
                     county.superior);
    county.run_for(days(40));
    for (const auto& [kind, paper] : before) {
        Json later = desk.shown("/papers/" + paper["serial"].get<std::string>(), county.officer);
        later.erase("foot");
        EXPECT_EQ(paper.dump(), later.dump()) << kind;
    }
}

TEST(CasePapers, are_known_again_by_number_and_code_and_read_by_none_who_may_not) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.filed(Track::Discipline);
    const Json paper = desk.paper(id, "case_opened");
    std::string code = paper["code"];
    code.erase(std::remove(code.begin(), code.end(), ' '), code.end());
    const std::string serial = paper["serial"];
    const std::string at = "/papers/check?serial=" + serial + "&code=" + code;
    EXPECT_EQ(desk.data(at, county.officer)["paper"]["serial"], serial);
    for (const PersonId& person : {county.keeper, county.leader, desk.auditor}) {
        const Json said = desk.data(at, person);
        EXPECT_EQ(said["genuine"], true) << "who holds it in hand is told that it is ours";
        EXPECT_TRUE(said["paper"].is_null()) << person.text;
        const Json guess =
            desk.data("/papers/check?serial=" + serial + "&code=0000000000000000", person);
        EXPECT_EQ(guess, desk.data("/papers/check?serial=1&code=0000000000000000", person));
    }
}

TEST(CasePapers, with_words_of_the_case_are_a_look_at_it) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.decided(Track::Discipline);
    const CaseId asked = county.opened();
    county.dispose(asked, Verb::Inquire);
    const std::string decided = desk.serial(id, "case_decided");
    const std::string inquiry = desk.serial(asked, "inquiry");
    desk.paper(id, "case_decided");  // its words are read now
    for (const char* each : {"县纪委", "逐条答复", "决"}) {
        const Text text = words(each);
        desk.kept.keep(text.ref, {each, text.commitment, false, id}, 0);
    }
    const Facts seen = desk.facts();
    const auto cases_shown = [&](const std::string& serial) {
        Reader reader(seen, county.officer, Lang::Zh, desk.kept);
        EXPECT_TRUE(paper_page(reader, serial));
        return reader.words.cases();
    };
    EXPECT_EQ(cases_shown(decided), std::set<CaseId>{id});
    EXPECT_TRUE(cases_shown(inquiry).empty()) << "it has none of the words of its case";
    Reader lists(seen, county.officer, Lang::Zh, desk.kept);
    EXPECT_TRUE(paper_list(lists, Query::parse("matter=" + desk.matter(id))));
    EXPECT_EQ(lists.words.shown(), 0U) << "a list of papers is no look";
}

}  // namespace dudao::console::test
