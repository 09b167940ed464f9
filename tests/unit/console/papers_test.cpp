// Official papers: what stands on each, to whom it goes, what never stands on any, and that its
// check code is good for it alone.
#include "office.h"

#include <algorithm>

#include "console/papers/dates.h"
#include "console/papers/report.h"
#include "papers/say.h"

namespace dudao::console::test {
namespace {

using dudao::test::words;

struct PaperDesk : Office {
    /// The papers of a matter as the officer has them, by kind.
    std::map<std::string, std::string> serials(const std::string& matter, const PersonId& person) {
        std::map<std::string, std::string> by_kind;
        for (const Json& each : data("/papers?matter=" + matter, person)) {
            by_kind[each["kind"]] = each["serial"];
        }
        return by_kind;
    }

    Json paper(const std::string& serial, const PersonId& person, Lang lang = Lang::Zh) {
        const Answer said = get("/papers/" + serial, person, lang);
        EXPECT_EQ(said.status, 200) << serial << ": " << said.body;
        return Json::parse(said.body).value("data", Json());
    }

    Json of_kind(RectificationId id, const std::string& kind, Lang lang = Lang::Zh) {
        commit();
        const auto all = serials(matter_text("rectification", id.value), county.officer);
        const auto at = all.find(kind);
        EXPECT_NE(at, all.end()) << "no paper of the kind " << kind;
        return at == all.end() ? Json() : paper(at->second, county.officer, lang);
    }

