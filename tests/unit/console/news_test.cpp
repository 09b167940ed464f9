// What just happened: deeds, with the unit and the number; and what became of notices, of which
// nobody was late where nobody was.
#include "domain/figures.h"
#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

struct Told : Office {
    std::vector<Json> news() {
        commit();
        std::vector<Json> all;
        const Json page = data("/log?news=1&limit=500", county.officer);
        for (const Json& each : page["entries"]) all.push_back(each);
        return all;
    }
    /// Hour by hour: each is a commit, as the log is told of it.
    void pass(Moment until) {
        while (county.now < until) {
            county.run_until(std::min(until, county.now + hours(1)));
            commit();
        }
    }
};

}  // namespace

TEST(News, are_what_people_did_and_the_steps_that_were_taken) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    office.pass(county.of(id).deadline + hours(1));
    std::set<std::string> types;
    for (const Json& each : office.news()) types.insert(each["type"].get<std::string>());
    EXPECT_TRUE(types.contains("rectification.issued"));
    EXPECT_TRUE(types.contains("rectification.served"));
    EXPECT_TRUE(types.contains("task.checked_in"));
    EXPECT_TRUE(types.contains("step.taken"));
    for (const char* none : {"notice.queued", "notice.outcome", "timer.set", "timer.ended",
                             "clock.started", "task.answered", "demand.issued"}) {
        EXPECT_FALSE(types.contains(none)) << none;
    }
    EXPECT_GT(county.count("notice.queued"), 0) << "or nothing was left out";
}

TEST(Log, of_deeds_leaves_timers_and_notices_out_and_counts_them) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    office.pass(county.of(id).deadline + hours(1));
    const Json deeds = office.data("/log?deeds=1&limit=500", county.officer);
    const Json all = office.data("/log?limit=500", county.officer);
    ASSERT_EQ(deeds["before"], 0);
    ASSERT_EQ(all["before"], 0);
    std::set<std::string> types;
    for (const Json& each : deeds["entries"]) types.insert(each["type"].get<std::string>());
    for (const char* none : {"timer.set", "timer.ended", "notice.queued", "task.delivered"}) {
        EXPECT_FALSE(types.contains(none)) << none;
    }
    EXPECT_TRUE(types.contains("task.answered")) << "a deed, if a small one";
    EXPECT_TRUE(types.contains("clock.started"));
    const std::size_t left_out = deeds["left_out"];
    EXPECT_GT(left_out, 0U);
    EXPECT_EQ(deeds["entries"].size() + left_out, all["entries"].size());
    EXPECT_EQ(all["left_out"], 0);
    const Json timers = office.data("/log?deeds=1&type=timer&limit=500", county.officer);
    EXPECT_EQ(timers["entries"].size(), 0U);
    EXPECT_GT(timers["left_out"], 0) << "of what was asked for, so that one can ask for it";
    EXPECT_LT(timers["left_out"], left_out);
}

TEST(Log, of_deeds_counts_nothing_that_is_not_the_readers_to_see) {
    Told office;
    auto& county = office.county;
    county.in_progress();
    office.commit();
    const Json deeds = office.data("/log?deeds=1&limit=500", office.village2);
    const Json all = office.data("/log?limit=500", office.village2);
    EXPECT_EQ(deeds["entries"].size() + deeds["left_out"].get<std::size_t>(),
              all["entries"].size());
    const Json officers = office.data("/log?limit=500", county.officer);
    EXPECT_LT(all["entries"].size(), officers["entries"].size());
}

TEST(News, name_the_unit_and_the_number_and_no_target_before_its_time) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.in_progress();
    county.must(ReportProgress{id, words("门锁已换※")}, county.village);
    const TaskId sealed = county.released();
    county.must(AcceptTask{sealed}, county.head);
    const auto all = office.news();
    ASSERT_GE(all.size(), 2U);
    EXPECT_EQ(all[0]["matter"], "task:" + id_text(sealed));
    EXPECT_EQ(all[0]["unit"], "");
    EXPECT_EQ(all[1]["matter"], "rectification:" + id_text(id));
    EXPECT_EQ(all[1]["unit"], "v1");
    EXPECT_EQ(all[1]["number"], "2026-1");
}

TEST(News, what_was_said_of_several_items_stands_once_and_each_on_its_line) {
    Told office;
    auto& county = office.county;
    const TaskId visit = county.on_site();
    county.must(ReportTask{visit, true, words("总"), {{"F1", words("无")}, {"F2", words("无")}}},
                county.head);
    office.commit();
    const Json page = office.data("/tasks/" + id_text(visit), county.officer);
    std::vector<std::string> said;
    for (const Json& each : page["timeline"]) {
        if (each["type"] == "task.reported") said.push_back(each["text"]);
    }
    EXPECT_EQ(said, std::vector<std::string>{"总\n无"});
}

TEST(News, a_group_that_has_reported_is_in_no_village_any_more) {
    Told office;
    auto& county = office.county;
    const TaskId visit = county.on_site();
    const auto there = [&] {
        office.commit();
        return office.data("/overview", county.officer)["in_field"].size();
    };
    EXPECT_EQ(there(), 1U);
    county.must(ReportTask{visit, true, words("总"), {{"F1", words("无")}, {"F2", words("无")}}},
                county.head);
    EXPECT_EQ(there(), 0U);
    county.must(ReviewTask{visit, false, words("缺")}, county.officer);
    EXPECT_EQ(county.state.tasks.at(visit).state, task::State::OnSite);
    EXPECT_EQ(there(), 0U);
}

