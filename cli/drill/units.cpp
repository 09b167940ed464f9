#include "cli/drill/units.h"

#include <algorithm>

#include "cli/drill/officers.h"

namespace dudao::drill {
namespace {

constexpr std::int64_t proof_bytes = 256;

std::string at_generation(const Rectification& r) {
    return called(r) + "/" + std::to_string(r.generation) + "/" + std::to_string(r.returns);
}

}  // namespace

void Units::later(Moment at, RectificationId id, void (Units::*what)(RectificationId)) {
    scene_.agenda.add(at, [this, id, what] { (this->*what)(id); });
}

Units::Diligence Units::diligence(const Rectification& r) const {
    const auto unit = scene_.between(0, 99, "diligence", r.unit.text);
    const auto drawn = (unit + scene_.between(0, 99, "diligence", called(r))) / 2;
    if (drawn < 48) return Diligence::Diligent;
    if (drawn < 68) return Diligence::Ordinary;
    if (drawn < 83) return Diligence::Slow;
    return Diligence::Never;
}

void Units::heard(const Event& event) {
    if (const auto* made = std::get_if<RectificationIssued>(&event.body)) issued(made->id);
    if (const auto* moved = std::get_if<RectificationTransferred>(&event.body)) {
        if (matter(moved->id).state == rectification::State::Issued) issued(moved->id);
    }
    if (const auto* clock = std::get_if<ClockStarted>(&event.body)) clock_started(*clock);
    if (const auto* step = std::get_if<FindingStepped>(&event.body)) {
        const std::string name = called(scene_.state(), scene_.state().findings.at(step->id));
        if (step->verb == finding::Verb::Confirm && scene_.maybe(7, "contest", name)) {
            const auto days = static_cast<int>(scene_.between(1, 4, "contest after", name));
            scene_.agenda.add(scene_.hours().of_working_day(event.at, days, "contest", name),
                              [this, id = step->id] { contest(id); });
        }
    }
    if (const auto* step = std::get_if<RectificationStepped>(&event.body)) {
        if (step->verb != rectification::Verb::ReferUp) return;
        const std::string name = called(matter(step->id));
        if (scene_.maybe(15, "leave referral", name)) return;
        later(scene_.hours().of_working_day(event.at, 2, "take referral", name), step->id,
              &Units::take_referral);
    }
}

void Units::issued(RectificationId id) {
    const Rectification& r = matter(id);
    const std::string name = called(r) + "/" + r.unit.text;
    const auto how = diligence(r);
    const bool never = how == Diligence::Never || how == Diligence::Slow
                           ? scene_.maybe(60, "unacknowledged", name)
                           : scene_.maybe(8, "unacknowledged", name);
    if (never) return;  // deemed served after two working days
    const auto wait = hours(how == Diligence::Diligent ? scene_.between(0, 5, "ack", name)
                                                       : scene_.between(3, 16, "ack", name));
    later(scene_.hours().working_time(scene_.now(), wait + minutes(20), "ack", name), id,
          &Units::acknowledge);
}

void Units::acknowledge(RectificationId id) {
    const Rectification& r = matter(id);
    if (r.state != rectification::State::Issued) return;
    scene_.office.say(answers_for(scene_.state(), r.unit), AcknowledgeRectification{id});
}

/// A new generation of the clock: when will it be done, and is more time asked for?
void Units::clock_started(const ClockStarted& clock) {
    const Rectification& r = matter(clock.id);
    const std::string name = at_generation(r);
    const auto how = diligence(r);
    if (how == Diligence::Never && r.returns == 0) return;  // the ladder climbs to its end
    int days = 0;  // working days from the deadline; below 0: before it
    switch (how) {
        case Diligence::Diligent:
            days = -static_cast<int>(scene_.between(1, 4, "done", name));
            break;
        case Diligence::Ordinary:
            days = -static_cast<int>(scene_.between(0, 2, "done", name));
            break;
        default:
            days = static_cast<int>(scene_.between(2, 9, "done", name));
            break;
    }
    const Hours hours = scene_.hours();
    // The deadline is the midnight after its last day.
    const Moment last_day = clock.deadline - minutes(1);
    Moment done = hours.of_working_day(last_day, days, "submit", name);
    if (days == 0) done = hours.of_working_day(last_day - ::dudao::hours(15), 0, "submit", name);
    const Moment earliest = hours.of_working_day(scene_.now(), 1, "submit", name);
    scene_.agenda.add(
        std::max(done, earliest),
        [this, id = clock.id, generation = clock.generation] { submit(id, generation); });
    if (scene_.maybe(50, "progress", name)) {
        const auto wait = static_cast<int>(scene_.between(1, 3, "progress days", name));
        later(hours.of_working_day(scene_.now(), wait, "progress", name), clock.id,
              &Units::progress);
    }
    if (how != Diligence::Diligent && scene_.maybe(35, "extend", name)) {
        const auto before = -static_cast<int>(scene_.between(2, 4, "extend days", name));
        later(hours.of_working_day(last_day, before, "extend", name), clock.id,
              &Units::ask_for_more);
    }
}

void Units::ask_for_more(RectificationId id) {
    const Rectification& r = matter(id);
    const bool possible = r.state == rectification::State::InProgress && r.clock_runs &&
                          !r.extension.open && r.extensions < 2 && scene_.now() < r.deadline;
    if (!possible) return;
    const std::string name = at_generation(r);
    const Budget more{static_cast<std::int32_t>(scene_.between(3, 8, "more", name)), r.budget.unit};
    scene_.office.say(answers_for(scene_.state(), r.unit),
                      RequestExtension{id, more, scene_.words(Saying::Extension, name)});
}

void Units::ask_for_an_extension() {
    const auto waits = [this] {
        const auto& all = scene_.state().rectifications;
        return std::any_of(all.begin(), all.end(),
                           [](const auto& each) { return each.second.extension.open; });
    };
    std::vector<RectificationId> newest_first;
    for (const auto& [id, r] : scene_.state().rectifications) newest_first.push_back(id);
    std::reverse(newest_first.begin(), newest_first.end());
    for (const RectificationId id : newest_first) {
        if (waits()) return;
        ask_for_more(id);
    }
}

void Units::progress(RectificationId id) {
    const Rectification& r = matter(id);
    if (r.state != rectification::State::InProgress) return;
    scene_.office.say(answers_for(scene_.state(), r.unit),
                      ReportProgress{id, scene_.words(Saying::Progress, at_generation(r))});
}

void Units::submit(RectificationId id, std::int32_t generation) {
    const Rectification& r = matter(id);
    const bool possible =
        r.state == rectification::State::InProgress && r.clock_runs && r.generation == generation;
    if (!possible) return;
    const std::string name = at_generation(r);
    const PersonId who = answers_for(scene_.state(), r.unit);
    const Finding& finding = scene_.state().findings.at(r.finding);
    const Lack* lack = scene_.lack(r.finding);
    const std::string_view shown = !lack ? "" : lack->mended.empty() ? lack->picture : lack->mended;
    const std::string photo = scene_.pictures.photograph(
        scene_.chance, shown.empty() ? "book" : shown, name, proof_bytes);  // else its papers
    const auto proof = finding.facts().unit == r.unit
                           ? scene_.office.hand_in(who, finding.task, finding.id, photo)
                           : std::nullopt;
    // A unit that took the matter over refers to the proofs that lie in it.
    const EvidenceHash hash = proof.value_or(EvidenceHash{std::string(64, '0')});
    scene_.office.say(
        who, SubmitRectification{
                 id, scene_.words(lack ? lack->done : Said{}, Saying::Measures, name), {hash}});
}

void Units::contest(const FindingId& id) {
    const Finding& finding = scene_.state().findings.at(id);
    const bool possible = row(finding::table, finding.state, finding::Verb::Contest) != nullptr &&
                          scene_.now() <= finding.contest_until;
    if (!possible) return;
    scene_.office.say(
        answers_for(scene_.state(), finding.facts().unit),
        ContestFinding{id, scene_.words(Saying::Grounds, called(scene_.state(), finding)), {}});
}

void Units::take_referral(RectificationId id) {
    const Rectification& r = matter(id);
    if (r.state != rectification::State::ReferredUp) return;
    const UnitId above = scene_.state().units.at(r.unit).parent;
    if (!above) return;
    scene_.office.say(answers_for(scene_.state(), above), TakeReferral{id});
}

}  // namespace dudao::drill