    void submit(RectificationId id) {
        county.must(SubmitRectification{id, dudao::test::words("已开门"), dudao::test::proof},
                    county.village);
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

}  // namespace

TEST(Papers, a_notice_says_what_where_by_what_until_when_and_with_which_rights) {
    PaperDesk desk;
    const RectificationId id = desk.county.issued();
    const Json zh = desk.of_kind(id, "notice");
    EXPECT_EQ(zh["title"], "整改通知书");
    EXPECT_EQ(zh["number"], "改字〔2026〕1号");
    EXPECT_EQ(zh["to"], "村※：");
    EXPECT_EQ(zh["issuer"], "县督导工作领导小组办公室");
    EXPECT_EQ(zh["red_head"], true);
    EXPECT_EQ(
        lines(zh["body"]),
        "经督导并审核认定，你单位存在下列问题，请予整改。\n"
        "一、事实：2026年9月14日在村※督导发现：工作室关着※。\n"
        "二、依据：检查清单F1“工作室”。督导授权：县政府1号。\n"
        "三、类别和程度：帮扶工作，一般。\n"
        "四、责任单位和责任人：村※，丁※同志。\n"
        "五、要求：打开工作室。\n"
        "六、期限：20个工作日，自送达次日起算；2个工作日未签收的，视为送达并告知上级。\n"
        "七、销号条件：能办公。由未参与整改和发现问题的人员核验。\n"
        "八、对事实有异议的，可于2026年9月20日（星期日）24时前提出并附证据，核查期间期限暂停；"
        "未提出的，不影响对督查结论申请复核。\n"
        "九、档案已有的材料不用再报。\n");
    const Json en = desk.of_kind(id, "notice", Lang::En);
    EXPECT_EQ(lines(en["body"]),
              "After inspection and review the following is to be put right by your unit.\n"
              "1. Facts: on 14 Sep 2026, at Village※: 工作室关着※.\n"
              "2. Basis: checklist item F1, “workroom”. Mandate: 县政府, 1号.\n"
              "3. Category and severity: help, ordinary.\n"
              "4. Responsible: Village※, 丁※.\n"
              "5. Demand: 打开工作室.\n"
              "6. Deadline: 20 working days from the day after service; not acknowledged within 2 "
              "working days, it counts as served and the upper level is told.\n"
              "7. Done when: 能办公. Verified by somebody who neither put it right nor found it.\n"
              "8. The facts may be contested with evidence until Sun 20 Sep 2026, 24:00; the clock "
              "stands meanwhile. Who does not contest may still ask for a review of the "
              "conclusion.\n"
              "9. What the archive holds need not be handed in again.\n");
    EXPECT_EQ(zh["code"], en["code"]) << "one paper in two languages";
    EXPECT_EQ(zh["receipt_title"], "送达回证");
    EXPECT_EQ(zh["receipt"].size(), 10U);
}

TEST(Papers, an_english_name_given_by_command_stands_on_what_english_readers_get) {
    PaperDesk desk;
    auto& county = desk.county;
    county.must_both(PersonRow{county.village, words("丁※"), county.v1, words("Ding Hai※")},
                     county.keeper, county.leader);
    const RectificationId id = county.in_progress();
    const auto has = [](const std::string& text, const std::string& name) {
        return text.find(name) != text.npos;
    };
    const auto body = [&](Lang lang) { return lines(desk.of_kind(id, "notice", lang)["body"]); };
    EXPECT_TRUE(has(body(Lang::En), "Ding Hai※") && !has(body(Lang::En), "丁※")) << body(Lang::En);
    EXPECT_TRUE(has(body(Lang::Zh), "丁※同志")) << body(Lang::Zh);
    const auto table = [&](Lang lang) {
        return desk.get("/rectifications?csv=1", county.officer, lang).body;
    };
    EXPECT_TRUE(has(table(Lang::En), "Ding Hai※") && !has(table(Lang::En), "丁※"));
    EXPECT_TRUE(has(table(Lang::Zh), "丁※") && !has(table(Lang::Zh), "Ding Hai※"));
    for (const Json& each : desk.data("/names", county.officer)["people"]) {
        if (each["id"] != county.village.text) continue;
        EXPECT_EQ(each["name"], "丁※");
        EXPECT_EQ(each["en"], "Ding Hai※");
    }
    const std::string found = desk.get("/search?q=ding%20hai", county.officer).body;
    EXPECT_TRUE(has(found, county.village.text)) << found;
}

TEST(Papers, slips_climb_with_the_days_and_say_what_was_asked_before) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    const Moment due = desk.county.of(id).deadline;
    desk.county.run_until(due + days(20));
    const Json blue = desk.of_kind(id, "blue");
    EXPECT_EQ(blue["to"], "村※：");
    EXPECT_EQ(blue["mark"], "○ 蓝色（第2步）");
    EXPECT_NE(lines(blue["body"]).find("还剩1个工作日"), std::string::npos) << blue["body"];
    EXPECT_NE(lines(blue["body"]).find("本单仅作提醒，不需答复。"), std::string::npos);
    const Json yellow = desk.of_kind(id, "yellow");
    EXPECT_EQ(yellow["to"], "村※：");
    EXPECT_EQ(yellow["copy"], "抄送：镇、督导办公室纪检干部");
    EXPECT_NE(
        lines(yellow["body"])
            .find("现已届满，尚未完成（逾期事项：打开工作室）。请于送达次日起第2个工作日24时前"
                  "书面说明原因、已做工作和下一步安排，由丁※同志签字。"),
        std::string::npos)
        << yellow["body"];
    const Json orange = desk.of_kind(id, "orange");
    EXPECT_EQ(orange["to"], "镇主要负责同志：");
    EXPECT_EQ(orange["copy"], "抄送：督导办公室纪检干部、村※");
    EXPECT_NE(lines(orange["body"]).find("现已逾期3个工作日"), std::string::npos) << orange["body"];
    EXPECT_NE(lines(orange["body"]).find("黄色督办单（第3步），书面说明未提交"), std::string::npos)
        << orange["body"];
    EXPECT_NE(lines(orange["body"]).find("承诺日期不改变原期限。"), std::string::npos);
    const Json red = desk.of_kind(id, "red");
    EXPECT_EQ(red["to"], "县督导工作领导小组：");
    EXPECT_EQ(red["copy"], "抄送：村※、镇");
    EXPECT_NE(lines(red["body"]).find("现已逾期7个工作日"), std::string::npos) << red["body"];
    EXPECT_NE(lines(red["body"]).find("本单是工作措施，不是处分。"), std::string::npos);
    EXPECT_EQ(fact(red, "责任单位"), "村※，责任人丁※同志");
    EXPECT_EQ(fact(red, "问题来源"), "督字〔2026〕1号督导任务，2026年9月14日");
    EXPECT_NE(fact(yellow, "下一步").find("橙色督办"), std::string::npos) << fact(yellow, "下一步");
    EXPECT_NE(fact(yellow, "期限算法").find("20个工作日，自2026年9月14日次日起算"),
              std::string::npos)
        << fact(yellow, "期限算法");
}

TEST(Papers, a_slip_ahead_of_time_does_not_say_that_the_deadline_has_passed) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.county.must(ClimbByHand{id, 3, dudao::test::words("汛期临近")}, desk.county.officer);
    const Json yellow = desk.of_kind(id, "yellow");
    const std::string body = lines(yellow["body"]);
    EXPECT_NE(body.find("现提前督办"), body.npos) << body;
    EXPECT_NE(body.find("提前督办的理由：汛期临近。"), body.npos) << body;
    EXPECT_EQ(body.find("逾期"), body.npos) << body;
    EXPECT_EQ(body.find("届满"), body.npos) << body;
}

TEST(Papers, an_extension_says_what_was_asked_and_which_date_holds) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.county.must(
        RequestExtension{id, {5, TimeUnit::WorkingDays}, dudao::test::words("等新门锁")},
        desk.county.village);
    desk.county.must(DecideExtension{id, true, dudao::test::words("情况属实")},
                     desk.county.officer);
    const Json paper = desk.of_kind(id, "extension");
    const std::string due =
        paper_due(Lang::Zh, desk.county.state.calendar.zone, desk.county.of(id).deadline);
    EXPECT_EQ(lines(paper["body"]),
              "你单位于2026年9月14日就改字〔2026〕1号（村※，帮扶工作问题）申请延期5个工作日，"
              "理由：等新门锁。\n☑同意延期，期限改为" +
                  due + "。\n审批理由：情况属实。\n审批人：甲※同志。已延期1次，最多2次。\n");
}

