// The core of a group's device, turn by turn.
#include "tests/unit/agents/device.h"
#include "wire/personal.h"

namespace dudao::agent {
namespace {

using Numbers = std::vector<std::int64_t>;

class Agents : public testing::Test {
 protected:
    Device device;
};

Json a_finding(const std::string& severity = "ordinary") {
    return {{"category", "help"}, {"severity", severity}, {"unit", "village-9"}, {"text", "空岗"}};
}

TEST_F(Agents, a_dispatch_is_stored_and_then_acknowledged_for_no_person) {
    device.welcome();
    device.tell_me();
    device.dispatch();
    EXPECT_EQ(device.task()["target"], "village-9");
    EXPECT_EQ(device.task()["state"], "released");
    EXPECT_EQ(device.offered, Numbers{1});
    EXPECT_EQ(device.row(1)["name"], "task.delivered");
    device.restart();
    EXPECT_EQ(device.task()["target_zh"], "九村");
}

TEST_F(Agents, a_dispatch_waits_until_it_is_known_whose_device_this_is) {
    device.welcome();
    device.dispatch();
    EXPECT_TRUE(device.ask({{"do", "tasks"}})["tasks"].empty());
    EXPECT_FALSE(device.agent->idle(device.now));
    device.tell_me();
    EXPECT_EQ(device.task()["task"], 7);
    device.result("tasks", encode(std::vector<Task>{}, Form::Log));
    EXPECT_TRUE(device.agent->idle(device.now));
    device.restart();
    device.welcome(1);
    device.dispatch(8);
    EXPECT_EQ(device.ask({{"do", "tasks"}})["tasks"].size(), 2U) << "the group was remembered";
}

TEST_F(Agents, doubles_of_a_task_are_dropped) {
    device.welcome();
    device.tell_me();
    device.dispatch();
    device.dispatch();
    EXPECT_EQ(device.offered, Numbers{1});
    device.answer(1, true);
    device.dispatch();
    device.restart();
    device.welcome(1);
    device.dispatch();
    EXPECT_TRUE(device.offered.empty());
    EXPECT_EQ(device.ask({{"do", "tasks"}})["tasks"].size(), 1U);
}

TEST_F(Agents, a_task_that_cannot_be_opened_is_kept_aside_and_never_acknowledged) {
    device.opens = false;
    device.welcome();
    device.tell_me();
    device.dispatch();
    EXPECT_TRUE(device.offered.empty());
    EXPECT_TRUE(device.ask({{"do", "tasks"}})["tasks"].empty());
    EXPECT_EQ(device.log, "task.unopened task=2026/12\n");
    device.opens = true;
    device.dispatch();
    EXPECT_EQ(device.offered, Numbers{1});
}

TEST_F(Agents, an_announced_visit_needs_no_opening) {
    device.welcome();
    device.hear(wire::Dispatch{TaskId{7}, 2026, 3, {}, {}, {}, {}, {}, UnitId{"village-2"}});
    EXPECT_EQ(device.task()["target"], "village-2");
}

TEST_F(Agents, checklists_that_are_not_known_are_asked_for_once_and_kept) {
    device.welcome();
    const Bytes hash(std::string(32, 'h'));
    device.hear(wire::Dispatch{TaskId{7}, 2026, 3, {}, {}, {hash}, {}, {}, UnitId{"v"}});
    EXPECT_EQ(device.task()["checklists_known"], false);
    const ChecklistRow list{
        "R", "责任", "Responsibility", hash, {{"R1", "问", "ask", "A", "", ""}}};
    device.result("checklists", encode(std::vector<ChecklistRow>{list}, Form::Log));
    EXPECT_EQ(device.task()["checklists_known"], true);
    device.restart();
    EXPECT_EQ(device.ask({{"do", "checklists"}})["checklists"][0]["items"][0]["id"], "R1");
    device.questions.clear();
    device.welcome(1);
    EXPECT_FALSE(device.questions.contains("checklists"));
}

TEST_F(Agents, a_whole_visit_is_worked_off_line_and_goes_in_order_on_return) {
    device.with_a_task();
    device.ask({{"do", "uplink"}, {"online", false}});
    EXPECT_EQ(device.do_task("accept")["kept"], true);
    EXPECT_EQ(device.task()["state"], "accepted");
    device.do_task("check_in", {{"members", {"p1", "p2"}}});
    EXPECT_EQ(device.task()["state"], "on_site");
    device.do_task("answer", {{"item", "R1"}, {"value", "n"}});
    const Json recorded = device.do_task("record", a_finding());
    EXPECT_EQ(recorded["finding"].get<std::string>().size(), 26U);
    device.restart();
    EXPECT_FALSE(device.agent->wants_online());
    Json amended = a_finding("minor");
    amended.update({{"do", "amend"}, {"as", "p1"}, {"finding", recorded["finding"]}});
    EXPECT_EQ(device.ask(amended)["kept"], true);
    device.do_task("report", {{"final", true}, {"summary", "完"}});
    EXPECT_EQ(device.task()["state"], "reported");
    EXPECT_EQ(device.task()["confirmed"], "released");
    EXPECT_EQ(device.task()["answers"][0]["value"], "n");
    EXPECT_TRUE(device.offered.empty());
    device.ask({{"do", "uplink"}, {"online", true}});
    device.welcome(1);
    EXPECT_EQ(device.offered, (Numbers{2, 3, 4, 5, 6, 7}));
    for (std::int64_t n = 2; n <= 7; ++n) device.answer(n, true);
    EXPECT_EQ(device.task()["confirmed"], "reported");
    EXPECT_EQ(device.ask({{"do", "status"}})["unsent"], 0);
}

TEST_F(Agents, a_check_in_carries_what_the_sealed_task_said) {
    device.with_a_task();
    device.do_task("accept");
    Effects seen;
    std::string id;
    const auto ask = parse_request(
        R"({"do":"check_in","task":7,"as":"p1","members":["p1"],"latitude_e6":29240000})", id);
    seen = device.turn([&](Effects& e) { device.agent->request(1, {id, *ask}, device.now, e); });
    ASSERT_EQ(seen.offers.size(), 1U);
    const auto message = wire::decode(seen.offers[0].frame);
    ASSERT_TRUE(message);
    const auto& call = std::get<wire::CommandCall>(message->body);
    EXPECT_EQ(call.as.text, "p1");
    const auto command = decode<CheckIn>(call.args);
    ASSERT_TRUE(command);
    EXPECT_EQ(command->target.text, "village-9");
    EXPECT_EQ(command->salt, Bytes(std::string(32, 's')));
    EXPECT_EQ(command->position.latitude_e6, 29240000);
    EXPECT_EQ(command->position.source, "none");
}

TEST_F(Agents, what_the_office_refuses_is_shown_and_blocks_nothing) {
    device.with_a_task();
    device.do_task("accept");
    device.do_task("recuse", {{"reason", "亲属"}});
    EXPECT_EQ(device.task()["state"], "recused");
    device.answer(2, false, "forbidden");
    EXPECT_EQ(device.row(2)["state"], "refused");
    EXPECT_EQ(device.row(2)["why"], "forbidden");
    EXPECT_EQ(device.row(3)["state"], "saved");
    device.answer(3, true);
    EXPECT_EQ(device.task()["confirmed"], "recused");
    EXPECT_EQ(device.log.find("亲属"), std::string::npos);
}

TEST_F(Agents, a_refused_step_gives_its_state_back) {
    device.with_a_task();
    device.do_task("accept");
    EXPECT_EQ(device.task()["state"], "accepted");
    device.answer(2, false, "not_now");
    EXPECT_EQ(device.task()["state"], "released");
}

TEST_F(Agents, a_choice_among_answers_stays_once_the_office_has_it) {
    device.with_a_task();
    for (const char* value : {"n", "y"})
        device.do_task("answer", {{"item", "F6"}, {"value", value}});
    device.do_task("pick", {{"item", "F6"}, {"index", 1}});
    EXPECT_EQ(device.task()["picked"], (Json{{"F6", 1}}));
    for (const std::int64_t n : {2, 3, 4}) device.answer(n, true);
    EXPECT_EQ(device.task()["picked"], (Json{{"F6", 1}}));
    device.restart();
    EXPECT_EQ(device.task()["picked"], (Json{{"F6", 1}}));
}

TEST_F(Agents, a_refused_choice_among_answers_gives_way_to_the_offices) {
    device.with_a_task();
    device.do_task("pick", {{"item", "F6"}, {"index", 1}});
    device.result("tasks", encode(std::vector<Task>{}, Form::Log));
    device.questions.erase("tasks");
    device.answer(2, false, "forbidden");
    EXPECT_EQ(device.task()["picked"], Json::object());
    ASSERT_TRUE(device.questions.contains("tasks"));
    Task task;
    task.id = TaskId{7};
    task.picked = {{"F6", 0}};
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    EXPECT_EQ(device.task()["picked"], (Json{{"F6", 0}}));
    EXPECT_EQ(device.task()["state"], "released");
}

/// A task at the office: on site, with an answer and a finding of a device that was lost.
Task left_by_another() {
    Task task;
    task.id = TaskId{7};
    task.state = task::State::OnSite;
    task.members = {PersonId{"p1"}, PersonId{"p2"}};
    task.answers["F6"] = {{"F6", "n", {}, PersonId{"p2"}, KeyId{"lost"}, {}}};
    task.findings = {FindingId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"}};
    return task;
}

/// A finding's words as the office keeps them, and what of them stands in its row.
struct Kept {
    std::string stored;
    Text text;
};
Kept kept_at_the_office(const std::string& words) {
    FindingFacts facts;
    facts.text.value = words;
    Command said = RecordFinding{{}, {}, facts};
    const auto values = put_aside(said, [](std::size_t n) { return std::string(n, 's'); });
    return {values.at(0).second, std::get<RecordFinding>(said).facts.text};
}

TEST_F(Agents, a_device_that_comes_later_works_on_with_what_the_office_has) {
    device.with_a_task();
    device.result("tasks", encode(std::vector<Task>{left_by_another()}, Form::Log));
    EXPECT_EQ(device.task()["state"], "on_site");
    EXPECT_EQ(device.task()["members"], (Json{"p1", "p2"}));
    EXPECT_EQ(device.task()["answers"], (Json{{{"item", "F6"}, {"value", "n"}}}));
    ASSERT_TRUE(device.questions.contains("findings"));

    const std::string words = "空岗";
    const Kept kept = kept_at_the_office(words);
    Finding finding;
    finding.id = FindingId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"};
    finding.task = TaskId{7};
    finding.versions = {{Category::Help, Severity::Ordinary, "R1", UnitId{"v"}, kept.text, false}};
    device.result("findings", encode(std::vector<Finding>{finding}, Form::Log));
    ASSERT_TRUE(device.questions.contains("recorded"));
    EXPECT_EQ(device.asked["recorded"].id, finding.id.text);
    device.result("recorded", kept.stored);
    EXPECT_EQ(device.agent->view().findings.at(finding.id).facts.text.value, words);
    EXPECT_EQ(device.agent->view().findings.at(finding.id).task, TaskId{7});
    device.restart();
    device.questions.clear();
    device.welcome(1);
    device.result("tasks", encode(std::vector<Task>{left_by_another()}, Form::Log));
    EXPECT_FALSE(device.questions.contains("findings")) << "they are here";
}

TEST_F(Agents, words_that_were_altered_at_the_office_are_not_shown) {
    device.with_a_task();
    device.result("tasks", encode(std::vector<Task>{left_by_another()}, Form::Log));
    const Kept kept = kept_at_the_office("空岗");
    Finding finding;
    finding.id = FindingId{"01ARZ3NDEKTSV4RRFFQ69G5FAV"};
    finding.task = TaskId{7};
    finding.versions = {{Category::Help, Severity::Ordinary, "R1", UnitId{"v"}, kept.text, false}};
    device.result("findings", encode(std::vector<Finding>{finding}, Form::Log));
    device.result("recorded", kept_at_the_office("在岗").stored);
    EXPECT_TRUE(device.agent->view().findings.at(finding.id).facts.text.value.empty());
    EXPECT_NE(device.log.find("words.altered"), std::string::npos);
}

TEST_F(Agents, answers_stand_in_the_offices_order_so_that_a_pick_means_the_same_there) {
    device.with_a_task();
    device.do_task("answer", {{"item", "F6"}, {"value", "y"}});
    Task task = left_by_another();
    task.findings.clear();
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    const Json both{{{"item", "F6"}, {"value", "n"}}, {{"item", "F6"}, {"value", "y"}}};
    EXPECT_EQ(device.task()["answers"], both) << "what is not sent yet comes last";
    task.answers["F6"].push_back({"F6", "y", {}, PersonId{"p1"}, KeyId{"own"}, {}});
    device.questions["tasks"] = 0;
    device.welcome(2);
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    EXPECT_EQ(device.task()["answers"], both) << "once";
}

TEST_F(Agents, remember_the_latest_place_of_the_county) {
    wire::Welcome welcome{1, 0, 64, 100, device.now.moment, false, 2, Bytes("proof of 2")};
    device.hear(Uplink::Welcomed{welcome});
    welcome.place_number = 1;
    welcome.place_proof = Bytes("proof of 1");
    device.hear(Uplink::Welcomed{welcome});
    device.restart();
    EXPECT_EQ(device.agent->settings().place_number, 2);
    EXPECT_EQ(device.agent->settings().place_proof, Bytes("proof of 2"));
}

TEST_F(Agents, only_what_is_certainly_wrong_is_refused_here) {
    device.with_a_task();
    EXPECT_EQ(device.ask({{"do", "accept"}, {"task", 8}, {"as", "p1"}})["why"], "not_found");
    EXPECT_EQ(device.do_task("report", {{"final", true}})["kept"], true) << "the office decides";
    Json amended = a_finding();
    amended.update({{"do", "amend"}, {"as", "p1"}, {"finding", "01ARZ3NDEKTSV4RRFFQ69G5FAV"}});
    EXPECT_EQ(device.ask(amended)["kept"], true) << "perhaps another device's";
}

TEST_F(Agents, rows_are_offered_again_after_a_restart_and_not_twice_on_a_link) {
    device.with_a_task();
    device.do_task("accept");
    EXPECT_EQ(device.offered, (Numbers{1, 2}));
    device.lose();
    device.do_task("report", {{"final", false}});
    device.welcome(1);
    EXPECT_EQ(device.offered, (Numbers{1, 2, 3})) << "the link still has row 2";
    device.restart();
    EXPECT_EQ(device.agent->settled_n(), 1) << "the new link greets with row 2, not offered yet";
    device.welcome(1);
    EXPECT_EQ(device.offered, (Numbers{2, 3}));
}

TEST_F(Agents, what_was_never_answered_goes_again_also_when_a_later_number_is_applied) {
    device.with_a_task();
    device.do_task("accept");
    device.do_task("check_in", {{"members", {"p1", "p2"}}});
    device.restart();
    device.welcome(3);  // 2 may have been refused, and the refusal lost: no number tells
    EXPECT_EQ(device.offered, (Numbers{2, 3}));
    EXPECT_EQ(device.row(2)["state"], "saved");
    device.answer(2, false, "forgotten");
    EXPECT_EQ(device.row(2)["state"], "refused");
}

TEST_F(Agents, who_waits_for_a_row_is_answered_with_its_answer) {
    device.with_a_task();
    device.do_task("accept");
    EXPECT_TRUE(device.ask({{"id", 5}, {"do", "wait"}, {"n", 2}}).is_null());
    device.answer(2, true);
    ASSERT_EQ(device.replies.size(), 1U);
    EXPECT_EQ(device.replies[0]["id"], 5);
    EXPECT_EQ(device.replies[0]["state"], "received");
    EXPECT_EQ(device.replies[0]["commit"], 102);
    EXPECT_EQ(device.ask({{"do", "wait"}, {"n", 2}})["commit"], 102) << "at once when it has it";
    EXPECT_EQ(device.ask({{"do", "wait"}, {"n", 99}})["why"], "not_found");
}

TEST_F(Agents, who_waits_for_a_change_hears_of_the_next_one) {
    device.with_a_task();
    const auto version = device.ask({{"do", "status"}})["version"];
    EXPECT_TRUE(device.ask({{"id", 3}, {"do", "changes"}, {"since", version}}).is_null());
    device.dispatch(8);
    ASSERT_EQ(device.replies.size(), 1U);
    EXPECT_GT(device.replies[0]["version"], version);
}

TEST_F(Agents, a_client_that_has_gone_waits_for_nothing) {
    device.with_a_task();
    device.do_task("accept");
    EXPECT_TRUE(device.ask({{"do", "wait"}, {"n", 2}}).is_null());
    device.agent->client_gone(Device::client);
    device.answer(2, true);
    EXPECT_TRUE(device.replies.empty());
}

TEST_F(Agents, a_number_used_by_another_holds_the_device) {
    device.with_a_task();
    device.do_task("accept");
    device.answer(2, false, "id_reused");
    EXPECT_EQ(device.ask({{"do", "status"}})["held"], "id_reused");
    EXPECT_EQ(device.row(2)["state"], "saved");
    EXPECT_EQ(device.do_task("report", {{"final", false}})["kept"], true);
    device.restart();
    device.welcome(1);
    EXPECT_TRUE(device.offered.empty());
    EXPECT_EQ(device.ask({{"do", "status"}})["unsent"], 2);
}

TEST_F(Agents, numbers_the_office_has_that_were_never_sent_from_here_hold_the_device) {
    device.with_a_task();
    device.ask({{"do", "uplink"}, {"online", false}});
    device.do_task("accept");
    device.ask({{"do", "uplink"}, {"online", true}});
    device.welcome(9);
    EXPECT_EQ(device.ask({{"do", "status"}})["held"], "restored_from_an_old_copy");
    EXPECT_EQ(device.row(2)["state"], "saved");
    EXPECT_EQ(device.offered, Numbers{}) << "a new link, with nothing offered";
}

TEST_F(Agents, the_next_incarnation_numbers_what_waits_anew) {
    device.with_a_task();
    device.do_task("accept");
    device.answer(2, false, "id_reused");
    EXPECT_TRUE(device.ask({{"do", "wait"}, {"n", 2}}).is_null());
    device.welcome(0, 2);
    EXPECT_EQ(device.agent->incarnation(), 2);
    EXPECT_EQ(device.row(1)["name"], "task.accept");
    device.restart();
    EXPECT_EQ(device.row(1)["name"], "task.accept");
    device.welcome(0, 2);
    EXPECT_EQ(device.offered, Numbers{1});
    EXPECT_EQ(device.ask({{"do", "status"}})["held"], "");
    device.answer(1, true, "", 2);
    EXPECT_EQ(device.task()["confirmed"], "accepted");
}

TEST_F(Agents, answered_rows_stay_seven_days) {
    device.with_a_task();
    device.now.moment = device.now.moment + days(6);
    device.do_task("accept");
    device.answer(2, true);
    EXPECT_FALSE(device.row(1).is_null());
    device.now.moment = device.now.moment + days(2);
    device.do_task("report", {{"final", false}});
    device.answer(3, true);
    EXPECT_TRUE(device.row(1).is_null());
    device.restart();
    EXPECT_TRUE(device.row(1).is_null());
    EXPECT_FALSE(device.row(2).is_null());
}

TEST_F(Agents, the_offices_own_word_about_a_task_is_taken_up_on_return) {
    device.with_a_task();
    device.lose();
    device.welcome(1);
    Task task;
    task.id = TaskId{7};
    task.state = task::State::Withdrawn;
    device.commit = 90;
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    EXPECT_EQ(device.task()["state"], "withdrawn");
}

TEST_F(Agents, word_of_a_task_that_is_older_than_an_answer_sets_nothing_back) {
    device.with_a_task();
    device.do_task("accept");
    device.answer(2, true);  // commit 102
    ASSERT_EQ(device.task()["state"], "accepted");
    Task task;
    task.id = TaskId{7};
    task.state = task::State::Released;
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));  // of commit 100
    EXPECT_EQ(device.task()["state"], "accepted");
}

TEST_F(Agents, an_answer_that_comes_twice_counts_once) {
    device.with_a_task();
    device.do_task("accept");
    device.answer(2, true);
    device.answer(2, false, "forbidden");
    EXPECT_EQ(device.row(2)["state"], "received");
    EXPECT_EQ(device.row(2)["commit"], 102);
    EXPECT_EQ(device.task()["state"], "accepted");
}

TEST_F(Agents, a_task_that_is_sent_again_is_asked_about_and_shows_what_others_did_to_it) {
    device.welcome();
    device.tell_me();
    device.dispatch();
    Task task;
    task.id = TaskId{7};
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    device.questions.erase("tasks");
    device.dispatch();  // before the office has the acknowledgement: nothing new
    EXPECT_FALSE(device.questions.contains("tasks"));
    device.answer(1, true);
    device.dispatch();
    ASSERT_TRUE(device.questions.contains("tasks"));
    task.state = task::State::Withdrawn;
    device.commit = 90;
    device.result("tasks", encode(std::vector<Task>{task}, Form::Log));
    EXPECT_EQ(device.task()["state"], "withdrawn");
}

TEST_F(Agents, word_of_a_task_that_is_not_here_any_more_is_no_task) {
    device.welcome();
    device.tell_me();
    device.hear(wire::Dispatch{
        TaskId{7}, 2026, 12, Moment{1000}, Moment{2000}, {}, Bytes(std::string(32, 'c')), {}, {}});
    EXPECT_EQ(device.ask({{"do", "tasks"}})["tasks"].size(), 0U);
    EXPECT_TRUE(device.offered.empty());
}

TEST_F(Agents, a_query_without_an_answer_is_asked_again) {
    device.welcome();
    device.questions.clear();
    device.now.steady_ms += 9'999;
    device.turn([](Effects&) {});
    EXPECT_TRUE(device.questions.empty());
    EXPECT_EQ(device.agent->next_due(), device.now.steady_ms + 1);
    device.now.steady_ms += 1;
    device.turn([](Effects&) {});
    EXPECT_TRUE(device.questions.contains("me"));
}

}  // namespace
}  // namespace dudao::agent
