// The papers of a case: what each draft says on which track and what none ever says, from when on
// there is one, and who has it: those who read the case, and the person concerned what was served
// on them.
#include <algorithm>
#include <set>

#include "console/papers/dates.h"
#include "console/papers/paper.h"
#include "office.h"

namespace dudao::console::test {
namespace {

using assignment::Kind;
using cases::Track;
using cases::Verb;
using dudao::test::words;
using Served = assignment::Paper;

const std::vector<Track> every_track{Track::Accountability, Track::Discipline,
                                     Track::Administrative, Track::Personnel};
const std::vector<Lang> both{Lang::Zh, Lang::En};
const Bytes salt(std::string(32, 'h'));

struct CaseDesk : Office {
    CaseDesk() {
        county.staff();
        commit();
    }

    std::string matter(CaseId id) { return matter_text("case", id.value); }

    Json list(CaseId id, const PersonId& person, Lang lang = Lang::Zh) {
        commit();
        const Answer said = get("/papers?matter=" + matter(id), person, lang);
        EXPECT_EQ(said.status, 200) << said.body;
        return Json::parse(said.body).value("data", Json());
    }
    std::vector<std::string> kinds(CaseId id, const PersonId& person) {
        std::vector<std::string> kinds;
        for (const Json& each : list(id, person)) kinds.push_back(each["kind"]);
        return kinds;
    }
    /// The last of its kind; empty: there is none.
    std::string serial(CaseId id, const std::string& kind) {
        std::string serial;
        for (const Json& each : list(id, county.officer)) {
            if (each["kind"] == kind) serial = each["serial"];
        }
        return serial;
    }
    Json paper(CaseId id, const std::string& kind, Lang lang = Lang::Zh) {
        const std::string found = serial(id, kind);
        EXPECT_NE(found, "") << "no paper of the kind " << kind;
        return shown("/papers/" + found, county.officer, lang);
    }
    Json shown(const std::string& target, const PersonId& person, Lang lang = Lang::Zh) {
        commit();
        const Answer said = get(target, person, lang);
        EXPECT_EQ(said.status, 200) << target << ": " << said.body;
        return Json::parse(said.body).value("data", Json());
    }
    int status(const std::string& target, const PersonId& person) {
        commit();
        return get(target, person).status;
    }
    /// As the person concerned prints it: the last that was served of this kind.
    std::string own_serial(Served served) {
        commit();
        std::string serial;
        for (const Json& lead : data("/own-cases", county.subject)) {
            for (const Json& each : lead["papers"]) {
                if (each["paper"] == name(served)) serial = each["serial"];
            }
        }
        return serial;
    }

    std::string due(Moment moment, Lang lang = Lang::Zh) const {
        return paper_due(lang, county.state.calendar.zone, moment);
    }