TEST(Papers, a_refused_and_a_lapsed_extension_leave_the_date_as_it_was) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    const std::string due =
        paper_due(Lang::Zh, desk.county.state.calendar.zone, desk.county.of(id).deadline);
    const RequestExtension ask{id, {5, TimeUnit::WorkingDays}, dudao::test::words("等新门锁")};
    desk.county.must(ask, desk.county.village);
    desk.county.must(DecideExtension{id, false, dudao::test::words("可以先开门")},
                     desk.county.officer);
    EXPECT_NE(
        lines(desk.of_kind(id, "extension")["body"]).find("☑不同意延期，仍按" + due + "完成。"),
        std::string::npos);
    desk.county.must(ask, desk.county.village);
    desk.county.run_for(days(5));
    EXPECT_NE(lines(desk.of_kind(id, "extension")["body"])
                  .find("☑2个工作日内未审批，视为不同意，仍按" + due + "完成。"),
              std::string::npos)
        << desk.of_kind(id, "extension")["body"];
}

TEST(Papers, a_return_names_the_gaps_and_whether_the_time_of_review_counts) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.submit(id);
    desk.county.must(ReturnRectification{id, false, dudao::test::words("缺值班表")},
                     desk.county.officer);
    const std::string first = lines(desk.of_kind(id, "return")["body"]);
    EXPECT_NE(first.find("尚缺：缺值班表。"), first.npos) << first;
    EXPECT_NE(first.find("送审时间不计入。"), first.npos) << first;
    EXPECT_NE(first.find("第2次退回升一级督办。"), first.npos) << first;
    desk.submit(id);
    desk.county.must(ReturnRectification{id, true, dudao::test::words("没有内容")},
                     desk.county.officer);
    const std::string second = lines(desk.of_kind(id, "return")["body"]);
    EXPECT_NE(second.find("送审时间照计。"), second.npos) << second;
    EXPECT_NE(second.find("按规定升一级督办"), second.npos) << second;
}

TEST(Papers, a_strike_off_ends_the_supervision) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.submit(id);
    desk.county.must(VerifyRectification{id, true, dudao::test::words("看过")},
                     desk.county.officer);
    EXPECT_EQ(lines(desk.of_kind(id, "strike_off")["body"]),
              "改字〔2026〕1号（村※，帮扶工作问题）经督导办公室纪检干部于2026年9月14日现场核验，"
              "予以销号，督办终止。\n60至180日内可能随机复查，未通过的作为新问题办理，"
              "并提高一级程度。\n");
}

TEST(Papers, attendance_names_the_group_and_leaves_the_signatures_to_the_pen) {
    PaperDesk desk;
    const TaskId task = desk.county.on_site();
    desk.commit();
    const auto all = desk.serials(matter_text("task", task.value), desk.county.officer);
    const Json paper = desk.paper(all.at("attendance"), desk.county.officer);
    EXPECT_EQ(lines(paper["body"]),
              "一组承办督字〔2026〕1号（暗访），授权县政府1号，于2026年9月14日9时在村※签到，"
              "2人到场。\n签到时未取得定位。\n");
    ASSERT_EQ(paper["table"]["rows"].size(), 3U);
    EXPECT_EQ(paper["table"]["rows"][0][2], "督导组组长");
    EXPECT_EQ(paper["table"]["rows"][1][2], "督导员");
    EXPECT_EQ(paper["table"]["rows"][1][5], "");
    EXPECT_FALSE(
        desk.serials(matter_text("task", task.value), desk.county.village).contains("attendance"))
        << "the group's own paper";
}

