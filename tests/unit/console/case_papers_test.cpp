// The papers of a case: what each draft says on which track, what none ever says, and from when on
// there is one.
#include <algorithm>
#include <set>

#include "console/papers/paper.h"
#include "docket_desk.h"

namespace dudao::console::test {

TEST(CasePapers, a_referral_says_what_was_raised_and_lists_the_evidence_with_its_hashes) {
    DocketDesk desk;
    auto& county = desk.county;
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task, Severity::Grave);
    const std::string photo = std::string(60, 'b') + "1234";
    county.must(AttachEvidence{task, finding, EvidenceHash{photo}, 1024, "image/jpeg"},
                county.inspector);
    const CaseId id = county.state.cases.rbegin()->first;
    county.dispose(id, Verb::Refer);
    const Json zh = desk.paper(id, "referral");
    EXPECT_EQ(zh["title"], "问题线索移送函");
    EXPECT_EQ(zh["number"], "线字〔2026〕1号");
    EXPECT_EQ(zh["to"], "＿＿＿＿＿＿（有权处理的机关）：");
    EXPECT_EQ(lines_of(zh["body"]),
              "现移送2026年9月14日督导中发现的问题线索（线字〔2026〕1号）。\n"
              "一、反映的问题：工作室关着※。\n"
              "二、涉及单位：村※。\n"
              "三、涉及人员身份：＿＿＿＿＿＿。\n"
              "四、证据1件，目录及校验值附后。\n"
              "以上是反映的问题，未作认定。请按权限处理，签收并函告是否受理。\n");
    EXPECT_EQ(fact_of(zh, "密级和保密期限"), "＿＿＿＿＿＿");
    ASSERT_EQ(zh["table"]["rows"].size(), 1U);
    std::string hash = zh["table"]["rows"][0][3];
    EXPECT_EQ(hash.substr(0, 18), "bbbbbbbb bbbbbbbb ");
    hash.erase(std::remove(hash.begin(), hash.end(), ' '), hash.end());
    EXPECT_EQ(hash, photo);
    EXPECT_EQ(zh["table"]["rows"][0][2], "1024");
    EXPECT_TRUE(zh["receipt"].empty()) << "an organ signs on the sheet";
    EXPECT_FALSE(zh["strip"].empty());
    const std::string en = lines_of(desk.paper(id, "referral", Lang::En)["body"]);
    EXPECT_TRUE(has(en, "found in the inspection of 14 Sep 2026 (Lead 2026-1)")) << en;
    EXPECT_TRUE(has(en, "4. Items of evidence: 1, listed")) << en;
}

TEST(CasePapers, a_referral_lists_what_the_teams_brought_up_to_it) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.investigated(Track::Discipline);
    const AssignmentId shown = county.issue_assignment(id, Kind::ShowFacts, county.investigators);
    const PersonId hand = county.state.teams.at(county.investigators).head;
    const auto& members = county.state.teams.at(county.investigators).members;
    county.must(StepAssignment{shown, assignment::Verb::Accept, {}, {}, {}}, hand);
    county.must(StepAssignment{shown, assignment::Verb::Begin, members, {}, {}}, hand);
    const EvidenceHash file{std::string(64, 'e')};
    county.must(AttachToAssignment{shown, file, 77, "application/pdf"}, hand);
    county.authorise(id, Verb::Refer, county.authority);
    const Json paper = desk.paper(id, "referral");
    ASSERT_EQ(paper["table"]["rows"].size(), 1U);
    EXPECT_EQ(paper["table"]["rows"][0][1], "application/pdf");
    EXPECT_TRUE(has(lines_of(paper["body"]), "现移送2026年9月14日登记的问题线索")) << paper["body"];
    EXPECT_TRUE(has(lines_of(paper["body"]), "一、反映的问题：反映虚报。")) << paper["body"];
}