    /// A lead that a grave finding opened.
    CaseId of_finding() {
        county.confirmed(Severity::Grave);
        return county.state.cases.rbegin()->first;
    }
    void verify(CaseId id, Track track) {
        county.must(NameSubject{id, county.subject, salt}, county.officer);
        county.dispose(id, Verb::Verify, track);
        county.must(AssignTeam{id, Part::Verified, county.investigators}, county.officer);
        county.done(id, Kind::Verify, county.investigators);
    }
    void notify(CaseId id) {
        county.done(id, Kind::Serve, county.investigators, Served::Filing);
        county.must(StepCase{id, Verb::Notify, {}}, county.officer);
    }
    void announce(CaseId id, Served served) {
        county.done(id, Kind::Serve, county.investigators, served);
        county.done(id, Kind::Announce, county.investigators, served);
    }
    /// A case that an inquiry came before, with all papers up to the decision.
    CaseId with_every_paper(Track track) {
        const CaseId id = of_finding();
        county.dispose(id, Verb::Inquire);
        county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
        verify(id, track);
        county.authorise(id, Verb::Start, county.authority);
        notify(id);
        county.done(id, Kind::ShowFacts, county.investigators);
        county.done(id, Kind::Hear, county.investigators);
        propose(id, track);
        county.done(id, Kind::Serve, county.investigators, Served::Proposal);
        county.must_as(DefendCase{id, false, words("申辩")}, county.on_pages(county.subject));
        county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
        return id;
    }
    void propose(CaseId id, Track track) {
        if (track == Track::Accountability) {
            county.must(StepCase{id, Verb::Propose, words("拟办内部意见")}, county.officer);
            return;
        }
        county.must(StepCase{id, Verb::SendToReview, {}}, county.officer);
        county.must(AssignTeam{id, Part::Reviewed, county.reviewers}, county.officer);
        county.done(id, Kind::Review, county.reviewers);
        county.must(StepCase{id, Verb::AcceptReview, words("审理内部意见")}, county.reviewer);
    }
    /// The appeal is taken up by others and decided.
    void decide_appeal(CaseId id, Verb how, const PersonId& by) {
        county.must(AssignTeam{id, Part::Appealed, county.appeal_team}, county.officer);
        county.must(StepCase{id, Verb::TakeUp, {}}, county.appeals);
        county.done(id, Kind::Review, county.appeal_team);
        county.must_both(county.decision(id, how), county.appeals, by);
    }
};

std::string lines(const Json& list) {
    std::string all;
    for (const Json& each : list) all += each.get<std::string>() + "\n";
    return all;
}

std::string fact(const Json& paper, const std::string& label) {
    for (const Json& each : paper["facts"]) {
        if (each["label"] == label) return each["value"];
    }
    return "(none)";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

const std::vector<std::string> every_kind{"inquiry", "case_opened", "facts_shown", "to_defend",
                                          "case_decided"};

}  // namespace

TEST(CasePapers, a_referral_says_what_was_raised_and_lists_the_evidence_with_its_hashes) {
    CaseDesk desk;
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
    EXPECT_EQ(lines(zh["body"]),
              "现移送2026年9月14日督导中发现的问题线索（线字〔2026〕1号）。\n"
              "一、反映的问题：工作室关着※。\n"
              "二、涉及单位：村※。\n"
              "三、涉及人员身份：＿＿＿＿＿＿。\n"
              "四、证据1件，目录及校验值附后。\n"
              "以上是反映的问题，未作认定。请按权限处理，签收并函告是否受理。\n");
    EXPECT_EQ(fact(zh, "密级和保密期限"), "＿＿＿＿＿＿");
    ASSERT_EQ(zh["table"]["rows"].size(), 1U);
    std::string hash = zh["table"]["rows"][0][3];
    EXPECT_EQ(hash.substr(0, 18), "bbbbbbbb bbbbbbbb ");
    hash.erase(std::remove(hash.begin(), hash.end(), ' '), hash.end());
    EXPECT_EQ(hash, photo);
    EXPECT_EQ(zh["table"]["rows"][0][2], "1024");
    EXPECT_TRUE(zh["receipt"].empty()) << "an organ signs on the sheet";
    EXPECT_FALSE(zh["strip"].empty());
    const std::string en = lines(desk.paper(id, "referral", Lang::En)["body"]);
    EXPECT_TRUE(has(en, "found in the inspection of 14 Sep 2026 (Lead 2026-1)")) << en;
    EXPECT_TRUE(has(en, "4. Items of evidence: 1, listed")) << en;
}

TEST(CasePapers, a_referral_lists_what_the_teams_brought_up_to_it) {
    CaseDesk desk;
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
    EXPECT_TRUE(has(lines(paper["body"]), "现移送2026年9月14日登记的问题线索")) << paper["body"];
    EXPECT_TRUE(has(lines(paper["body"]), "一、反映的问题：反映虚报。")) << paper["body"];
}

TEST(CasePapers, an_inquiry_asks_within_the_policys_time_and_has_none_of_the_leads_words) {
    CaseDesk desk;
    auto& county = desk.county;
    const CaseId petition = county.opened();
    county.dispose(petition, Verb::Inquire);
    const Json zh = desk.paper(petition, "inquiry");
    EXPECT_EQ(zh["title"], "谈话函询通知");
    EXPECT_EQ(zh["to"], "＿＿＿＿＿＿（姓名、称谓）：");
    const std::string body = lines(zh["body"]);
    EXPECT_TRUE(has(body, "现就反映的村※的有关问题向你了解情况。请于收到后15个工作日内")) << body;
    EXPECT_TRUE(has(body, "函询不等于认定有问题。你可以附证据，可以申请有关人员回避。")) << body;
    EXPECT_TRUE(has(body, "经所在党组织主要负责人签署意见后回复；你是主要负责人")) << body;
    EXPECT_EQ(zh["copy"], "抄送：本人所在党组织主要负责人＿＿＿＿＿＿");
    EXPECT_EQ(fact(zh, "送达期限"), desk.due(county.the(petition).due));
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
        has(lines(desk.paper(found, "inquiry")["body"]), "现就反映的村※帮扶工作方面的问题"));
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
        CaseDesk desk;
        const CaseId id = desk.county.filed(track);
        const Json zh = desk.paper(id, "case_opened");
        EXPECT_EQ(zh["title"], said.first);
        EXPECT_EQ(desk.list(id, desk.county.officer).back()["title"], said.first);
        EXPECT_EQ(zh["body"][0], "经戊※同志批准，自2026年9月14日起，" + said.second);
        EXPECT_EQ(zh["body"][1], "你有权核对事实、陈述申辩、提交证据、申请回避。");
        EXPECT_EQ(zh["body"][2], "结论以查明的事实为准，现在没有作出任何决定。");
        EXPECT_EQ(fact(zh, "送达期限"), desk.due(desk.county.the(id).due)) << name(track);
        const std::string en = lines(desk.paper(id, "case_opened", Lang::En)["body"]);
        EXPECT_TRUE(has(en, "Approved by 戊※: from 14 Sep 2026 Team ")) << en;
        EXPECT_TRUE(has(en, "Nothing is decided.")) << en;
    }
}