TEST(Papers, a_conclusion_is_the_units_and_keeps_suspicions_and_others_out) {
    PaperDesk desk;
    const TaskId task = desk.county.on_site();
    desk.county.recorded(task);
    const auto record = [&](const char* ulid, const UnitId& unit, const char* text, bool breach) {
        FindingFacts facts;
        facts.unit = unit;
        facts.rule = "F1";
        facts.text = dudao::test::words(text);
        facts.suspected_breach = breach;
        desk.county.must(RecordFinding{task, FindingId{ulid}, facts}, desk.county.inspector);
    };
    record("01J8ZZZZZZ00000000000000A1", desk.county.v1, "疑似截留补助", true);
    record("01J8ZZZZZZ00000000000000A2", desk.county.town, "镇里未拨付", false);
    desk.county.must(AnswerItem{task, "F1", "n", dudao::test::words("张大娘说门没开过")},
                     desk.county.head);
    desk.county.must(AnswerItem{task, "F2", "1", {}}, desk.county.head);
    desk.county.must(ReportTask{task, true, dudao::test::words("总体一般"), {}}, desk.county.head);
    desk.county.must(ReviewTask{task, true, {}}, desk.county.officer);
    desk.commit();
    const std::string matter = matter_text("task", task.value);
    const auto all = desk.serials(matter, desk.county.officer);
    const Json office = desk.paper(all.at("conclusion"), desk.county.officer);
    const std::string body = lines(office["body"]);
    EXPECT_EQ(office["to"], "村※：");
    EXPECT_NE(body.find("认定问题1个"), body.npos) << body;
    EXPECT_NE(body.find("（1）工作室关着※（帮扶工作，一般，证据0件）"), body.npos) << body;
    EXPECT_NE(body.find("2026年9月14日"), body.npos);
    EXPECT_NE(body.find("可自收到之日起30日内"), body.npos) << body;
    EXPECT_NE(body.find("二、好的方面（由督导办公室填写）：＿"), body.npos)
        << "of what nobody knows nothing is said: " << body;
    const Json unit = desk.paper(all.at("conclusion"), desk.county.village);
    EXPECT_EQ(lines(unit["body"]), body) << "the unit's copy is the office's";
    EXPECT_EQ(desk.get("/papers/" + all.at("conclusion"), desk.village2).status, 404);
    for (const char* never : {"截留", "镇里未拨付", "张大娘", "总体一般", "丙※"}) {
        EXPECT_EQ(office.dump().find(never), std::string::npos) << never;
    }
}

TEST(Papers, a_conclusion_says_what_was_put_right_before_it_and_not_after) {
    PaperDesk desk;
    const RectificationId first = desk.county.in_progress();
    desk.county.run_for(hours(1));
    desk.submit(first);
    desk.county.must(VerifyRectification{first, true, dudao::test::words("看过")},
                     desk.county.officer);
    desk.county.must(RecheckRectification{first, true, dudao::test::words("未回潮")},
                     desk.county.officer);
    desk.county.run_for(hours(1));
    const RectificationId second = desk.county.in_progress();
    desk.county.run_for(hours(1));
    desk.submit(second);
    desk.county.must(VerifyRectification{second, true, dudao::test::words("看过")},
                     desk.county.officer);
    desk.commit();
    const auto good = [&](RectificationId id) {
        const Finding& finding =
            desk.county.state.findings.at(desk.county.state.rectifications.at(id).finding);
        const auto all = desk.serials(matter_text("task", finding.task.value), desk.county.officer);
        return std::string(desk.paper(all.at("conclusion"), desk.county.officer)["body"][2]);
    };
    EXPECT_EQ(good(second), "二、好的方面：近一年整改销号1件，其中按期提请1件，复查属实1件。");
    EXPECT_TRUE(good(first).starts_with("二、好的方面（由督导办公室填写）")) << good(first);
}

