// What rows say of a matter: facts that people act on.
#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

const Budget five{5, TimeUnit::WorkingDays};

struct Rows : Office {
    /// The matter as the ledger has it for this person; nothing: it is not in this list.
    Json row(RectificationId id, const std::string& state = "all", PersonId person = {}) {
        if (!person) person = county.officer;
        commit();
        const Json page = data("/rectifications?state=" + state, person);
        for (const Json& each : page["rows"]) {
            if (each["id"] == id_text(id)) return each;
        }
        return nullptr;
    }
};

}  // namespace

TEST(Rows, say_since_when_and_until_when_an_extension_is_asked_for) {
    Rows office;
    auto& county = office.county;
    const RectificationId id = county.in_progress();
    EXPECT_EQ(office.row(id)["extension_asked"], false);
    EXPECT_EQ(office.row(id)["extension_asked_at"], 0);
    county.run_for(days(1));
    const Moment asked = county.now;
    county.must(RequestExtension{id, five, words("雨季")}, county.village);
    const Json row = office.row(id, "open", county.village);
    EXPECT_EQ(row["extension_asked"], true);
    EXPECT_EQ(row["extension_asked_at"], asked.ms);
    const Moment until = county.timers(matter(id), TimerKind::ExtensionDecision).front()->due;
    EXPECT_EQ(row["extension_until"], until.ms);
    county.run_until(until);  // nobody decides
    EXPECT_EQ(office.row(id)["extension_asked"], false);
    EXPECT_EQ(office.row(id)["extension_until"], 0);
}

TEST(Rows, are_moved_by_people_and_not_by_slips_or_notices) {
    Rows office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    const Moment served = county.now;
    county.run_until(county.of(id).deadline + days(1));
    ASSERT_GE(county.of(id).step, 3);
    EXPECT_EQ(office.row(id)["moved_at"], served.ms);
    county.must(ReportProgress{id, words("正在改")}, county.village);
    EXPECT_EQ(office.row(id)["moved_at"], county.now.ms);
    // An answer to what was demanded is about the matter too.
    const DemandId demand = county.state.demands.begin()->first;
    county.must(AcknowledgeDemand{demand}, county.village);
    county.run_for(hours(1));
    county.must(AnswerDemand{demand, words("因雨")}, county.village);
    EXPECT_EQ(office.row(id)["moved_at"], county.now.ms);
}

TEST(Rows, tell_what_fell_away_from_what_was_struck_off) {
    Rows office;
    auto& county = office.county;
    const RectificationId fallen = county.in_progress();
    const FindingId finding = county.of(fallen).finding;
    county.must(ContestFinding{finding, words("不是本村"), proof}, county.village);
    county.must(DecideContest{finding, finding::Verb::Dismiss, {}, words("属实")}, county.officer);
    const RectificationId done = county.in_progress();
    county.must(SubmitRectification{done, words("已修"), proof}, county.village);
    county.must(VerifyRectification{done, true, words("属实")}, county.officer);
    EXPECT_EQ(office.row(fallen)["state"], "fallen_away");
    EXPECT_EQ(office.row(done)["state"], "struck_off");
    EXPECT_TRUE(office.row(fallen, "struck_off").is_null());
    EXPECT_TRUE(office.row(fallen, "open").is_null());
    EXPECT_FALSE(office.row(fallen, "fallen_away").is_null());
    EXPECT_TRUE(office.row(done, "fallen_away").is_null());
    const Json overview = office.data("/overview", county.officer);
    EXPECT_EQ(overview["figures"]["struck_off"], 1);
    EXPECT_EQ(overview["figures"]["fallen_away"], 1);
    EXPECT_EQ(overview["weeks"].back()["closed"], 1);
    EXPECT_EQ(overview["struck_off_30d"]["on_time"], 1);
    const Answer table = office.get("/rectifications?state=all&csv=1", county.officer, Lang::Zh);
    EXPECT_NE(table.body.find("随问题了结"), table.body.npos);
}

TEST(Rows, the_overview_counts_all_that_is_overdue_and_shows_fifty) {
    Rows office;
    auto& county = office.county;
    constexpr int many = 52;
    for (int i = 0; i < many; ++i) {
        county.in_progress();
        office.commit();
    }
    const auto all_of = [](const Json& days) {
        std::int64_t sum = 0;
        for (const auto& each : days) sum += each["n"].get<int>();
        return sum;
    };
    const Moment due = county.state.rectifications.begin()->second.deadline;
    county.now = due - days(1);
    Json overview = office.data("/overview", county.officer);
    EXPECT_EQ(all_of(overview["due_days"]), many);
    EXPECT_EQ(overview["figures"]["overdue"], 0);
    county.now = due;
    overview = office.data("/overview", county.officer);
    EXPECT_EQ(all_of(overview["due_days"]), 0);
    EXPECT_EQ(overview["figures"]["overdue"], many);
    EXPECT_EQ(overview["overdue"].size(), 50U);
    ASSERT_EQ(overview["townships"].size(), 1U);
    const Json& township = overview["townships"][0];
    EXPECT_EQ(township["unit"], "t1");
    EXPECT_EQ(township["open"], many);
    EXPECT_EQ(township["overdue"], many);
    EXPECT_EQ(township["own_open"], 0) << "all of them are a village's";
}