TEST(CasePapers, a_simple_case_says_that_nothing_is_taken_from_the_person) {
    CaseDesk desk;
    auto& county = desk.county;
    const CaseId id = county.verifying(Track::Discipline);
    county.done(id, Kind::Verify, county.investigators);
    county.authorise(id, Verb::StartSimple, county.authority);
    EXPECT_TRUE(has(lines(desk.paper(id, "case_opened")["body"]),
                    "本案适用简易程序，事实仍与你核对，仍听取你的陈述申辩。"));
}

TEST(CasePapers, facts_are_numbered_and_each_is_marked_by_the_person) {
    CaseDesk desk;
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
    EXPECT_TRUE(has(lines(shown["body"]), "请逐条写明“属实、部分属实、不属实”及理由"));
    EXPECT_TRUE(has(lines(shown["after"]), "每条意见都会核实答复，不因申辩加重处理。"));
    EXPECT_TRUE(has(lines(shown["after"]), "不签名的，由2名经办人注明原因"));
    EXPECT_FALSE(has(shown.dump(), "拟处理意见"));
    EXPECT_TRUE(shown["receipt"].empty()) << "it is signed on the sheet";
}

TEST(CasePapers, a_proposal_gives_the_policys_time_to_defend_and_keeps_the_offices_opinion) {
    for (const Track track : every_track) {
        CaseDesk desk;
        auto& county = desk.county;
        const CaseId id = county.investigated(track);
        desk.propose(id, track);
        const Json zh = desk.paper(id, "to_defend");
        EXPECT_EQ(zh["title"], "陈述申辩告知");
        const std::string body = lines(zh["body"]);
        EXPECT_TRUE(has(body, "拟处理意见不是决定。")) << body;
        EXPECT_TRUE(has(body, "拟处理意见（告知阶段）：＿＿＿＿＿＿。")) << body;
        EXPECT_TRUE(has(body, "可于收到后10个工作日内（自收到次日起算）书面或当面申辩")) << body;
        EXPECT_FALSE(has(zh.dump(), "内部意见")) << "what the office thought is not told";
        EXPECT_FALSE(has(zh.dump(), "反映虚报")) << "nor what a petition said";
        EXPECT_EQ(fact(zh, "送达期限"), desk.due(county.the(id).due)) << name(track);
        EXPECT_TRUE(has(lines(desk.paper(id, "to_defend", Lang::En)["body"]),
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
        CaseDesk desk;
        const CaseId id = desk.county.decided(track);
        const Json zh = desk.paper(id, "case_decided");
        EXPECT_EQ(zh["title"], "决定送达和申诉告知");
        EXPECT_EQ(zh["body"][0], "县纪委于2026年9月14日作出决定（文号＿＿＿＿＿＿）：诫勉。");
        EXPECT_EQ(zh["body"][2], appeal) << name(track);
        EXPECT_EQ(zh["body"][3],
                  "申诉期间不停止执行（决定暂缓的除外），不因申诉加重处理，原办理人员回避。");
        const std::string en = lines(desk.paper(id, "case_decided", Lang::En)["body"]);
        EXPECT_FALSE(has(en, "within 1 months")) << "one month is one: " << en;
        EXPECT_EQ(fact(zh, "对申辩的答复"), "逐条答复");
        EXPECT_EQ(fact(zh, "决定理由"), "决");
        EXPECT_EQ(fact(zh, "影响期"), "＿＿＿＿＿＿");
        EXPECT_EQ(fact(zh, "送达期限"), desk.due(desk.county.the(id).due)) << name(track);
    }
}

TEST(CasePapers, times_are_those_of_the_policy_that_the_case_was_opened_under) {
    CaseDesk desk;
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
    EXPECT_TRUE(has(lines(desk.paper(before, "inquiry")["body"]), "收到后15个工作日内"));
    EXPECT_TRUE(has(lines(desk.paper(after, "inquiry")["body"]), "收到后7个工作日内"));
    const CaseId decided = county.decided(Track::Discipline);
    EXPECT_TRUE(has(lines(desk.paper(decided, "case_decided")["body"]),
                    "可自收到之日起2个月内向作出或者批准决定的党组织及其上级申诉"));
}

TEST(CasePapers, a_decision_on_appeal_says_what_became_of_it_and_whether_another_follows) {
    CaseDesk desk;
    auto& county = desk.county;
    const CaseId last = county.appealed(Track::Accountability);
    desk.decide_appeal(last, Verb::Uphold, county.authority_2);
    const Json upheld = desk.paper(last, "case_decided");
    EXPECT_TRUE(has(upheld["body"][0], "对你的申诉作出决定（文号＿＿＿＿＿＿）：维持原决定。"));
    EXPECT_TRUE(has(lines(upheld["body"]), "不再有下一次申诉的程序。")) << upheld["body"];
    const CaseId again = county.appealed(Track::Administrative);
    desk.decide_appeal(again, Verb::Amend, county.authority_2);
    const std::string amended = lines(desk.paper(again, "case_decided")["body"]);
    EXPECT_TRUE(has(amended, "原决定变更为诫勉。")) << amended;
    EXPECT_TRUE(has(amended, "可自收到之日起1个月内向上一级监察机关申请复核，2个月内决定。"));
    const CaseId revoked = county.appealed(Track::Discipline);
    desk.decide_appeal(revoked, Verb::Revoke, county.authority_2);
    const std::string cleared = lines(desk.paper(revoked, "case_decided")["body"]);
    EXPECT_TRUE(has(cleared, "撤销原决定。澄清情况另行告知你和所在单位。")) << cleared;
    EXPECT_FALSE(has(cleared, "不服")) << cleared;
    const CaseId exempt = county.proposed(Track::Personnel);
    county.done(exempt, Kind::Serve, county.investigators, Served::Proposal);
    county.must_as(DefendCase{exempt, true, {}}, county.on_pages(county.subject));
    county.must_both(county.decision(exempt, Verb::Exempt), county.officer, county.authority);
    const Json none = desk.paper(exempt, "case_decided");
    EXPECT_TRUE(has(none["body"][0], "免予或者不予处理。")) << none["body"];
    EXPECT_EQ(fact(none, "影响期"), "(none)");
}

TEST(CasePapers, each_says_that_it_is_a_draft_served_in_person_and_never_deemed_served) {
    for (const Track track : every_track) {
        CaseDesk desk;
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
        CaseDesk desk;
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
                EXPECT_FALSE(has(lines(paper["body"]) + lines(paper["after"]), "{"));
                EXPECT_FALSE(has(text, desk.county.subject.text));
            }
        }
    }
}

