#include "cli/drill/teams.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace dudao::drill {
namespace {

using Json = nlohmann::json;
using assignment::Kind;
using assignment::Outcome;

constexpr std::int64_t picture_bytes = 2048;

/// What comes of such an assignment, by a drawn number of a hundred.
Outcome outcome_of(Kind kind, std::int64_t drawn, bool goes_on_without_answer) {
    switch (kind) {
        case Kind::ShowFacts:
        case Kind::Hear:
            return drawn < 70   ? Outcome::Signed
                   : drawn < 85 ? Outcome::RefusalNoted
                                : Outcome::Waived;
        case Kind::Serve:
            return drawn < 85 ? Outcome::Signed : Outcome::RefusalNoted;
        case Kind::Talk:
            return goes_on_without_answer ? Outcome::NotAnswered : Outcome::Done;
        default:
            return Outcome::Done;
    }
}

}  // namespace

void Teams::heard(const Event& event) {
    if (const auto* issued = std::get_if<AssignmentIssued>(&event.body)) {
        const std::string matter = called(row(issued->id));
        if (scene_.maybe(3, "never looks", matter)) return;  // it lapses, and is counted so
        later(static_cast<int>(scene_.between(0, 1, "look", matter)), issued->id, &Teams::look);
    } else if (const auto* step = std::get_if<AssignmentStepped>(&event.body)) {
        const std::string matter = called(row(step->id));
        if (step->verb == assignment::Verb::Accept) {
            later(static_cast<int>(scene_.between(0, 2, "begin", matter)), step->id, &Teams::begin);
        } else if (step->verb == assignment::Verb::Begin ||
                   step->verb == assignment::Verb::Return) {
            later(static_cast<int>(scene_.between(1, 3, "report", matter)), step->id,
                  &Teams::report);
        }
    }
}

void Teams::later(int days, AssignmentId id, void (Teams::*what)(AssignmentId)) {
    const std::string matter = called(row(id)) + "/" + std::string(name(row(id).state));
    scene_.agenda.add(scene_.hours().of_working_day(scene_.now(), days, "team", matter),
                      [this, id, what] { (this->*what)(id); });
}

void Teams::say(AssignmentId id, std::string_view how, Json more) {
    more["do"] = "step";
    more["assignment"] = id.value;
    more["how"] = how;
    const TeamId team = row(id).team;
    more["as"] = scene_.state().teams.at(team).head.text;
    scene_.devices.say(team, more);
}

void Teams::look(AssignmentId id) {
    if (row(id).state != assignment::State::Issued) return;
    if (!scene_.devices.has_assignment(row(id).team, id)) return later(1, id, &Teams::look);
    const std::string matter = called(row(id));
    if (!scene_.maybe(4, "recuse", matter)) return say(id, "accept", Json::object());
    const std::string reason =
        case_phrase(CaseSaying::Recusal, scene_.lang, scene_.chance.draw("recusal", matter));
    say(id, "recuse", {{"text", reason}});
}

void Teams::begin(AssignmentId id) {
    if (row(id).state != assignment::State::Accepted) return;
    const std::string matter = called(row(id));
    if (scene_.maybe(3, "recuse later", matter)) {
        return say(id, "recuse", {{"text", case_phrase(CaseSaying::Recusal, scene_.lang, 0)}});
    }
    const auto& members = scene_.state().teams.at(row(id).team).members;
    say(id, "begin", {{"hands", {members.at(0).text, members.at(1).text}}});
}

/// A picture of what was done, attached by a hand. A report that was returned has another.
void Teams::prove(AssignmentId id) {
    const Assignment& work = row(id);
    const std::string matter = called(work) + "/" + std::to_string(work.reported_at.ms);
    if (!scene_.maybe(60, "proof", matter)) return;
    const bool heard = work.kind == Kind::Talk || work.kind == Kind::Hear;
    const auto file = scene_.office.scratch() / "proof.jpg";
    {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << scene_.pictures.photograph(scene_.chance, heard ? "meeting" : "book", matter,
                                          picture_bytes);
    }
    scene_.devices.say(work.team, {{"do", "attach"},
                                   {"assignment", id.value},
                                   {"as", work.hands.front().text},
                                   {"path", file.string()},
                                   {"mime", "image/jpeg"}});
}

/// One in eight reports from where there is no network; the office has it two days later.
void Teams::report(AssignmentId id) {
    if (row(id).state != assignment::State::UnderWay) return;
    const std::string matter = called(row(id));
    const TeamId team = row(id).team;
    const bool away = scene_.devices.is_online(team) && scene_.maybe(12, "away", matter);
    if (away) scene_.devices.set_online(team, false);
    prove(id);
    const Case& lead = scene_.state().cases.at(row(id).lead);
    const Outcome outcome =
        outcome_of(row(id).kind, scene_.between(0, 99, "outcome", matter),
                   lead.state == cases::State::Inquiry && scene_.maybe(20, "silent", matter));
    const std::string text =
        case_phrase(CaseSaying::Report, scene_.lang, scene_.chance.draw("report", matter));
    say(id, "report", {{"outcome", name(outcome)}, {"text", text}});
    if (!away) return;
    scene_.agenda.add(scene_.chance.around(scene_.now() + hours(48), "back", matter),
                      [this, team] { scene_.devices.set_online(team, true); });
}

}  // namespace dudao::drill