TEST(CasePapers, an_inquiry_asks_within_the_policys_time_and_has_none_of_the_leads_words) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId petition = county.opened();
    county.dispose(petition, Verb::Inquire);
    const Json zh = desk.paper(petition, "inquiry");
    EXPECT_EQ(zh["title"], "谈话函询通知");
    EXPECT_EQ(zh["to"], "＿＿＿＿＿＿（姓名、称谓）：");
    const std::string body = lines_of(zh["body"]);
    EXPECT_TRUE(has(body, "现就反映的村※的有关问题向你了解情况。请于收到后15个工作日内")) << body;
    EXPECT_TRUE(has(body, "函询不等于认定有问题。你可以附证据，可以申请有关人员回避。")) << body;
    EXPECT_TRUE(has(body, "经所在党组织主要负责人签署意见后回复；你是主要负责人")) << body;
    EXPECT_EQ(zh["copy"], "抄送：本人所在党组织主要负责人＿＿＿＿＿＿");
    EXPECT_EQ(fact_of(zh, "送达期限"), desk.due(county.the(petition).due));
    const CaseId found = desk.of_finding();
    county.dispose(found, Verb::Inquire);
    for (const CaseId id : {petition, found}) {
        for (const Lang lang : both) {
            const std::string all = desk.paper(id, "inquiry", lang).dump();
            for (const char* never :
                 {"反映虚报", "工作室关着", "信访", "举报", "督导发现", "督导中", "移送",
                  "petition", "report", "inspection", "丙※", "rectif"}) {
                EXPECT_FALSE(has(all, never)) << never << ": " << all;
            }
        }
    }
    EXPECT_TRUE(
        has(lines_of(desk.paper(found, "inquiry")["body"]), "现就反映的村※帮扶工作方面的问题"));
    // Of both leads it says the same but for what the matter is: neither tells where it came from.
    EXPECT_EQ(desk.paper(found, "inquiry")["after"], zh["after"]);
}

TEST(CasePapers, an_opening_says_who_approved_and_which_inquiry_it_is_on_each_track) {
    const std::map<Track, std::pair<std::string, std::string>> says{
        {Track::Accountability, {"启动问责通知", "由组对村※的有关问题启动问责调查。"}},
        {Track::Discipline,
         {"立案通知", "由组就你涉嫌违反党纪的问题立案审查，涉及村※的有关问题。"}},
        {Track::Administrative,
         {"立案通知", "由组就你涉嫌职务违法的问题立案调查，涉及村※的有关问题。"}},
        {Track::Personnel,
         {"立案通知", "由组就你涉嫌违反公职人员职责要求的问题立案调查，涉及村※的有关问题。"}}};
    for (const auto& [track, said] : says) {
        DocketDesk desk;
        const CaseId id = desk.county.filed(track);
        const Json zh = desk.paper(id, "case_opened");
        EXPECT_EQ(zh["title"], said.first);
        EXPECT_EQ(desk.list(id, desk.county.officer).back()["title"], said.first);
        EXPECT_EQ(zh["body"][0], "经戊※同志批准，自2026年9月14日起，" + said.second);
        EXPECT_EQ(zh["body"][1], "你有权核对事实、陈述申辩、提交证据、申请回避。");
        EXPECT_EQ(zh["body"][2], "结论以查明的事实为准，现在没有作出任何决定。");
        EXPECT_EQ(fact_of(zh, "送达期限"), desk.due(desk.county.the(id).due)) << name(track);
        const std::string en = lines_of(desk.paper(id, "case_opened", Lang::En)["body"]);
        EXPECT_TRUE(has(en, "Approved by 戊※: from 14 Sep 2026 Team ")) << en;
        EXPECT_TRUE(has(en, "Nothing is decided.")) << en;
    }
}

TEST(CasePapers, a_simple_case_says_that_nothing_is_taken_from_the_person) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.verifying(Track::Discipline);
    county.done(id, Kind::Verify, county.investigators);
    county.authorise(id, Verb::StartSimple, county.authority);
    EXPECT_TRUE(has(lines_of(desk.paper(id, "case_opened")["body"]),
                    "本案适用简易程序，事实仍与你核对，仍听取你的陈述申辩。"));
}

TEST(CasePapers, facts_are_numbered_and_each_is_marked_by_the_person) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.of_finding();
    desk.verify(id, Track::Accountability);
    county.authorise(id, Verb::Start, county.authority);
    desk.notify(id);
    EXPECT_EQ(desk.serial(id, "facts_shown"), "");
    county.issue_assignment(id, Kind::ShowFacts, county.investigators);
    const Json shown = desk.paper(id, "facts_shown");
    EXPECT_EQ(shown["title"], "事实见面告知");
    ASSERT_EQ(shown["table"]["rows"].size(), 3U);
    EXPECT_EQ(shown["table"]["rows"][0][0], "1");
    EXPECT_EQ(shown["table"]["rows"][0][1], "工作室关着※");
    EXPECT_EQ(shown["table"]["rows"][1][1], "") << "what only the team knows is for the pen";
    EXPECT_TRUE(has(lines_of(shown["body"]), "请逐条写明“属实、部分属实、不属实”及理由"));
    EXPECT_TRUE(has(lines_of(shown["after"]), "每条意见都会核实答复，不因申辩加重处理。"));
    EXPECT_TRUE(has(lines_of(shown["after"]), "不签名的，由2名经办人注明原因"));
    EXPECT_FALSE(has(shown.dump(), "拟处理意见"));
    EXPECT_TRUE(shown["receipt"].empty()) << "it is signed on the sheet";
}