TEST(Papers, a_basis_is_its_code_and_what_that_asks) {
    PaperDesk desk;
    const TaskId task = desk.county.on_site();
    FindingFacts facts;
    facts.rule = "FOR-3";
    facts.unit = desk.county.v1;
    facts.text = dudao::test::words("第一书记兼驻两村※");
    const FindingId found{"01J8ZZZZZZ00000000000000B1"};
    desk.county.must(RecordFinding{task, found, facts}, desk.county.inspector);
    desk.county.must(AnswerItem{task, "F1", "y", {}}, desk.county.head);
    desk.county.must(AnswerItem{task, "F2", "4", {}}, desk.county.head);
    desk.county.must(ReportTask{task, true, dudao::test::words("总体"), {}}, desk.county.head);
    desk.county.must(ReviewTask{task, true, {}}, desk.county.officer);
    IssueRectification order;
    order.finding = found;
    order.unit = desk.county.v1;
    order.responsible = desk.county.village;
    order.demand = dudao::test::words("只驻一村");
    order.test = dudao::test::words("名册相符");
    const RectificationId id{desk.county.must(order, desk.county.officer).id};
    const std::string zh = lines(desk.of_kind(id, "notice")["body"]);
    EXPECT_NE(zh.find("依据：核查项FOR-3“每村1名第一书记、3名队员，均只驻一村”"), zh.npos) << zh;
    const std::string en = lines(desk.of_kind(id, "notice", Lang::En)["body"]);
    EXPECT_NE(en.find("check FOR-3, “one first secretary and three members, each in one village"),
              en.npos)
        << en;
    const Json row = desk.data("/findings/" + found.text, desk.county.officer);
    EXPECT_EQ(row["rule"], "FOR-3");
    EXPECT_EQ(row["rule_zh"], "每村1名第一书记、3名队员，均只驻一村");
    EXPECT_EQ(row["rule_en"], "one first secretary and three members, each in one village only");
    const Answer table = desk.get("/rectifications?csv=1", desk.county.officer, Lang::En);
    EXPECT_NE(table.body.find("FOR-3 one first secretary"), table.body.npos) << table.body;
}

TEST(Papers, none_tells_a_reader_more_than_the_record_does) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.county.run_until(desk.county.of(id).deadline + days(20));
    desk.commit();
    const std::string matter = matter_text("rectification", id.value);
    const auto office = desk.serials(matter, desk.county.officer);
    EXPECT_EQ(office.size(), 6U) << "notice, four colours, conclusion";
    EXPECT_TRUE(desk.serials(matter, desk.village2).empty());
    for (const auto& [kind, serial] : office) {
        EXPECT_EQ(desk.get("/papers/" + serial, desk.village2).status, 404) << kind;
        EXPECT_EQ(desk.get("/papers/" + serial, desk.admin).status, 404) << kind;
        const Json masked_words = desk.paper(serial, desk.auditor);
        EXPECT_EQ(masked_words.dump().find("工作室关着"), std::string::npos) << kind;
    }
    // What is no paper's event is not there.
    EXPECT_EQ(desk.get("/papers/0", desk.county.officer).status, 404);
    EXPECT_EQ(desk.get("/papers/1", desk.county.officer).status, 404);
    EXPECT_EQ(desk.get("/papers/99999999", desk.county.officer).status, 404);
}

TEST(Papers, one_printed_later_says_the_same) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.county.run_until(desk.county.of(id).deadline + days(1));
    Json yellow = desk.of_kind(id, "yellow");
    desk.submit(id);
    desk.county.must(ReturnRectification{id, false, dudao::test::words("缺值班表")},
                     desk.county.officer);
    desk.county.run_for(days(30));
    desk.commit();
    Json later = desk.paper(yellow["serial"], desk.county.officer);
    for (Json* each : {&yellow, &later}) each->erase("foot");  // who printed it, and when
    EXPECT_EQ(yellow.dump(), later.dump());
}

