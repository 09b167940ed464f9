// A device for tests: the real core on a real database, with an office and a clock played by the
// test.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "agents/agent.h"
#include "agents/database.h"
#include "tests/support/temp_dir.h"
#include "wire/codec.h"
#include "wire/message_codec.h"

namespace dudao::agent {

using Json = nlohmann::json;

class Device {
 public:
    static constexpr ClientId client = 1;

    Device() { start(); }

    /// From what is on disk, as after a kill.
    void start() {
        auto opened = Database::open((folder / "agent.sqlite").string());
        ASSERT_TRUE(opened) << opened.error().text();
        database = std::make_unique<Database>(std::move(*opened));
        auto stored = database->load();
        ASSERT_TRUE(stored) << stored.error().text();
        agent = std::make_unique<Agent>(
            Outbox::Options{"gqc", "test"}, std::move(*stored),
            Agent::Seams{
                [this](std::size_t n) { return chance(n); },
                {[this](const auto& dispatch, const auto&, Moment) { return open(dispatch); },
                 [this](const wire::AssignmentDispatch& one) { return open_assignment(one); }},
                "0.0.0.0:8443"});
        offered.clear();
    }
    void restart() {
        agent.reset();
        database.reset();
        start();
    }

    /// One turn: what `input` does is stored, then seen by the outside.
    template <class Input>
    Effects turn(Input input) {
        Effects effects;
        input(effects);
        agent->tick(now, effects);
        const auto kept = database->commit(effects.writes);
        EXPECT_TRUE(kept) << kept.error().text();
        if (effects.new_link) offered.clear();
        for (const auto& row : effects.offers) offered.push_back(row.n);
        for (const auto& reply : effects.replies) replies.push_back(Json::parse(reply.line));
        for (const auto& ask : effects.questions) {
            questions[ask.what] = ask.q;
            asked[ask.what] = ask;
        }
        for (const auto& piece : effects.pieces) pieces.push_back(piece);
        for (const auto& line : effects.lines) {
            log += line.event;
            for (const auto& [key, value] : line.fields) log += " " + key + "=" + value;
            log += "\n";
        }
        return effects;
    }

    /// The answer to a local request; null when there is none yet.
    Json ask(const Json& request) {
        replies.clear();
        std::string id;
        const auto parsed = parse_request(request.dump(), id);
        if (!parsed) return Json::parse(reply::refused(id, parsed.error()));
        turn([&](Effects& effects) { agent->request(client, {id, *parsed}, now, effects); });
        return replies.empty() ? Json(nullptr) : replies.front();
    }
    Json do_task(const std::string& verb, Json more = Json::object()) {
        more["do"] = verb;
        more["task"] = 7;
        more["as"] = "p1";
        return ask(more);
    }
    Json task() { return ask({{"do", "tasks"}})["tasks"].at(0); }
    Json row(std::int64_t n) {
        const Json outbox = ask({{"do", "outbox"}});
        for (const auto& each : outbox["rows"]) {
            if (each["n"] == n) return each;
        }
        return nullptr;
    }

    void hear(const Uplink::Event& event) {
        turn([&](Effects& effects) { agent->receive(event, now, effects); });
    }
    void welcome(std::int64_t applied = 0, std::int64_t incarnation = 1) {
        hear(Uplink::Welcomed{wire::Welcome{incarnation, applied, 64, 100, now.moment, false}});
    }
    void lose() { agent->link_lost(); }
    void answer(std::int64_t n, bool ok, const std::string& why = "",
                std::int64_t incarnation = 1) {
        hear(Uplink::Answered{
            wire::Answer{incarnation, n, ok, {ok ? ++commit : 0, 0, 0, 0}, why, "", "", {}}});
    }
    void result(const std::string& what, const std::string& bytes, bool ok = true) {
        hear(wire::QueryResult{questions.at(what), ok, 100, Bytes(bytes), ok ? "" : "no", ""});
    }
    void dispatch(std::uint64_t task = 7) {
        hear(wire::Dispatch{TaskId{task},
                            2026,
                            12,
                            Moment{1000},
                            Moment{2000},
                            {},
                            Bytes(std::string(32, 'c')),
                            Bytes("sealed"),
                            {}});
    }
    /// Knows its group and has one task, acknowledged.
    void with_a_task() {
        welcome();
        tell_me();
        dispatch();
        answer(1, true);
    }
    /// A device of a case team, of p1 and p2.
    void tell_me_of_a_team() {
        std::string me;
        Encoder encoder(me, Form::Log);
        encoder.pack.map(2);
        encoder.pack.text("group");
        encoder.pack.text("");
        encoder.pack.text("team");
        encoder.pack.text("t1");
        result("me", me);
        const std::vector<TeamRow> teams{
            {TeamId{"t1"}, "案件一组", "Team 1", PersonId{"p1"}, {PersonId{"p1"}, PersonId{"p2"}}}};
        result("teams", encode(teams, Form::Log));
    }
    void dispatch_assignment(std::uint64_t id = 9) {
        wire::AssignmentDispatch one;
        one.assignment = AssignmentId{id};
        one.year = 2026;
        one.number = 3;
        one.lead_year = 2026;
        one.lead_number = 1;
        one.due = Moment{1000};
        one.sender = Bytes(std::string(32, 'k'));
        one.blob = Bytes("sealed");
        hear(one);
    }
    Json step(const std::string& how, Json more = Json::object()) {
        more["do"] = "step";
        more["assignment"] = 9;
        more["how"] = how;
        more["as"] = "p1";
        return ask(more);
    }
    Json assignment() { return ask({{"do", "assignments"}})["assignments"].at(0); }
    void tell_me() {
        std::string me;
        Encoder encoder(me, Form::Log);
        encoder.pack.map(1);
        encoder.pack.text("group");
        encoder.pack.text("g1");
        result("me", me);
        const std::vector<GroupRow> groups{
            {GroupId{"g1"}, "一组", "One", PersonId{"p1"}, {PersonId{"p1"}, PersonId{"p2"}}, {}}};
        if (questions.contains("groups")) result("groups", encode(groups, Form::Log));
        const std::vector<UnitRow> units{
            {UnitId{"village-9"}, UnitId{"t1"}, Level::Village, "九村", "Village 9"}};
        if (questions.contains("units")) result("units", encode(units, Form::Log));
    }

    test::TempDir folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<Agent> agent;
    Now now{Moment{1'800'000'000'000}, 1000};
    bool opens = true;
    std::vector<std::int64_t> offered;  // on the present link, in order
    std::vector<Json> replies;
    std::map<std::string, std::int64_t> questions;
    std::map<std::string, Question> asked;
    std::vector<Piece> pieces;
    std::string log;
    std::uint64_t commit = 100;

 private:
    std::string chance(std::size_t n) { return std::string(n, static_cast<char>(++seed_)); }
    Result<seal::TaskBody> open(const wire::Dispatch&) const {
        if (!opens) return fail(Error::Kind::Refused, "not for this device");
        return seal::TaskBody{
            Bytes(std::string(32, 's')), UnitId{"village-9"}, "九村", "Village 9", {"R"}};
    }
    Result<seal::AssignmentBody> open_assignment(const wire::AssignmentDispatch&) const {
        if (!opens) return fail(Error::Kind::Refused, "not for this device");
        return seal::AssignmentBody{Bytes(std::string(32, 's')), "王五※", "核实虚报"};
    }
    unsigned char seed_ = 0;
};

}  // namespace dudao::agent