TEST(CasePapers, a_proposal_gives_the_policys_time_to_defend_and_keeps_the_offices_opinion) {
    for (const Track track : every_track) {
        DocketDesk desk;
        auto& county = desk.county;
        const CaseId id = county.investigated(track);
        desk.propose(id, track);
        const Json zh = desk.paper(id, "to_defend");
        EXPECT_EQ(zh["title"], "陈述申辩告知");
        const std::string body = lines_of(zh["body"]);
        EXPECT_TRUE(has(body, "拟处理意见不是决定。")) << body;
        EXPECT_TRUE(has(body, "拟处理意见（告知阶段）：＿＿＿＿＿＿。")) << body;
        EXPECT_TRUE(has(body, "可于收到后10个工作日内（自收到次日起算）书面或当面申辩")) << body;
        EXPECT_FALSE(has(zh.dump(), "内部意见")) << "what the office thought is not told";
        EXPECT_FALSE(has(zh.dump(), "反映虚报")) << "nor what a petition said";
        EXPECT_EQ(fact_of(zh, "送达期限"), desk.due(county.the(id).due)) << name(track);
        EXPECT_TRUE(has(lines_of(desk.paper(id, "to_defend", Lang::En)["body"]),
                        "within 10 working days, counted from the day after receipt"));
    }
}

TEST(CasePapers, a_decision_carries_the_appeal_of_its_track_with_the_policys_times) {
    const std::map<Track, std::string> appeals{
        {Track::Accountability,
         "不服本决定的，可自收到之日起1个月内向作出决定的党组织书面申诉，1个月内答复。"},
        {Track::Discipline,
         "不服本决定的，可向作出或者批准决定的党组织及其上级申诉，受理后3个月内办结。"},
        {Track::Administrative,
         "不服本决定的，可自收到之日起1个月内申请复审，1个月内决定；仍不服的，可自收到复审决定之日"
         "起"
         "1个月内向上一级监察机关申请复核，2个月内决定。"},
        {Track::Personnel,
         "不服本决定的，可自知道之日起30日内申请复核，30日内决定；仍不服的，可自收到复核决定之日起"
         "15日内申诉；也可以不经复核，自知道之日起30日内直接申诉。申诉60日内决定，可延长30日。"}};
    for (const auto& [track, appeal] : appeals) {
        DocketDesk desk;
        const CaseId id = desk.county.decided(track);
        const Json zh = desk.paper(id, "case_decided");
        EXPECT_EQ(zh["title"], "决定送达和申诉告知");
        EXPECT_EQ(zh["body"][0], "县纪委于2026年9月14日作出决定（文号＿＿＿＿＿＿）：诫勉。");
        EXPECT_EQ(zh["body"][2], appeal) << name(track);
        EXPECT_EQ(zh["body"][3],
                  "申诉期间不停止执行（决定暂缓的除外），不因申诉加重处理，原办理人员回避。");
        const std::string en = lines_of(desk.paper(id, "case_decided", Lang::En)["body"]);
        EXPECT_FALSE(has(en, "within 1 months")) << "one month is one: " << en;
        EXPECT_EQ(fact_of(zh, "对申辩的答复"), "逐条答复");
        EXPECT_EQ(fact_of(zh, "决定理由"), "决");
        EXPECT_EQ(fact_of(zh, "影响期"), "＿＿＿＿＿＿");
        EXPECT_EQ(fact_of(zh, "送达期限"), desk.due(desk.county.the(id).due)) << name(track);
    }
}

TEST(CasePapers, times_are_those_of_the_policy_that_the_case_was_opened_under) {
    DocketDesk desk;
    auto& county = desk.county;
    Policy policy = county.state.policies.at(county.state.policy_now);
    policy.case_limits = default_case_limits();
    for (CaseLimit& row : policy.case_limits) {
        if (row.limit == CaseLimitKind::Answer) row.budget = {7, TimeUnit::WorkingDays};
    }
    CaseLimit window;  // a county may give discipline a time to ask, which the law has not
    window.track = Track::Discipline;
    window.limit = CaseLimitKind::AppealWindow;
    window.budget = {2, TimeUnit::Months};
    window.source = "local";
    policy.case_limits.push_back(window);
    const CaseId before = county.opened();
    county.must_both(PolicyAdoption{Bytes(std::string(32, 'n')), policy}, county.leader,
                     county.mayor);
    const CaseId after = county.opened();
    for (const CaseId id : {before, after}) county.dispose(id, Verb::Inquire);
    EXPECT_TRUE(has(lines_of(desk.paper(before, "inquiry")["body"]), "收到后15个工作日内"));
    EXPECT_TRUE(has(lines_of(desk.paper(after, "inquiry")["body"]), "收到后7个工作日内"));
    const CaseId decided = county.decided(Track::Discipline);
    EXPECT_TRUE(has(lines_of(desk.paper(decided, "case_decided")["body"]),
                    "可自收到之日起2个月内向作出或者批准决定的党组织及其上级申诉"));
}

