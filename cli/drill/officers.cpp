#include "cli/drill/officers.h"

#include <algorithm>

#include "domain/confirm.h"
#include "domain/roles.h"
#include "domain/sight.h"
#include "outside/outside.h"

namespace dudao::drill {
namespace {

/// Until its case is over a finding is not dismissed.
bool holds_a_case(const State& state, const Finding& finding) {
    const Case* lead = lead_opened_by(state, finding);
    return lead != nullptr && !cases::is_over(lead->state);
}

/// Holders of posts of a role for the whole county, in the order of their posts.
std::vector<PersonId> holders(const State& state, Role role) {
    std::vector<PersonId> people;
    for (const auto& [id, post] : state.posts) {
        if (post.role == role && post.holder &&
            scope_of(state, role, post.unit) == state.founding.root) {
            people.push_back(post.holder);
        }
    }
    return people;
}

/// When what was demanded counts as done.
std::string verified_to_be(const Lack& lack, Lang lang) {
    const Said then{"，经核验属实", "; verified to be so"};
    return marked(std::string(lack.demanded.in(lang)) + std::string(then.in(lang)));
}

}  // namespace

PersonId answers_for(const State& state, const UnitId& unit) {
    const auto reached = reach_role(state, Role::UnitOfficer, unit);
    for (const PersonId& person : reached.people) {
        if (holds(state, person, Role::UnitOfficer, unit, state.last_at)) return person;
    }
    return {};
}

PersonId Officers::officer(const std::string& matter, const UnitId& unit) const {
    std::vector<PersonId> free;
    for (const PersonId& person : holders(scene_.state(), Role::Officer)) {
        if (!belongs_to(scene_.state(), person, unit)) free.push_back(person);
    }
    if (free.empty()) return {};
    return free[scene_.chance.draw("officer", matter) % free.size()];
}

PersonId Officers::leader(const std::string& matter) const {
    const auto all = holders(scene_.state(), Role::Leader);
    return all.empty() ? PersonId{} : all[scene_.chance.draw("leader", matter) % all.size()];
}

const Rectification* Officers::find(RectificationId id, rectification::State state) const {
    const auto at = scene_.state().rectifications.find(id);
    if (at == scene_.state().rectifications.end() || at->second.state != state) return nullptr;
    return &at->second;
}

/// One in five is about the first village, so that some case is about its official, whose account
/// the demo gives away.
void Officers::plan_petitions() {
    for (int day = 2; day < 46; day += 2) {
        const std::string matter = "petition/" + std::to_string(day);
        later(scene_.hours().of_working_day(scene_.start + days(day), 1, "petition", matter),
              [this, matter, first = day % 10 == 2] {
                  std::vector<UnitId> villages;
                  for (const auto& [id, unit] : scene_.state().units) {
                      if (unit.level == Level::Village) villages.push_back(id);
                  }
                  if (villages.empty()) return;
                  const auto drawn = scene_.chance.draw("unit", matter) % villages.size();
                  const UnitId& unit = villages[first ? 0 : drawn];
                  scene_.office.say(
                      officer(matter),
                      OpenLead{
                          LeadSource::Petition, unit, {}, scene_.words(Saying::Petition, matter)});
              });
    }
}

void Officers::heard(const Event& event) {
    if (const auto* step = std::get_if<FindingStepped>(&event.body)) on(*step);
    if (const auto* step = std::get_if<RectificationStepped>(&event.body)) on(*step);
    if (const auto* clock = std::get_if<ClockStarted>(&event.body)) on(*clock);
    if (const auto* step = std::get_if<CaseStepped>(&event.body)) on(*step);
    if (const auto* made = std::get_if<ProposalMade>(&event.body)) on(*made);
    if (const auto* report = std::get_if<TaskReported>(&event.body)) {
        if (!report->final_report) return;
        const std::string matter = called(scene_.state().tasks.at(report->id));
        const int days = scene_.maybe(5, "late review", matter)
                             ? 5
                             : static_cast<int>(scene_.between(1, 2, "review", matter));
        later(scene_.hours().of_working_day(event.at, days, "review", matter),
              [this, id = report->id] { review(id); });
    }
    if (const auto* review = std::get_if<TaskReviewed>(&event.body)) {
        if (!review->pass) returned_.insert(review->id);
    }
    if (const auto* asked = std::get_if<ExtensionRequested>(&event.body)) {
        const std::string matter = called(scene_.state().rectifications.at(asked->id));
        if (scene_.maybe(10, "leave undecided", matter)) return;  // lapses after two working days
        later(scene_.hours().of_working_day(event.at, 1, "decide extension", matter),
              [this, id = asked->id] { decide_extension(id); });
    }
    if (const auto* step = std::get_if<DemandStepped>(&event.body)) {
        if (step->verb != demand::Verb::Answer) return;
        const std::string matter = called(scene_.state(), scene_.state().demands.at(step->id));
        later(scene_.hours().of_working_day(event.at, 1, "decide demand", matter),
              [this, id = step->id] { decide_demand(id); });
    }
}

void Officers::review(TaskId id) {
    const Task& task = scene_.state().tasks.at(id);
    if (task.state != task::State::Reported) return;
    const std::string matter = called(task);
    const PersonId who = officer(matter);
    const auto findings = task.findings;
    for (const FindingId& finding : findings) {
        const Finding& found = scene_.state().findings.at(finding);
        const std::string name = called(scene_.state(), found);
        if (found.state != finding::State::Recorded || !scene_.maybe(4, "dismiss", name)) continue;
        if (holds_a_case(scene_.state(), found)) continue;
        scene_.office.say(who, DismissFinding{finding, scene_.words(Saying::Dismissal, name)});
    }
    if (!returned_.contains(id) && scene_.maybe(8, "return report", matter)) {
        scene_.office.say(who, ReviewTask{id, false, scene_.words(Saying::ReviewReturn, matter)});
    } else {
        scene_.office.say(who, ReviewTask{id, true, {}});
    }
}

void Officers::on(const FindingStepped& body) {
    const std::string matter = called(scene_.state(), scene_.state().findings.at(body.id));
    if (body.verb == finding::Verb::Confirm || body.verb == finding::Verb::Uphold ||
        body.verb == finding::Verb::Amend) {
        const auto wait = hours(scene_.between(1, 9, "issue", matter));
        later(scene_.hours().working_time(scene_.now(), wait, "issue", matter),
              [this, id = body.id] { issue(id); });
    } else if (body.verb == finding::Verb::Contest) {
        const int days = scene_.maybe(10, "late contest", matter)
                             ? 7
                             : static_cast<int>(scene_.between(1, 4, "contest days", matter));
        later(scene_.hours().of_working_day(scene_.now(), days, "decide contest", matter),
              [this, id = body.id] { decide_contest(id); });
    }
}

void Officers::issue(const FindingId& id) {
    const State& state = scene_.state();
    const Finding& finding = state.findings.at(id);
    if (finding.state != finding::State::Confirmed || finding.rectification) return;
    if (is_kept_from_unit(state, finding)) return;  // once its lead is closed
    const std::string matter = called(state, finding);
    const UnitId unit = finding.facts().unit;
    PersonId responsible = answers_for(state, unit);
    if (!responsible) return;
    std::vector<UnitId> supporting;
    if (scene_.maybe(8, "joint", matter))
        supporting.push_back(ancestor(state, unit, Level::Township));
    if (!supporting.empty() && supporting.front() == unit) supporting.clear();
    const Lack* lack = scene_.lack(id);
    const Said demanded = lack ? lack->demanded : Said{};
    const Text test = lack ? Text{verified_to_be(*lack, scene_.lang), {}, {}}
                           : scene_.words(Saying::Test, matter);
    scene_.office.say(officer(matter, unit),
                      IssueRectification{id, unit, responsible, supporting,
                                         scene_.words(demanded, Saying::Demand, matter), test});
}

/// The second officer looks at it within a day.
void Officers::on(const ProposalMade& body) {
    if (body.command.starts_with("case.")) return;  // of those who have the case
    const std::string matter = std::to_string(body.id.value);
    later(scene_.hours().of_working_day(scene_.now(), 1, "confirm", matter),
          [this, id = body.id] { confirm(id); });
}

void Officers::confirm(ProposalId id) {
    const auto at = scene_.state().proposals.find(id);
    if (at == scene_.state().proposals.end()) return;
    Context who;
    who.now = scene_.now();
    who.outside = &outside_of_rules;
    for (const PersonId& person : holders(scene_.state(), Role::Officer)) {
        who.actor = person;
        if (!waits_for(scene_.state(), at->second, who)) continue;
        scene_.office.say(person, ConfirmProposal{id});
        return;
    }
}

/// What was kept from the unit is now to be put right like any other.
void Officers::on(const CaseStepped& body) {
    const FindingId& id = scene_.state().cases.at(body.id).finding;
    if (id && body.verb == cases::Verb::CloseNoCase) issue(id);
}

void Officers::decide_contest(const FindingId& id) {
    const Finding& finding = scene_.state().findings.at(id);
    if (finding.state != finding::State::Contested) return;
    const std::string matter = called(scene_.state(), finding);
    const auto drawn = scene_.between(0, 99, "verdict", matter);
    const auto otherwise =
        holds_a_case(scene_.state(), finding) ? finding::Verb::Uphold : finding::Verb::Dismiss;
    const auto verdict = drawn < 60   ? finding::Verb::Uphold
                         : drawn < 80 ? finding::Verb::Amend
                                      : otherwise;
    scene_.office.say(
        officer(matter, finding.facts().unit),
        DecideContest{id, verdict, Severity::Minor, scene_.words(Saying::Verdict, matter)});
}

void Officers::decide_extension(RectificationId id) {
    const Rectification& r = scene_.state().rectifications.at(id);
    if (!r.extension.open) return;
    const std::string matter = called(r) + "/" + std::to_string(r.extensions);
    const bool grant = scene_.maybe(80, "grant", matter);
    const PersonId who = r.extensions > 0 ? leader(matter) : officer(matter, r.unit);
    scene_.office.say(
        who, DecideExtension{id, grant,
                             scene_.words(grant ? Saying::Granted : Saying::NotGranted, matter)});
}

void Officers::on(const RectificationStepped& body) {
    const Rectification& r = scene_.state().rectifications.at(body.id);
    const std::string matter = called(r) + "/" + std::to_string(r.returns);
    const auto in_days = [&](int days, const char* question, auto action) {
        later(scene_.hours().of_working_day(scene_.now(), days, question, matter),
              [this, id = body.id, action] { (this->*action)(id); });
    };
    switch (body.verb) {
        case rectification::Verb::Submit:
            in_days(scene_.maybe(6, "late verify", matter)
                        ? 7
                        : static_cast<int>(scene_.between(1, 3, "verify days", matter)),
                    "verify", &Officers::verify);
            break;
        case rectification::Verb::Suspend:
            in_days(scene_.maybe(25, "long", matter)
                        ? 22
                        : static_cast<int>(scene_.between(4, 12, "resume days", matter)),
                    "resume", &Officers::resume);
            break;
        case rectification::Verb::TakeReferral:
            in_days(static_cast<int>(scene_.between(2, 5, "return days", matter)), "resume",
                    &Officers::resume);
            break;
        case rectification::Verb::Verify:
            if (scene_.maybe(5, "recheck", matter)) {
                in_days(static_cast<int>(scene_.between(5, 15, "recheck days", matter)), "recheck",
                        &Officers::recheck);
            }
            break;
        default:
            break;
    }
}

void Officers::verify(RectificationId id) {
    const Rectification* r = find(id, rectification::State::Submitted);
    if (!r) return;
    const std::string matter = called(*r) + "/" + std::to_string(r->returns);
    PersonId who = officer(matter, r->unit);
    if (r->returns < 3 && scene_.maybe(r->returns == 0 ? 18 : 30, "return", matter)) {
        const bool hollow = scene_.maybe(30, "hollow", matter);
        scene_.office.say(
            who, ReturnRectification{
                     id, hollow, scene_.words(hollow ? Saying::Hollow : Saying::Returned, matter)});
        return;
    }
    const bool on_site = scene_.maybe(35, "on site", matter);
    const Saying seen = on_site ? Saying::VerifiedOnSite : Saying::VerifiedOnPaper;
    scene_.office.say(who, VerifyRectification{id, on_site, scene_.words(seen, matter)});
}

void Officers::on(const ClockStarted& body) {
    if (body.generation != 1) return;
    const std::string matter = called(scene_.state().rectifications.at(body.id));
    if (!scene_.maybe(12, "intervene", matter)) return;
    later(scene_.hours().of_working_day(
              scene_.now(), static_cast<int>(scene_.between(1, 4, "intervene days", matter)),
              "intervene", matter),
          [this, id = body.id] { intervene(id); });
}

/// What an officer does now and then with a matter that runs.
void Officers::show_an_orange_slip() {
    constexpr std::int32_t orange = 4;
    const auto& all = scene_.state().rectifications;
    const auto runs = [](const Rectification& r) {
        return r.state == rectification::State::InProgress && r.clock_runs;
    };
    const bool there = std::any_of(all.begin(), all.end(), [&](const auto& each) {
        return runs(each.second) && each.second.step == orange;
    });
    if (there) return;
    for (const auto& [id, r] : all) {
        if (!runs(r) || r.step >= orange) continue;
        const std::string matter = called(r);
        scene_.office.say(officer(matter, r.unit),
                          ClimbByHand{id, orange, scene_.words(Saying::Climb, matter)});
        return;
    }
}

void Officers::intervene(RectificationId id) {
    const Rectification* r = find(id, rectification::State::InProgress);
    if (!r || !r->clock_runs) return;
    const std::string matter = called(*r);
    const PersonId who = officer(matter, r->unit);
    const auto drawn = scene_.between(0, 99, "which", matter);
    if (drawn < 45) {
        scene_.office.say(who, SuspendRectification{id, SuspendCode::Season,
                                                    scene_.words(Saying::Suspension, matter)});
    } else if (drawn < 60) {
        transfer(*r, matter);
    } else if (drawn < 80) {
        scene_.office.say(who, ReferUp{id, scene_.words(Saying::Referral, matter)});
    } else {
        scene_.office.say(
            who, ClimbByHand{id, std::max(r->step + 1, 3), scene_.words(Saying::Climb, matter)});
    }
}

void Officers::transfer(const Rectification& r, const std::string& matter) {
    const State& state = scene_.state();
    const UnitId above = state.units.at(r.unit).parent;
    const PersonId responsible = above ? answers_for(state, above) : PersonId{};
    if (!responsible) return;
    scene_.office.say(
        officer(matter, r.unit),
        TransferRectification{r.id, above, responsible, scene_.words(Saying::Transfer, matter)});
}

void Officers::resume(RectificationId id) {
    const Rectification& r = scene_.state().rectifications.at(id);
    if (!row(rectification::table, r.state, rectification::Verb::Resume)) return;
    scene_.office.say(officer(called(r), r.unit),
                      ResumeRectification{id, scene_.words(Saying::Resumption, called(r))});
}

void Officers::recheck(RectificationId id) {
    const Rectification* r = find(id, rectification::State::StruckOff);
    if (!r) return;
    const std::string matter = called(*r);
    const bool holds = !scene_.maybe(30, "failed", matter);
    const Saying seen = holds ? Saying::RecheckHolds : Saying::RecheckFails;
    scene_.office.say(officer(matter, r->unit),
                      RecheckRectification{id, holds, scene_.words(seen, matter)});
}

void Officers::decide_demand(DemandId id) {
    const Demand& demand = scene_.state().demands.at(id);
    if (demand.state != demand::State::Answered) return;
    const std::string matter = called(scene_.state(), demand);
    const bool accept = !scene_.maybe(10, "return answer", matter);
    scene_.office.say(
        officer(matter),
        DecideDemand{id, accept,
                     scene_.words(accept ? Saying::AnswerAccepted : Saying::AnswerLacks, matter)});
}

}  // namespace dudao::drill