TEST(Rows, the_overview_names_who_is_on_the_way_and_nobodys_target) {
    Office office;
    auto& county = office.county;
    const TaskId task = county.released();
    office.commit();
    const auto on_the_way = [&](const PersonId& person) {
        return office.data("/overview", person)["on_the_way"];
    };
    const Json released = on_the_way(county.leader);
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(released[0]["group"], county.group.text);
    EXPECT_EQ(released[0]["state"], "released");
    EXPECT_EQ(released[0]["until"], county.state.tasks.at(task).accept_due.ms);
    EXPECT_EQ(released.dump().find(county.v1.text), std::string::npos);
    county.must(AcceptTask{task}, county.head);
    office.commit();
    EXPECT_EQ(on_the_way(county.leader)[0]["state"], "accepted");
    EXPECT_EQ(on_the_way(county.leader)[0]["until"], county.state.tasks.at(task).check_in_due.ms);
    EXPECT_EQ(on_the_way(office.stranger).size(), 0U);
}

TEST(Rows, the_overview_tells_slips_that_are_not_late_from_those_that_are) {
    Office office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline + hours(1));
    office.commit();
    const auto overview = [&] { return office.data("/overview", county.leader); };
    const Json late = overview();
    ASSERT_EQ(late["overdue"].size(), 1U);
    EXPECT_EQ(late["slips_in_time"].size(), 0U);
    county.must(SubmitRectification{id, words("门已开※"), proof}, county.village);
    office.commit();
    const Json handed_in = overview();
    EXPECT_EQ(handed_in["overdue"].size(), 0U);
    ASSERT_EQ(handed_in["slips_in_time"].size(), 1U);
    EXPECT_EQ(handed_in["slips_in_time"][0]["unit"], county.v1.text);
    EXPECT_EQ(handed_in["slips_in_time"][0]["slip"], late["overdue"][0]["slip"]);
    EXPECT_EQ(handed_in["slips_in_time"][0]["state"], "submitted");
}

TEST(Rows, what_one_may_not_know_is_no_figure_at_all) {
    Rows office;
    auto& county = office.county;
    county.in_progress();
    office.commit();
    const auto figures = [&](const PersonId& person) {
        return office.data("/overview", person)["figures"];
    };
    EXPECT_EQ(figures(county.leader)["struck_off"], 0) << "none";
    for (const char* figure : {"open", "struck_off", "tasks_open", "found_today", "villages"}) {
        EXPECT_TRUE(figures(office.admin)[figure].is_null()) << figure << ": not theirs to know";
    }
    EXPECT_TRUE(figures(county.village)["tasks_open"].is_null());
    EXPECT_EQ(figures(county.village)["open"], 1);
    EXPECT_TRUE(figures(county.head)["open"].is_null());
}

TEST(Rows, a_townships_own_matter_is_counted_on_the_map_too) {
    Rows office;
    auto& county = office.county;
    const RectificationId id = county.in_progress();
    county.must(TransferRectification{id, county.town, county.township_leader, words("误")},
                county.officer);
    county.run_until(county.of(id).deadline);
    office.commit();
    const Json map = office.data("/map", county.officer);
    EXPECT_EQ(map["townships"][0]["unit"], "t1");
    EXPECT_EQ(map["townships"][0]["overdue"], 1);
    EXPECT_EQ(map["townships"][0]["own_overdue"], 1);
    EXPECT_EQ(map["townships"], office.data("/overview", county.officer)["townships"]);
}

TEST(Rows, a_week_remembers_what_was_overdue_at_its_end) {
    Rows office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    const Moment due = county.of(id).deadline;
    county.run_until(due + days(8));
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.run_for(days(1));
    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
    county.run_for(days(7));
    office.commit();
    const Json weeks = office.data("/overview", county.officer)["weeks"];
    std::int64_t overdue = 0;
    for (const Json& week : weeks) overdue += week["overdue"].get<std::int64_t>();
    EXPECT_GE(overdue, 1);
    EXPECT_EQ(weeks.back()["overdue"], 0);
}

TEST(Rows, keep_the_date_of_a_lead_that_was_not_disposed_of_in_time) {
    Rows office;
    auto& county = office.county;
    const CaseId lead{
        county.must(OpenLead{LeadSource::Petition, county.v1, {}, words("信访")}, county.officer)
            .id};
    const Moment due = county.timers(matter(lead), TimerKind::CaseLimit).front()->due;
    for (const Moment when : {county.now, due + days(3)}) {
        county.run_until(when);
        office.commit();
        EXPECT_EQ(office.data("/cases", county.officer)[0]["due"], due.ms);
    }
}