TEST(CasePapers, a_decision_on_appeal_says_what_became_of_it_and_whether_another_follows) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId last = county.appealed(Track::Accountability);
    desk.decide_appeal(last, Verb::Uphold, county.authority_2);
    const Json upheld = desk.paper(last, "case_decided");
    EXPECT_TRUE(has(upheld["body"][0], "对你的申诉作出决定（文号＿＿＿＿＿＿）：维持原决定。"));
    EXPECT_TRUE(has(lines_of(upheld["body"]), "不再有下一次申诉的程序。")) << upheld["body"];
    const CaseId again = county.appealed(Track::Administrative);
    desk.decide_appeal(again, Verb::Amend, county.authority_2);
    const std::string amended = lines_of(desk.paper(again, "case_decided")["body"]);
    EXPECT_TRUE(has(amended, "原决定变更为诫勉。")) << amended;
    EXPECT_TRUE(has(amended, "可自收到之日起1个月内向上一级监察机关申请复核，2个月内决定。"));
    const CaseId revoked = county.appealed(Track::Discipline);
    desk.decide_appeal(revoked, Verb::Revoke, county.authority_2);
    const std::string cleared = lines_of(desk.paper(revoked, "case_decided")["body"]);
    EXPECT_TRUE(has(cleared, "撤销原决定。澄清情况另行告知你和所在单位。")) << cleared;
    EXPECT_FALSE(has(cleared, "不服")) << cleared;
    const CaseId exempt = county.proposed(Track::Personnel);
    county.done(exempt, Kind::Serve, county.investigators, Served::Proposal);
    county.must_as(DefendCase{exempt, true, {}}, county.on_pages(county.subject));
    county.must_both(county.decision(exempt, Verb::Exempt), county.officer, county.authority);
    const Json none = desk.paper(exempt, "case_decided");
    EXPECT_TRUE(has(none["body"][0], "免予或者不予处理。")) << none["body"];
    EXPECT_EQ(fact_of(none, "影响期"), "(none)");
}

TEST(CasePapers, a_name_is_cleared_by_a_notice_to_the_person_and_their_unit) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId withdrawn = county.investigated(Track::Discipline);
    county.authorise(withdrawn, Verb::Withdraw, county.authority);
    EXPECT_EQ(desk.serial(withdrawn, "clearing"), "") << "nobody serves it yet";
    const Moment due = county.the(withdrawn).due;
    county.run_for(hours(30));
    county.issue_assignment(withdrawn, Kind::Serve, county.investigators, Served::Clearing);
    const Json zh = desk.paper(withdrawn, "clearing");
    EXPECT_EQ(zh["title"], "澄清通知");
    EXPECT_TRUE(has(zh["body"][0], "反映你的问题不成立。")) << zh["body"];
    EXPECT_TRUE(has(zh["body"][0], "2026年9月14日撤销。")) << zh["body"];
    EXPECT_EQ(zh["body"][1], "现予澄清。本案不影响对你的考核、任用和评先评优。");
    EXPECT_TRUE(has(zh["copy"], "本人所在单位、党组织")) << zh["copy"];
    EXPECT_EQ(fact_of(zh, "送达期限"), desk.due(due));
    EXPECT_FALSE(has(lines_of(zh["body"]), "申诉")) << "nothing to appeal against";
    const Json en = desk.paper(withdrawn, "clearing", Lang::En);
    EXPECT_TRUE(has(lines_of(en["body"]), "Your name is cleared.")) << en["body"];

    const CaseId revoked = county.appealed(Track::Discipline);
    desk.decide_appeal(revoked, Verb::Revoke, county.authority_2);
    county.done(revoked, Kind::Serve, county.appeal_team, Served::AppealDecision);
    county.done(revoked, Kind::Serve, county.appeal_team, Served::Clearing);
    EXPECT_TRUE(has(desk.paper(revoked, "clearing")["body"][0], "撤销对你的处理决定。"));
    const std::string own = desk.own_serial(Served::Clearing);
    EXPECT_EQ(own, desk.serial(revoked, "clearing")) << "the person concerned prints it too";
    EXPECT_EQ(desk.status("/own-papers/" + own, county.subject), 200);
    EXPECT_EQ(desk.status("/papers/" + own, county.subject), 404);
    EXPECT_NE(desk.own_serial(Served::AppealDecision), "") << "beside the decision";
    county.run_for(days(20));
    EXPECT_EQ(desk.paper(withdrawn, "clearing")["facts"], zh["facts"]) << "whenever it is printed";
}

