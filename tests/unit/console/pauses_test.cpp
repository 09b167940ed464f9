// Where nothing came of a task for long: the reason that the log knows.
#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::words;

struct Stalled : Office {
    /// What somebody of the group says through its device.
    Context through_device(const PersonId& actor) {
        Context context = county.as(actor);
        context.via = KeyId{"dev1"};
        context.kind = KeyKind::Device;
        context.group = county.group;
        return context;
    }
    void fetched(TaskId task) { county.must_as(AcknowledgeDelivery{task}, through_device({})); }
    /// To the same group again, in the place of the one that it gave up.
    TaskId released_for(TaskId replaced) {
        const Task& old = county.state.tasks.at(replaced);
        ReleaseTask release;
        release.plan = old.plan;
        release.draw = old.draw;
        release.group = old.group;
        release.commitment = old.commitment;
        release.sealed = {{KeyId{"dev1"}, Bytes(std::string(32, 'h')), Bytes("blob")}};
        release.checklists = old.checklists;
        release.replaces = replaced;
        return TaskId{county.must_as(release, county.process(KeyKind::Engine)).id};
    }
    void pass(Span span) {
        commit();
        county.run_for(span);
        commit();
    }
    /// The pauses of a task in words: why, and of how many hours; 0: it lasts.
    std::vector<std::string> pauses_of(TaskId task, const PersonId& person) {
        commit();
        std::vector<std::string> said;
        const Json page = data("/tasks/" + id_text(task), person);
        for (const Json& each : page["pauses"]) {
            const auto from = each["from"].get<std::int64_t>();
            const auto to = each["to"].get<std::int64_t>();
            said.push_back(each["why"].get<std::string>() + " " +
                           (to == 0 ? "lasts" : std::to_string((to - from) / hours(1).ms)));
        }
        return said;
    }
    std::vector<std::string> pauses_of(TaskId task) { return pauses_of(task, county.officer); }
};

using Whys = std::vector<std::string>;

}  // namespace

TEST(Pauses, are_not_told_of_a_task_that_goes_its_way) {
    Stalled office;
    auto& county = office.county;
    const TaskId task = county.released();
    office.fetched(task);
    office.pass(minutes(40));
    county.must(AcceptTask{task}, county.head);
    EXPECT_EQ(office.pauses_of(task), Whys{});
}

TEST(Pauses, of_a_task_that_its_device_fetched_late_say_so) {
    Stalled office;
    auto& county = office.county;
    const TaskId task = county.released();
    office.pass(minutes(90));
    EXPECT_EQ(office.pauses_of(task), Whys{"not_delivered lasts"});
    office.fetched(task);
    office.pass(minutes(10));
    county.must(AcceptTask{task}, county.head);
    EXPECT_EQ(office.pauses_of(task), Whys{"delivered_late 1"});
}

TEST(Pauses, end_with_one_deed_and_not_with_the_timers_and_notices_that_it_brings) {
    Stalled office;
    auto& county = office.county;
    const TaskId task = county.released();
    office.fetched(task);
    office.pass(minutes(90));
    county.must_as(AcceptTask{task}, office.through_device(county.head));
    EXPECT_EQ(office.pauses_of(task), Whys{"quiet 1"}) << "nothing was kept: it is one record";
}

TEST(Pauses, of_a_missed_task_tell_one_that_nobody_fetched_from_one_that_nobody_took_up) {
    Stalled office;
    auto& county = office.county;
    const TaskId unfetched = county.released();
    office.pass(hours(5));
    ASSERT_EQ(county.state.tasks.at(unfetched).state, task::State::Missed);
    EXPECT_EQ(office.pauses_of(unfetched), Whys{"not_delivered 4"});
    const TaskId fetched = county.released();
    office.fetched(fetched);
    office.pass(hours(5));
    EXPECT_EQ(office.pauses_of(fetched), Whys{"quiet 4"});
}

TEST(Pauses, on_site_tell_a_silent_group_from_a_device_that_kept_its_records) {
    Stalled office;
    auto& county = office.county;
    const TaskId task = county.on_site();
    office.pass(hours(40));
    EXPECT_EQ(office.pauses_of(task), Whys{"quiet lasts"});
    county.must(AnswerItem{task, "F1", "n", {}}, county.head);
    EXPECT_EQ(office.pauses_of(task), Whys{"quiet 40"});

    Stalled other;
    auto& away = other.county;
    const TaskId kept = away.on_site();
    other.pass(hours(40));
    for (const char* value : {"n", "y", "n"}) {
        away.must_as(AnswerItem{kept, "F1", value, {}}, other.through_device(away.head));
    }
    EXPECT_EQ(other.pauses_of(kept), Whys{"kept 40"});
    EXPECT_EQ(other.data("/tasks/" + id_text(kept), away.officer)["pauses"][0]["records"], 3);
}

TEST(Pauses, after_the_report_are_the_reviewers) {
    Stalled office;
    auto& county = office.county;
    const TaskId task = county.on_site();
    county.must(AnswerItem{task, "F1", "y", {}}, county.head);
    county.must(AnswerItem{task, "F2", "1", {}}, county.head);
    county.must(ReportTask{task, true, words("总体"), {}}, county.head);
    office.pass(hours(26));
    EXPECT_EQ(office.pauses_of(task), Whys{"review lasts"});
    county.must(ReviewTask{task, true, {}}, county.officer);
    office.pass(hours(60));
    EXPECT_EQ(office.pauses_of(task), Whys{"review 26"}) << "after its end it waits for nobody";
}

TEST(Pauses, of_a_task_drawn_again_name_who_had_it_and_why_they_gave_it_up) {
    Stalled office;
    auto& county = office.county;
    const TaskId first = county.released();
    office.pass(minutes(30));
    county.must(RecuseTask{first, words("组长的叔父在村委会※")}, county.head);
    const TaskId second = office.released_for(first);
    county.must(AcceptTask{second}, county.head);
    office.commit();
    const auto told = [&](const PersonId& person) {
        return office.data("/tasks/" + id_text(second), person)["pauses"];
    };
    const Json pause = told(county.officer).at(0);
    EXPECT_EQ(pause["why"], "recused");
    EXPECT_EQ(pause["group"], county.group.text);
    EXPECT_EQ(pause["task"], id_text(first));
    EXPECT_EQ(pause["text"], "组长的叔父在村委会※");
    EXPECT_NE(told(office.auditor).at(0)["text"], pause["text"]) << "who does not need the words";
}

}  // namespace dudao::console::test