TEST(Notices, tell_to_whom_and_what_became_of_each) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.issued();
    // Others are told of other things: of this one the village is.
    const auto rows = [&](const PersonId& who) {
        office.commit();
        Json found = Json::array();
        for (const Json& each : office.data("/notices", who)) {
            if (each["items"][0]["text"] == "rect.issued") found.push_back(each);
        }
        return found;
    };
    const Json waiting = rows(county.officer);
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0]["state"], "waiting");
    EXPECT_EQ(waiting[0]["to"], county.village.text);
    EXPECT_EQ(waiting[0]["at"], 0);
    EXPECT_EQ(waiting[0]["items"][0]["text"], "rect.issued");
    EXPECT_EQ(waiting[0]["items"][0]["number"], "2026-1");
    const NoticeId notice{id_number(waiting[0]["id"].get<std::string>())};
    county.run_until(county.state.notices.at(notice).send_at);
    EXPECT_EQ(rows(county.officer)[0]["state"], "attempted");
    Context worker = county.process(KeyKind::Worker);
    worker.via = county.state.notices.at(notice).by;
    county.must_as(NoticeOutcome{notice, NoticeState::Failed, "refused"}, worker);
    const Json past = rows(county.officer);
    ASSERT_EQ(past.size(), 1U) << past.dump();
    EXPECT_EQ(past[0]["state"], "failed");
    EXPECT_EQ(past[0]["to"], county.village.text);
    EXPECT_EQ(past[0]["at"], county.now.ms);
    EXPECT_EQ(past[0]["items"][0]["id"], id_text(id));
    EXPECT_EQ(rows(county.village).size(), 1U) << "their own";
    EXPECT_EQ(rows(office.village2).size(), 0U);
    const auto failed = [&](const PersonId& who) {
        return office.data("/escalations", who)["untold"]["failed"];
    };
    EXPECT_EQ(failed(county.officer), 1);
    EXPECT_EQ(failed(county.village), 1) << "their own";
    EXPECT_EQ(failed(office.village2), 0);
    EXPECT_EQ(office.data("/overview", county.officer)["notices"]["failed"], 1);
}

/// Of a proposal that has ended the state knows nothing any more; its notices still wait.
TEST(Notices, of_a_proposal_that_has_ended_are_the_same_in_list_figure_and_view) {
    Told office;
    auto& county = office.county;
    const auto waiting = [&](const PersonId& who) {
        office.commit();
        std::int64_t listed = 0;
        for (const Json& each : office.data("/notices", who)) listed += each["at"] == 0 ? 1 : 0;
        EXPECT_EQ(office.data("/overview", who)["figures"]["notices_waiting"], listed);
        return listed;
    };
    const std::int64_t before = waiting(county.officer);
    const std::int64_t keepers = waiting(county.keeper);
    KeyRow row = dudao::test::County::key("dev2", KeyKind::Device);
    row.group = county.group;
    row.sealing_key = Bytes("dev2" + std::string(28, 'q'));
    const ProposalId proposal = county.must(row, county.officer).proposal;
    ASSERT_TRUE(proposal) << "it waits for a second person";
    const std::int64_t while_open = waiting(county.officer);
    EXPECT_GT(while_open, before);
    EXPECT_GT(waiting(county.keeper), keepers);
    county.must(RefuseProposal{proposal, words("误")}, county.head);
    EXPECT_GT(waiting(county.officer), while_open) << "the proposer is told";
    EXPECT_EQ(views::jurisdiction_row(county.state).notices_waiting, waiting(county.officer));
    EXPECT_GT(waiting(county.keeper), keepers) << "it was about no case";
    // A lead on one's own unit changes nothing in what one is told: that would tell of it.
    const std::int64_t told = waiting(county.officer);
    Case lead;
    lead.id = CaseId{county.state.leaves * 16};
    lead.unit = county.city;
    lead.number = 1;
    lead.year = 2026;
    county.state.cases.emplace(lead.id, lead);
    EXPECT_EQ(figures(Sight(county.state, county.as(county.officer)), county.now)
                  .at(Figure::NoticesWaiting),
              told);
}

TEST(Escalations, a_step_that_was_past_when_it_was_set_is_not_late) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    // Looked at long after its deadline, and found hollow: the clock runs on as if it never stood,
    // so that several steps are due at once.
    office.pass(county.of(id).deadline + days(6));
    county.must(ReturnRectification{id, true, words("空")}, county.officer);
    office.commit();
    county.fire_due();
    office.commit();
    const Json acted = office.data("/escalations", county.officer)["acted"];
    ASSERT_GE(acted.size(), 2U) << acted.dump();
    bool overtaken = false;
    for (const Json& each : acted) {
        EXPECT_EQ(each["late"], 0) << each.dump();
        overtaken = overtaken || each["overtaken"].get<bool>();
    }
    EXPECT_TRUE(overtaken);
}

TEST(Escalations, a_step_that_nobody_came_for_is_late_by_as_much) {
    Told office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    office.commit();
    county.now = county.of(id).deadline + hours(7);  // nobody acted for seven hours
    county.fire_due();
    office.commit();
    const Json acted = office.data("/escalations", county.officer)["acted"];
    ASSERT_FALSE(acted.empty());
    EXPECT_EQ(acted[0]["step"], 3);
    EXPECT_EQ(acted[0]["late"], hours(7).ms);
}

}  // namespace dudao::console::test