TEST(Rows, stay_red_while_listed_also_when_an_extension_starts_the_clock_anew) {
    Rows office;
    auto& county = office.county;
    const RectificationId id = county.in_progress();
    county.must(ClimbByHand{id, 5, words("急")}, county.officer);
    EXPECT_EQ(office.row(id)["slip"], "red");
    EXPECT_EQ(office.row(id)["awaits"], "interview");
    county.must(RequestExtension{id, five, words("雨季")}, county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    ASSERT_EQ(county.of(id).step, 0);
    const Json row = office.row(id);
    EXPECT_EQ(row["listed"], true);
    EXPECT_EQ(row["slip"], "red");
    EXPECT_EQ(office.data("/rectifications?slip=red", county.officer)["total"], 1);
}

TEST(Rows, give_whoever_keeps_the_machines_no_count_of_tasks_or_notices) {
    Rows office;
    auto& county = office.county;
    office.commit();
    const auto seen = [&] {
        const Answer groups = office.get("/groups", office.admin);
        const Json overview = office.data("/overview", office.admin);
        return Json::parse(groups.body)["data"].dump() +
               overview["figures"]["notices_waiting"].dump();
    };
    const std::string before = seen();
    county.issued();  // a task, a finding, an order and a notice of it
    county.released();
    office.commit();
    EXPECT_EQ(seen(), before);
    EXPECT_NE(office.data("/overview", county.leader)["figures"]["notices_waiting"], 0);
    EXPECT_EQ(office.data("/groups", county.leader)[0]["devices"][0]["waiting"], 1);
    EXPECT_TRUE(office.data("/groups", office.admin)[0]["tasks_open"].is_null()) << "no count";
    EXPECT_EQ(office.data("/groups", county.leader)[0]["tasks_open"], 1);
    EXPECT_EQ(office.data("/groups", county.head)[0]["tasks_open"], 1);
}

TEST(Rows, name_a_persons_own_keys_and_offer_what_the_readers_role_may_do_with_them) {
    Rows office;
    auto& county = office.county;
    const KeyRow own = [&] {
        KeyRow row = dudao::test::County::key("own", KeyKind::Person);
        row.person = county.leader;
        return row;
    }();
    const auto leader = [&](const PersonId& reader) {
        for (const Json& each : office.data("/people", reader)) {
            if (each["id"] == county.leader.text) return each;
        }
        return Json();
    };
    const auto offers = [&](const PersonId& reader, const char* command) {
        const Json may = leader(reader)["may"];
        return std::find(may.begin(), may.end(), command) != may.end();
    };
    EXPECT_EQ(leader(county.officer)["keys"], Json::array());
    EXPECT_TRUE(offers(county.officer, "key.enrol"));
    EXPECT_FALSE(offers(county.officer, "key.revoke")) << "there is none";
    EXPECT_FALSE(offers(office.admin, "key.enrol"));
    county.must_both(own, county.officer, county.mayor);
    office.commit();
    EXPECT_EQ(leader(county.keeper)["keys"], Json::array({own.id.text}));
    EXPECT_TRUE(offers(county.officer, "key.revoke"));
    EXPECT_TRUE(offers(office.admin, "key.revoke"));
    EXPECT_FALSE(offers(county.keeper, "key.revoke"));
    county.must(KeyRevocation{own.id}, county.officer);
    office.commit();
    EXPECT_EQ(leader(county.officer)["keys"], Json::array());
}

TEST(Filters, that_are_not_known_are_refused_with_those_that_are) {
    Rows office;
    const std::map<std::string, std::string> wrong{
        {"/tasks?group=g9", "one of g1"},
        {"/tasks?state=gone", "one of released"},
        {"/findings?unit=v9", "one of c, t1, v1"},
        {"/findings?severity=huge", "one of minor"},
        {"/rectifications?unit=v9", "one of c, t1, v1"},
        {"/rectifications?township=t9", "one of c, t1, v1"},
        {"/rectifications?state=gone", "such as open, overdue or due_in_week"},
        {"/rectifications?state=tasks_open", "such as open, overdue or due_in_week"},
        {"/log?type=cases", "one of access, assignment, calendar"},
        {"/log?type=task.exploded", "one of access, assignment, calendar"},
        {"/log?matter=village:7", "one of task:ID"},
        {"/log?matter=task:", "one of task:ID"},
        {"/log?actor=%3Cb%3E", "1 to 64 characters"}};
    for (const auto& [target, mend] : wrong) {
        const Answer said = office.get(target, office.county.officer);
        EXPECT_EQ(said.status, 400) << target;
        const Json problem = Json::parse(said.body);
        EXPECT_EQ(problem["why"], "bad_input") << target;
        EXPECT_NE(problem["mend"].get<std::string>().find(mend), std::string::npos) << said.body;
        const auto zh = Json::parse(office.get(target, office.county.officer, Lang::Zh).body);
        EXPECT_TRUE(zh["what"].get<std::string>().starts_with("填写的内容有误：参数")) << zh;
    }
    for (const char* right :
         {"/tasks?group=g1", "/findings?unit=v1", "/log?type=task", "/log?type=task.accepted",
          "/log?type=lead", "/log?matter=task:7", "/log?matter=draw:gqc:1", "/log?matter=policy",
          "/log?actor=nobody", "/tasks?group=", "/log?type=&matter=&actor="}) {
        EXPECT_EQ(office.get(right, office.county.officer).status, 200) << right;
    }
}

}  // namespace dudao::console::test
