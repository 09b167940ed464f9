// The page for a group's phones, request by request, on the real core, database and files.
#include <algorithm>
#include <cctype>
#include <fstream>

#include "agents/limits.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "tests/unit/agents/field_page.h"

namespace dudao::agent {
namespace {

TEST_F(FieldPage, a_code_pairs_one_phone_once) {
    const std::string once = code();
    EXPECT_EQ(once.size(), 9U);
    const Said first = post("pair", {{"code", once}, {"device", "her phone"}});
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body["person"], "p1");
    EXPECT_NE(first.cookie.find("__Host-dudao-field="), std::string::npos);
    EXPECT_NE(first.cookie.find("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=7776000"),
              std::string::npos);
    EXPECT_EQ(post("pair", {{"code", once}, {"device", "another"}}).status, 422);
    const Json phones = device.ask({{"do", "phones"}})["phones"];
    ASSERT_EQ(phones.size(), 1U);
    EXPECT_EQ(phones[0]["person"], "p1");
    EXPECT_EQ(phones[0]["device"], "her phone");
    EXPECT_EQ(phones.dump().find(first.cookie.substr(19, 64)), std::string::npos);
}

TEST_F(FieldPage, a_code_may_be_typed_in_small_letters_and_without_its_dash) {
    std::string typed = code();
    typed.erase(4, 1);
    for (char& each : typed) each = static_cast<char>(std::tolower(each));
    EXPECT_EQ(post("pair", {{"code", typed}, {"device", ""}}).status, 200);
}

TEST_F(FieldPage, a_code_is_over_after_ten_minutes) {
    const std::string late = code();
    device.now.steady_ms += code_valid_ms;
    EXPECT_EQ(post("pair", {{"code", late}, {"device", ""}}).status, 422);
}

TEST_F(FieldPage, five_wrong_codes_stop_that_phone_and_not_the_group) {
    const std::string good = code();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(post("pair", {{"code", "2222-2222"}}).status, 422);
    EXPECT_EQ(post("pair", {{"code", good}}).status, 503);  // also with the right one
    peer = "10.0.0.8";
    EXPECT_EQ(post("pair", {{"code", good}}).status, 200);
    peer = "10.0.0.7";
    const std::string next = code();
    device.now.steady_ms += wrong_try_ms;
    EXPECT_EQ(post("pair", {{"code", next}}).status, 200);
}

TEST_F(FieldPage, one_persons_commands_leave_the_others_room_in_the_outbox) {
    field = std::make_unique<Field>(*device.agent, files, Field::Shares{.waiting = 1});
    pair_as();
    EXPECT_EQ(finding(key_1).status, 200);
    const Said more = post("commands", {{"key", key_2}, {"do", "accept"}, {"task", 7}});
    EXPECT_EQ(more.status, 503);
    EXPECT_EQ(more.body["why"], "busy");
    EXPECT_EQ(finding(key_1).status, 200);  // what was kept is told again
    pair_as("p2");
    EXPECT_EQ(post("commands", {{"key", key_2}, {"do", "accept"}, {"task", 7}}).status, 200);
}

TEST_F(FieldPage, one_persons_files_leave_the_others_room_for_evidence) {
    field = std::make_unique<Field>(*device.agent, files, Field::Shares{.files = 1});
    pair_as();
    const auto attach = [this](const std::string& key, const std::string& bytes) {
        const std::string hash = to_hex(sha256(bytes));
        EXPECT_EQ(put(hash, 0, bytes.size(), bytes).status, 200);
        return post(
            "commands",
            {{"key", key}, {"do", "attach"}, {"task", 7}, {"hash", hash}, {"mime", "image/png"}});
    };
    EXPECT_EQ(attach(key_1, "one").status, 200);
    EXPECT_EQ(attach(key_2, "two").status, 503);
    pair_as("p2");
    EXPECT_EQ(attach(key_2, "two").status, 200);
}

TEST_F(FieldPage, a_phone_brings_no_more_files_than_its_share_until_they_are_attached) {
    field = std::make_unique<Field>(*device.agent, files,
                                    Field::Shares{.unfinished = 1, .unattached = 2});
    pair_as();
    const auto begin_one = [this](const std::string& bytes) {
        return put(to_hex(sha256(bytes)), 0, bytes.size(), bytes.substr(0, 1)).status;
    };
    const auto bring = [this](const std::string& bytes) {
        return put(to_hex(sha256(bytes)), 0, bytes.size(), bytes).status;
    };
    EXPECT_EQ(begin_one("half"), 200);
    EXPECT_EQ(begin_one("another half"), 503);  // it would push the others' out
    EXPECT_EQ(put(to_hex(sha256("half")), 1, 4, "alf").status, 200);
    EXPECT_EQ(bring("second"), 200);
    EXPECT_EQ(bring("third"), 503);
    EXPECT_EQ(post("commands", {{"key", key_1},
                                {"do", "attach"},
                                {"task", 7},
                                {"hash", to_hex(sha256("second"))},
                                {"mime", "image/png"}})
                  .status,
              200);
    EXPECT_EQ(bring("third"), 200);
    pair_as("p2");
    EXPECT_EQ(begin_one("another half"), 200);
}

TEST_F(FieldPage, one_phones_questions_leave_the_others_room_to_wait) {
    pair_as();
    const std::string wait =
        "state?wait=25&since=" + std::to_string(state()["version"].get<std::uint64_t>());
    for (std::ptrdiff_t i = 0; i < field_waiters_a_phone_max; ++i) {
        EXPECT_EQ(send("GET", wait).status, 0);
    }
    EXPECT_EQ(send("GET", wait).status, 200);  // answered at once
    pair_as("p2");
    const std::string other =
        "state?wait=25&since=" + std::to_string(state()["version"].get<std::uint64_t>());
    EXPECT_EQ(send("GET", other).status, 0);
}

TEST_F(FieldPage, another_groups_person_gets_no_code) {
    const Json refused = device.ask({{"do", "pair"}, {"as", "p9"}});
    EXPECT_EQ(refused["why"], "not_found");
    EXPECT_NE(refused["mend"].get<std::string>().find("p1, p2"), std::string::npos);
}

TEST_F(FieldPage, a_stranger_is_told_nothing) {
    for (const auto& [method, path] :
         std::vector<std::pair<std::string, std::string>>{{"GET", "state"},
                                                          {"POST", "commands"},
                                                          {"POST", "unpair"},
                                                          {"GET", "files/" + std::string(64, 'a')},
                                                          {"PUT", "files/" + std::string(64, 'a')},
                                                          {"GET", "nothing"}}) {
        EXPECT_EQ(send(method, path, "{}").status, 401) << method << " " << path;
    }
    cookie = "__Host-dudao-field=" + std::string(64, 'a');
    EXPECT_EQ(send("GET", "state").status, 401);
}

TEST_F(FieldPage, what_another_site_sends_is_not_heard) {
    pair_as();
    const std::string command = Json{{"key", key_1}, {"do", "accept"}, {"task", 7}}.dump();
    EXPECT_EQ(send("POST", "commands", command, {}).status, 403);
    EXPECT_EQ(send("POST", "commands", command,
                   {{"x-dudao-field", "1"}, {"origin", "https://elsewhere:8443"}})
                  .status,
              403);
    EXPECT_EQ(send("POST", "commands", command,
                   {{"x-dudao-field", "1"}, {"origin", "https://phone.lan:8443"}})
                  .status,
              200);
}

TEST_F(FieldPage, an_unpaired_phone_is_a_stranger) {
    pair_as();
    EXPECT_EQ(send("GET", "state").status, 200);
    const std::string phone = device.ask({{"do", "phones"}})["phones"][0]["id"];
    EXPECT_EQ(device.ask({{"do", "unpair"}, {"phone", phone}})["ok"], true);
    EXPECT_EQ(device.ask({{"do", "unpair"}, {"phone", phone}})["why"], "not_found");
    EXPECT_EQ(send("GET", "state").status, 401);
    pair_as();
    const Said gone = send("POST", "unpair");
    EXPECT_NE(gone.cookie.find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(send("GET", "state").status, 401);
}

TEST_F(FieldPage, a_phone_whose_pairing_ends_while_it_waits_is_shown_nothing) {
    pair_as();
    send("GET", "state?wait=20&since=" + std::to_string(device.agent->version()));
    device.ask({{"do", "unpair"}, {"phone", device.ask({{"do", "phones"}})["phones"][0]["id"]}});
    turn(nullptr);
    EXPECT_EQ(said(id).status, 401);
}

TEST_F(FieldPage, a_pairing_outlives_the_process_and_ends_after_ninety_days) {
    pair_as();
    kill();
    EXPECT_EQ(state()["me"]["person"], "p1");
    device.now.moment = device.now.moment + pairing_valid;
    EXPECT_EQ(send("GET", "state").status, 401);
}

TEST_F(FieldPage, the_same_key_is_the_same_row_also_after_a_kill_and_from_another_phone) {
    pair_as();
    const Said first = finding(key_1);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.body["state"], "saved");
    EXPECT_EQ(first.body["finding"], "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    kill();
    EXPECT_EQ(finding(key_1).body["n"], first.body["n"]);
    pair_as("p2");
    EXPECT_EQ(finding(key_1, "other words").body["n"], first.body["n"]);
    const Json shown = state();
    EXPECT_EQ(shown["rows"].size(), 2U) << "the delivery and one finding";
    EXPECT_EQ(shown["rows"][1]["by"], "p1");
    EXPECT_EQ(shown["rows"][1]["key"], key_1);
    EXPECT_EQ(shown["findings"][0]["facts"]["text"], "空岗");
}

TEST_F(FieldPage, a_row_says_which_step_it_takes) {
    pair_as();
    EXPECT_EQ(finding(key_1).status, 200);
    EXPECT_EQ(post("commands", {{"key", key_2}, {"do", "accept"}, {"task", 7}}).status, 200);
    const Json rows = state()["rows"];
    EXPECT_EQ(rows[1]["step"], "");
    EXPECT_EQ(rows[2]["step"], "accept");
}

TEST_F(FieldPage, a_key_is_remembered_after_its_row_is_gone) {
    pair_as();
    const auto n = finding(key_1).body["n"].get<std::int64_t>();
    device.answer(n, true);
    EXPECT_EQ(finding(key_1).body["state"], "received");
    device.now.moment = device.now.moment + answered_kept + days(1);
    const auto next = post("commands", {{"key", key_2}, {"do", "accept"}, {"task", 7}}).body["n"];
    device.answer(next.get<std::int64_t>(), false, "late");
    kill();
    EXPECT_TRUE(device.row(n).is_null());
    EXPECT_EQ(finding(key_1).body["n"], n);
    EXPECT_EQ(finding(key_1).body["state"], "received");
}

TEST_F(FieldPage, a_key_follows_its_row_into_a_new_incarnation) {
    pair_as();
    device.lose();
    finding(key_1);
    device.welcome(9);  // numbers that never left: held
    device.welcome(0, 2);
    const auto again = finding(key_1);
    EXPECT_EQ(again.body["n"], 1);
    EXPECT_EQ(device.row(1)["key"], key_1);
}

TEST_F(FieldPage, a_finding_is_recorded_once_whatever_its_key) {
    pair_as();
    finding(key_1);
    EXPECT_EQ(finding(key_2).status, 422);
}

TEST_F(FieldPage, the_newest_words_of_a_finding_are_shown) {
    pair_as();
    finding(key_1);
    pair_as("p2");
    const Said amended = post("commands", {{"key", key_2},
                                           {"do", "amend"},
                                           {"finding", "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
                                           {"category", "funds"},
                                           {"severity", "grave"},
                                           {"unit", "village-9"},
                                           {"text", "账实不符"}});
    EXPECT_EQ(amended.status, 200) << amended.body;
    kill();
    const Json shown = state()["findings"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["facts"]["text"], "账实不符");
    EXPECT_EQ(shown[0]["facts"]["severity"], "grave");
    EXPECT_EQ(shown[0]["task"], 7);
    EXPECT_EQ(shown[0]["by"], "p2");
}

TEST_F(FieldPage, a_faulty_command_says_what_would_be_right) {
    pair_as();
    for (const Json& faulty :
         std::vector<Json>{Json::array(),
                           {{"do", "accept"}, {"task", 7}},
                           {{"key", "no ulid"}, {"do", "accept"}, {"task", 7}},
                           {{"key", key_1}, {"do", "status"}},
                           {{"key", key_1}, {"do", "pair"}, {"task", 7}},
                           {{"key", key_1}, {"do", "accept"}, {"task", 99}},
                           {{"key", key_1}, {"do", "accept"}, {"task", 7}, {"as", "p2"}},
                           {{"key", key_1},
                            {"do", "attach"},
                            {"task", 7},
                            {"path", "/etc/passwd"},
                            {"mime", "a/b"}},
                           {{"key", key_1},
                            {"do", "attach"},
                            {"task", 7},
                            {"hash", std::string(64, 'a')},
                            {"mime", "a/b"}}}) {
        const Said refused = post("commands", faulty);
        EXPECT_EQ(refused.status, 422) << faulty;
        EXPECT_EQ(refused.body["ok"], false);
        EXPECT_FALSE(refused.body.value("error", "").empty()) << faulty;
        EXPECT_FALSE(refused.body.value("mend", "").empty()) << faulty;
    }
    EXPECT_EQ(state()["rows"].size(), 1U);
}

TEST_F(FieldPage, what_is_refused_is_told_in_the_readers_language) {
    const auto refused = [this](const Json& command, const char* language) {
        return send("POST", "commands", command.dump(),
                    {{"x-dudao-field", "1"}, {"accept-language", language}})
            .body;
    };
    EXPECT_EQ(send("GET", "state").body["error"], "此手机尚未与设备配对");
    pair_as();
    const Json elsewhere = {{"key", key_1}, {"do", "accept"}, {"task", 99}};
    EXPECT_EQ(refused(elsewhere, "en")["error"], "no such task on this device");
    EXPECT_EQ(refused(elsewhere, "zh-CN,en;q=0.5")["error"], "本设备没有这项任务");
    EXPECT_EQ(refused(elsewhere, "zh")["mend"], "请从已收到的任务中选择");
    EXPECT_EQ(refused(elsewhere, "zh")["why"], "not_found") << "for programs, in no language";
    const Json strange = {
        {"key", key_1}, {"do", "recuse"}, {"task", 7}, {"reason", std::string("\x1b[2J")}};
    EXPECT_EQ(refused(strange, "zh")["error"], "“理由”填写不对");
    EXPECT_EQ(refused(strange, "zh")["mend"], "不能含控制字符，换行和制表符除外");
}

TEST_F(FieldPage, what_the_office_refused_is_told_in_the_readers_language_after_a_restart_too) {
    pair_as();
    EXPECT_EQ(post("commands", {{"key", key_1}, {"do", "accept"}, {"task", 7}}).status, 200);
    wire::Answer no{
        1, 2, false, {}, "not_now", "cannot accept while on_site", "possible: record", {"record"}};
    no.said = says("not_possible_now", word(task::Verb::Accept), word(task::State::OnSite),
                   words("verb", {"record"}));
    device.hear(Uplink::Answered{no});
    kill();
    const auto row = [this](const char* language) {
        const Json rows = send("GET", "state", {}, {{"accept-language", language}}).body["rows"];
        const auto at = std::find_if(rows.begin(), rows.end(),
                                     [](const Json& each) { return each["key"] == key_1; });
        return at == rows.end() ? Json() : *at;
    };
    EXPECT_EQ(row("zh")["what"], "“现场督导”时不能接收");
    EXPECT_EQ(row("zh")["mend"], "现在可以：记录问题");
    EXPECT_EQ(row("en")["what"], "cannot accept while on_site");
}

TEST_F(FieldPage, all_that_the_group_is_shown_comes_in_one_answer) {
    pair_as();
    const Json shown = state();
    EXPECT_EQ(shown["tasks"][0], device.task());
    EXPECT_EQ(shown["device"]["group"], "g1");
    EXPECT_EQ(shown["device"]["welcomed"], true);
    EXPECT_EQ(shown["members"][1]["id"], "p2");
    EXPECT_EQ(shown["units"][0]["zh"], "九村");
    EXPECT_EQ(shown["now"], device.now.moment.ms);
}

TEST_F(FieldPage, a_question_for_changes_waits_for_one_or_for_its_time) {
    pair_as();
    const auto version = state()["version"].get<std::uint64_t>();
    const std::string ask = "state?wait=20&since=" + std::to_string(version);
    EXPECT_EQ(send("GET", ask).status, 0);
    const std::uint64_t first = id;
    EXPECT_EQ(field->next_due(), device.now.steady_ms + 20'000);
    finding(key_1);
    EXPECT_GT(said(first).body.value("version", std::uint64_t{0}), version);

    const std::string again =
        "state?wait=90&since=" + std::to_string(state()["version"].get<std::uint64_t>());
    EXPECT_EQ(send("GET", again).status, 0);
    const std::uint64_t second = id;
    device.now.steady_ms += 25'000;
    turn(nullptr);
    EXPECT_EQ(said(second).status, 200);
    EXPECT_EQ(send("GET", "state?wait=20").status, 200) << "without since: at once";
    EXPECT_EQ(send("GET", "state?wait=20&since=x").status, 200);
}

TEST_F(FieldPage, a_link_that_is_lost_is_a_change) {
    pair_as();
    EXPECT_EQ(send("GET", "state?wait=20&since=" + std::to_string(device.agent->version())).status,
              0);
    device.lose();
    device.turn([](Effects&) {});
    turn(nullptr);
    EXPECT_EQ(said(id).body["device"]["welcomed"], false);
}

TEST_F(FieldPage, a_key_that_is_revoked_is_said_to_whoever_holds_the_device) {
    pair_as();
    EXPECT_EQ(state()["device"]["refused"], false);
    device.lose();
    device.hear(wire::Problem{std::string(wire::Problem::not_admitted), ""});
    turn(nullptr);
    EXPECT_EQ(state()["device"]["refused"], true);
    EXPECT_EQ(state()["device"]["welcomed"], false);
    device.welcome();
    turn(nullptr);
    EXPECT_EQ(state()["device"]["refused"], false) << "it was enrolled again";
}

TEST_F(FieldPage, no_two_lives_count_through_the_same_versions) {
    const auto before = device.agent->version();
    kill();
    EXPECT_NE(device.agent->version(), before);
}

TEST_F(FieldPage, a_file_comes_in_pieces_and_is_attached_by_its_hash) {
    pair_as();
    const std::string bytes(field_piece_bytes_max + 1000, 'x');
    const std::string name = to_hex(sha256(bytes));
    EXPECT_EQ(send("GET", "files/" + name).body["have"], 0);
    const Said first = put(name, 0, bytes.size(), bytes.substr(0, field_piece_bytes_max));
    EXPECT_EQ(first.body["have"], field_piece_bytes_max);
    EXPECT_EQ(first.body["complete"], false);
    files = *EvidenceFiles::open(device.folder / "evidence");
    kill();
    const Said wrong = put(name, 5, bytes.size(), "x");
    EXPECT_EQ(wrong.status, 409);
    EXPECT_EQ(wrong.body["have"], field_piece_bytes_max);
    const Said last =
        put(name, field_piece_bytes_max, bytes.size(), bytes.substr(field_piece_bytes_max));
    EXPECT_EQ(last.body["complete"], true);
    EXPECT_EQ(put(name, 0, bytes.size(), "x").body["have"], bytes.size()) << "all is here already";
    const Json attach{
        {"key", key_1}, {"do", "attach"}, {"task", 7}, {"hash", name}, {"mime", "image/jpeg"}};
    EXPECT_EQ(post("commands", attach).body["hash"], name);
    EXPECT_EQ(post("commands", attach).body["n"], 2);
    const Json shown = state()["files"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["size"], bytes.size());
    EXPECT_EQ(shown[0]["stored"], false);
    EXPECT_EQ(device.task()["evidence"][0], name);
}

TEST_F(FieldPage, bytes_that_are_not_those_of_the_name_are_dropped) {
    pair_as();
    const std::string name = to_hex(sha256("abc"));
    put(name, 0, 3, "ab");
    EXPECT_EQ(put(name, 2, 3, "x").status, 422);
    EXPECT_EQ(send("GET", "files/" + name).body["have"], 0);
    EXPECT_EQ(put(name, 0, 3, "abc").body["complete"], true);
}

TEST_F(FieldPage, a_file_whose_last_step_was_cut_off_is_whole_after_the_next_start) {
    const std::string name = to_hex(sha256("abc"));
    std::ofstream(device.folder / "evidence" / (name + ".part")) << "abc";
    EXPECT_FALSE(files.have({name}).complete);
    pair_as();
    EXPECT_EQ(put(name, 3, 3, "").body["complete"], true) << "asked for, or";
    const std::string other = to_hex(sha256("abcd"));
    std::ofstream(device.folder / "evidence" / (other + ".part")) << "abcd";
    files = *EvidenceFiles::open(device.folder / "evidence");
    EXPECT_TRUE(files.have({other}).complete) << "at the start";
}

TEST_F(FieldPage, pieces_that_cannot_be_right_are_refused) {
    pair_as();
    const std::string name(64, 'a');
    EXPECT_EQ(put("../../agent.sqlite", 0, 3, "abc").status, 422);
    EXPECT_EQ(put(std::string(64, 'A'), 0, 3, "abc").status, 422);
    EXPECT_EQ(put(name, 0, 2, "abc").status, 422);
    EXPECT_EQ(put(name, 0, 21 * 1024 * 1024, "abc").status, 422);
    EXPECT_EQ(put(name, 0, 3, "").status, 422);
    EXPECT_EQ(send("PUT", "files/" + name + "?offset=-1&size=3", "abc").status, 422);
    EXPECT_EQ(send("PUT", "files/" + name, "abc").status, 422);
}

TEST_F(FieldPage, who_waits_is_told_to_come_again_when_the_core_is_made_anew) {
    pair_as();
    send("GET", "state?wait=20&since=" + std::to_string(device.agent->version()));
    Effects last;
    field->let_go(last);
    ASSERT_EQ(last.responses.size(), 1U);
    EXPECT_EQ(last.responses[0].status, 503);
}

}  // namespace
}  // namespace dudao::agent