TEST(CasePapers, each_says_that_it_is_a_draft_served_in_person_and_never_deemed_served) {
    for (const Track track : every_track) {
        DocketDesk desk;
        const CaseId id = desk.with_every_paper(track);
        ASSERT_EQ(desk.kinds(id, desk.county.officer), every_kind) << name(track);
        for (const std::string& kind : every_kind) {
            const Json zh = desk.paper(id, kind);
            EXPECT_EQ(zh["mark"], "（草稿）") << kind;
            EXPECT_EQ(zh["after"].back(),
                      "本件由督导系统按记录起草。正式文书由有权机关按自有格式制发，当面送达，"
                      "不适用视为送达。")
                << kind;
            EXPECT_EQ(zh["seal"], "＿＿＿＿＿＿（制发机关印章）") << kind;
            EXPECT_EQ(zh["date"], "　　　　年　　月　　日") << "it is issued later: " << kind;
            EXPECT_FALSE(has(zh["receipt"].dump(), "视为送达")) << kind;
            EXPECT_FALSE(has(zh["receipt"].dump(), "代收")) << kind;
            EXPECT_FALSE(zh["red_head"].get<bool>()) << "no organ's head: " << kind;
            const Json en = desk.paper(id, kind, Lang::En);
            EXPECT_EQ(en["mark"], "(draft)") << kind;
            EXPECT_TRUE(has(en["after"].back(), "issues the paper on its own form")) << kind;
            EXPECT_EQ(zh["code"], en["code"]) << "one paper in two languages";
        }
    }
}

TEST(CasePapers, none_has_a_word_of_guilt_of_threat_or_of_who_worked_on_it) {
    for (const Track track : every_track) {
        DocketDesk desk;
        const CaseId id = desk.with_every_paper(track);
        const CaseId referred = desk.of_finding();
        desk.county.dispose(referred, Verb::Refer);
        for (const Lang lang : both) {
            std::vector<Json> all{desk.paper(referred, "referral", lang)};
            for (const std::string& kind : every_kind) all.push_back(desk.paper(id, kind, lang));
            for (const Json& paper : all) {
                const std::string text = paper.dump();
                for (const char* never :
                     {"严肃处理",      "后果自负", "拒不",      "违纪人员", "违法人员", "黑名单",
                      "末位",          "系统判定", "打卡",      "扣分",     "贫困户",   "尽快",
                      "ASAP",          "！",       "offender",  "guilty",   "culprit",  "Mr",
                      "丙※",           "p-i1",     "p-village", "丁※",      "信访",     "petition",
                      "grave_finding", "已办"}) {
                    EXPECT_FALSE(has(text, never)) << paper["kind"] << " says " << never;
                }
                EXPECT_FALSE(has(lines_of(paper["body"]) + lines_of(paper["after"]), "{"));
                EXPECT_FALSE(has(text, desk.county.subject.text));
            }
        }
    }
}

TEST(CasePapers, are_there_from_what_they_rest_on_and_not_before) {
    DocketDesk desk;
    auto& county = desk.county;
    const CaseId id = county.verifying(Track::Accountability);
    EXPECT_TRUE(desk.list(id, county.officer).empty());
    county.done(id, Kind::Verify, county.investigators);
    EXPECT_TRUE(desk.list(id, county.officer).empty());
    county.authorise(id, Verb::Start, county.authority);
    EXPECT_EQ(desk.kinds(id, county.officer), std::vector<std::string>{"case_opened"});
    desk.notify(id);
    EXPECT_EQ(desk.kinds(id, county.officer), std::vector<std::string>{"case_opened"});
    // No other event of the case is a paper, whoever asks for it by its number.
    const std::string opened = desk.serial(id, "case_opened");
    for (const std::uint64_t index : desk.record.of(desk.matter(id))) {
        const std::string serial = std::to_string(index);
        EXPECT_EQ(desk.status("/papers/" + serial, county.officer), serial == opened ? 200 : 404);
        EXPECT_EQ(desk.status("/own-papers/" + serial, county.subject),
                  serial == opened ? 200 : 404);
    }
}

}  // namespace dudao::console::test