TEST(Papers, a_report_tells_the_period_and_the_one_before_and_no_rate_of_few) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.commit();
    Json first = desk.paper("W20260914", desk.county.officer);
    EXPECT_EQ(first["title"], "关于2026年第38周（未满）督导工作情况的报告");
    EXPECT_EQ(first["to"], "县督导工作领导小组：");
    std::string body = lines(first["body"]);
    EXPECT_NE(body.find("完成现场督导1次（上期0次），记录问题1个（上期0个）"), body.npos) << body;
    EXPECT_NE(body.find("新开1件（上期0件），销号0件"), body.npos) << body;
    EXPECT_NE(body.find("件数不足5，不计算比率"), body.npos) << body;
    EXPECT_NE(body.find("五、逾期事项：无。"), body.npos) << body;
    desk.county.run_until(desk.county.of(id).deadline + days(5));
    desk.commit();
    body = lines(desk.paper("M20261001", desk.county.officer)["body"]);
    EXPECT_NE(body.find("期末在办1件，其中逾期1件（上期0件）"), body.npos) << body;
    EXPECT_NE(body.find("（1）改字〔2026〕1号（村※，帮扶工作问题），期限2026年10月16日"), body.npos)
        << body;
    EXPECT_EQ(desk.get("/papers/W20260914", desk.county.village).status, 404);
    EXPECT_EQ(desk.get("/papers/W20260915", desk.county.officer).status, 404) << "no Monday";
    EXPECT_EQ(desk.get("/papers/X20260914", desk.county.officer).status, 404);
    // It is known again later, by what it was made from.
    std::string code = first["code"];
    code.erase(std::remove(code.begin(), code.end(), ' '), code.end());
    const std::string serial = first["serial"];
    const auto genuine = [&](const std::string& n, const std::string& with) {
        return desk.data("/papers/check?serial=" + n + "&code=" + with,
                         desk.county.officer)["genuine"] == true;
    };
    EXPECT_TRUE(genuine(serial, code));
    EXPECT_FALSE(genuine("M" + serial.substr(1), code));
    EXPECT_FALSE(genuine(serial, "0000000000000000"));
}

TEST(Reports, count_a_period_by_township_beside_the_one_before) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    desk.submit(id);
    desk.county.must(VerifyRectification{id, true, dudao::test::words("看过")},
                     desk.county.officer);
    const RectificationId late = desk.county.in_progress();
    desk.county.run_until(desk.county.of(late).deadline + days(3));
    desk.commit();
    const Json month = desk.data("/reports?kind=month&day=2026-09-20", desk.county.officer);
    EXPECT_EQ(month["from"], "2026-09-01");
    EXPECT_EQ(month["to"], "2026-09-30");
    EXPECT_EQ(month["running"], false);
    const Json& town = month["rows"][0]["now"];
    EXPECT_EQ(town["unit"], "t1");
    EXPECT_EQ(town["opened"], 2);
    EXPECT_EQ(town["closed"], 1);
    EXPECT_EQ(town["on_time"], 1);
    EXPECT_EQ(town["open"], 1);
    EXPECT_EQ(town["overdue"], 0) << "it was late in October only";
    EXPECT_TRUE(month["rows"][0]["rate"].is_null()) << "one matter has no rate";
    const Json now = desk.data("/reports?kind=month", desk.county.officer);
    EXPECT_EQ(now["running"], true);
    EXPECT_EQ(now["total"]["now"]["overdue"], 1);
    EXPECT_EQ(now["total"]["now"]["overdue"],
              desk.data("/rectifications?state=overdue", desk.county.officer)["total"])
        << "the ledger counts the same";
    EXPECT_EQ(now["total"]["before"]["opened"], 2);
    EXPECT_EQ(now["total"]["trend"].size(), 12U);
    EXPECT_EQ(now["total"]["trend"].back(), 1);
    const std::vector<int> none(10);
    auto opened = none, closed = none;
    opened.insert(opened.end(), {2, 0});
    closed.insert(closed.end(), {1, 0});
    EXPECT_EQ(now["total"]["opened"], opened) << "what came in last month, of twelve";
    EXPECT_EQ(now["rows"][0]["closed"], closed) << "… and was struck off";
    EXPECT_TRUE(now["total"]["rate_before"].is_null()) << "one matter has no rate then either";
    EXPECT_EQ(desk.data("/reports?kind=month", desk.village2)["total"]["now"]["open"], 0)
        << "nobody counts what they do not see";
    EXPECT_EQ(desk.get("/reports?kind=year", desk.county.officer).status, 400);
    EXPECT_EQ(desk.get("/reports?day=2026-13-01", desk.county.officer).status, 400);
}