TEST(CasePapers, are_there_from_what_they_rest_on_and_not_before) {
    CaseDesk desk;
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

TEST(CasePapers, are_for_those_who_read_the_case_and_not_there_for_anybody_else) {
    CaseDesk desk;
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
    CaseDesk desk;
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
    EXPECT_EQ(fact(own, "对申辩的答复"), "逐条答复");
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
    CaseDesk desk;
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
    CaseDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.with_every_paper(Track::Accountability);
    desk.announce(id, Served::Decision);
    for (const Served served : {Served::Filing, Served::Proposal, Served::Decision}) {
        const Json own = desk.shown("/own-papers/" + desk.own_serial(served), county.subject);
        EXPECT_FALSE(has(own.dump(), "丁※")) << own;
        EXPECT_FALSE(has(own.dump(), county.subject.text)) << own;
        EXPECT_TRUE(has(lines(own["foot"]), "打印：本人，")) << own["foot"];
    }
}

TEST(CasePapers, say_at_the_foot_when_they_were_served_and_until_when_by_the_cases_own_clock) {
    CaseDesk desk;
    auto& county = desk.county;
    const CaseId id = desk.of_finding();
    county.dispose(id, Verb::Inquire);
    EXPECT_FALSE(has(lines(desk.paper(id, "inquiry")["foot"]), "送达，"));
    county.run_for(hours(30));
    county.done(id, Kind::Serve, county.investigators, Served::Inquiry);
    EXPECT_TRUE(has(lines(desk.paper(id, "inquiry")["foot"]),
                    "送达，书面说明期限至" + desk.due(county.the(id).due)))
        << desk.paper(id, "inquiry")["foot"];
    desk.verify(id, Track::Administrative);
    county.authorise(id, Verb::Start, county.authority);
    desk.notify(id);
    EXPECT_TRUE(has(lines(desk.paper(id, "case_opened")["foot"]), "已于2026年9月15日15时送达"))
        << desk.paper(id, "case_opened")["foot"];
    county.done(id, Kind::ShowFacts, county.investigators);
    county.done(id, Kind::Hear, county.investigators);
    desk.propose(id, Track::Administrative);
    county.done(id, Kind::Serve, county.investigators, Served::Proposal);
    EXPECT_TRUE(has(lines(desk.paper(id, "to_defend")["foot"]),
                    "送达，申辩期限至" + desk.due(county.the(id).due)));
    county.run_until(county.the(id).due + hours(1));  // silent: the time to decide runs
    county.must_both(county.decision(id, Verb::Decide), county.officer, county.authority);
    desk.announce(id, Served::Decision);
    county.must(StepCase{id, Verb::Announce, {}}, county.officer);
    desk.commit();
    const Moment until{desk.data("/own-cases", county.subject)[0]["appeal_until"]};
    EXPECT_TRUE(
        has(lines(desk.paper(id, "case_decided")["foot"]), "送达，申诉期限至" + desk.due(until)))
        << desk.paper(id, "case_decided")["foot"];
}

TEST(CasePapers, say_the_same_whenever_they_are_printed) {
    CaseDesk desk;
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
    CaseDesk desk;
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
    CaseDesk desk;
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