TEST(Reports, weeks_are_those_of_the_year_that_has_their_thursday) {
    EXPECT_EQ(period_text(Lang::Zh, period_of(PeriodKind::Week, day_of({2027, 1, 1}))),
              "2026年第53周");
    EXPECT_EQ(period_text(Lang::Zh, period_of(PeriodKind::Week, day_of({2027, 1, 4}))),
              "2027年第1周");
    EXPECT_EQ(period_text(Lang::En, period_of(PeriodKind::Quarter, day_of({2026, 11, 1}))),
              "quarter 4 of 2026");
    EXPECT_EQ(period_text(Lang::En, before(period_of(PeriodKind::Month, day_of({2026, 1, 9})))),
              "Dec 2025");
}

TEST(Reports, a_rate_carries_wilsons_interval_and_five_matters_at_least) {
    EXPECT_FALSE(rate_of(4, 4));
    const auto eight = rate_of(8, 9);
    ASSERT_TRUE(eight);
    EXPECT_DOUBLE_EQ(eight->share, 88.9);
    EXPECT_DOUBLE_EQ(eight->low, 56.5);
    EXPECT_DOUBLE_EQ(eight->high, 98.0);
    EXPECT_DOUBLE_EQ(rate_of(5, 5)->high, 100.0);
    EXPECT_DOUBLE_EQ(rate_of(0, 5)->low, 0.0);
}

TEST(Reports, open_as_tables_in_the_readers_language) {
    PaperDesk desk;
    desk.county.in_progress();
    desk.commit();
    const Answer said = desk.get("/reports?kind=week&csv=rows", desk.county.officer, Lang::Zh);
    EXPECT_EQ(said.type, "text/csv; charset=utf-8");
    EXPECT_TRUE(said.body.starts_with("\xEF\xBB\xBF乡镇,督导次数,问题,新开,")) << said.body;
    EXPECT_NE(said.body.find("镇,1,1,1,0,0,1,0,0,0,0,0,0,0,不足5件,,,不足5件,2026年第38周,"),
              std::string::npos)
        << said.body;
    EXPECT_NE(desk.get("/reports?csv=trend", desk.county.officer, Lang::En).body.find("Total,0,0"),
              std::string::npos);
}

TEST(Papers, a_check_code_is_good_for_its_own_paper_however_it_is_typed) {
    PaperDesk desk;
    const RectificationId id = desk.county.in_progress();
    const Json notice = desk.of_kind(id, "notice");
    const std::string serial = notice["serial"];
    const std::string code = notice["code"];
    EXPECT_EQ(code.size(), 19U) << code;
    const auto check = [&](const std::string& n, const std::string& typed) {
        std::string escaped;
        for (const char c : typed) {
            escaped += '%' + to_hex(std::string_view(&c, 1));
        }
        return desk.data("/papers/check?serial=" + n + "&code=" + escaped, desk.county.officer);
    };
    EXPECT_EQ(check(serial, code)["genuine"], true);
    EXPECT_EQ(check(serial, code)["paper"]["title"], "Notice of rectification");
    std::string capitals = code;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    EXPECT_EQ(check(serial, capitals + " ")["genuine"], true);
    std::string wide;
    for (const char c : code) {
        if (c >= '0' && c <= '9') {
            wide += std::string("\xEF\xBC") + static_cast<char>(0x90 + (c - '0'));
        } else if (c != ' ') {
            wide += c;
        }
    }
    EXPECT_EQ(check(serial, wide)["genuine"], true);
    std::string changed = code;
    changed[0] = changed[0] == '0' ? '1' : '0';
    EXPECT_EQ(check(serial, changed)["genuine"], false);
    EXPECT_TRUE(check(serial, changed)["paper"].is_null());
    EXPECT_EQ(check(std::to_string(std::stoul(serial) + 1), code)["genuine"], false);
    EXPECT_EQ(check("", "")["genuine"], false);
}

TEST(Papers, a_midnight_is_24_hours_of_the_day_it_ends) {
    const Zone zone = shanghai();
    const Moment midnight = dudao::test::at("2026-11-28T00:00");
    EXPECT_EQ(paper_due(Lang::Zh, zone, midnight), "2026年11月27日（星期五）24时");
    EXPECT_EQ(paper_due(Lang::En, zone, midnight), "Fri 27 Nov 2026, 24:00");
    EXPECT_EQ(paper_due(Lang::Zh, zone, dudao::test::at("2026-11-27T09:30")),
              "2026年11月27日（星期五）9时30分");
    EXPECT_EQ(paper_due(Lang::Zh, zone, Moment{}), "");
}

}  // namespace dudao::console::test
