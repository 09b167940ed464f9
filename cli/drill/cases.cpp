#include "cli/drill/cases.h"

#include <algorithm>

#include "cli/drill/officers.h"
#include "client/issue.h"
#include "domain/cases/about.h"
#include "domain/cases/clock.h"
#include "domain/cases/hands.h"
#include "domain/roles.h"
#include "outside/outside.h"

namespace dudao::drill {
namespace {

using assignment::Kind;
using assignment::Paper;
using Stage = cases::State;
using Step = cases::Verb;

std::vector<PersonId> holders_of(const State& state, Role role) {
    std::vector<PersonId> people;
    for (const auto& [id, post] : state.posts) {
        if (post.role == role && post.holder) people.push_back(post.holder);
    }
    return people;
}

const Case* about(const State& state, const Proposal& proposal) {
    const auto command = outside_of_rules.unpack(proposal.command, proposal.args);
    return command ? case_of(state, *command) : nullptr;
}

}  // namespace

void Cases::heard(const Event& event) {
    const State& state = scene_.state();
    if (const auto* step = std::get_if<CaseStepped>(&event.body)) ++taken_[step->id];
    if (const auto* appeal = std::get_if<CaseAppealed>(&event.body)) ++taken_[appeal->id];
    if (const auto* made = std::get_if<ProposalMade>(&event.body)) {
        const auto at = state.proposals.find(made->id);
        const Case* lead = at == state.proposals.end() ? nullptr : about(state, at->second);
        if (lead == nullptr) return;
        proposed_[made->id] = lead->id;
        const std::string matter =
            "proposal/" + std::to_string(made->year) + "/" + std::to_string(made->number);
        scene_.agenda.add(scene_.hours().of_working_day(scene_.now(), 1, "agree", matter),
                          [this, id = made->id] { agree(id); });
        return;
    }
    if (const auto* ended = std::get_if<ProposalEnded>(&event.body)) {
        // Refused or lapsed, it is made again.
        const auto lead = proposed_.find(ended->id);
        if (lead != proposed_.end()) plan(lead->second);
        return;
    }
    if (const auto* served = std::get_if<CaseServed>(&event.body)) {
        if (served->paper == Paper::Proposal) {
            const std::string matter = called(state.cases.at(served->id));
            scene_.agenda.add(scene_.hours().of_working_day(scene_.now(), 3, "defend", matter),
                              [this, id = served->id] { defend(id); });
        }
    }
    if (const CaseId id = case_about(state, event.body)) plan(id);
}

/// The next step of this case within two working days; of a lead within a week, or, of one in ten,
/// after its month.
void Cases::plan(CaseId id) {
    if (!planned_.insert(id).second) return;
    const Case& lead = scene_.state().cases.at(id);
    const std::string matter = called(lead) + "/" + std::to_string(taken_[id]) + "/" +
                               std::to_string(lead.assignments.size());
    auto days = static_cast<int>(scene_.between(0, 2, "case days", matter));
    if (lead.state == Stage::Lead) {
        days = scene_.maybe(10, "late disposal", matter)
                   ? 24
                   : static_cast<int>(scene_.between(1, 6, "dispose days", matter));
    }
    scene_.agenda.add(scene_.hours().of_working_day(scene_.now(), days, "case", matter),
                      [this, id] {
                          planned_.erase(id);
                          advance(id);
                      });
}

const Way& Cases::way(const Case& lead) const {
    const auto ways = all_ways();
    return ways[(static_cast<std::size_t>(lead.number) + 9 * scene_.chance.draw("way", "")) %
                ways.size()];
}

std::vector<PersonId> Cases::officers(const Case& lead) const {
    const State& state = scene_.state();
    std::vector<PersonId> all = holders_of(state, Role::Officer);
    if (all.empty()) return all;
    const auto first =
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(lead.number) % all.size());
    std::rotate(all.begin(), all.begin() + first, all.end());
    const auto r = state.rectifications.find(lead.rectification);
    std::erase_if(all, [&](const PersonId& person) {
        const bool struck_off = r != state.rectifications.end() && r->second.verified_by == person;
        const auto& out = lead.recused;
        return struck_off || belongs_to(state, person, lead.unit) ||
               std::find(out.begin(), out.end(), person) != out.end();
    });
    return all;
}

Cases::Cast Cases::cast(const Case& lead) const {
    const State& state = scene_.state();
    Cast cast;
    const auto n = static_cast<std::size_t>(lead.number);
    const auto able = officers(lead);
    if (able.size() < 2 || state.teams.size() < 4) return {};
    cast.officer = able[0];
    cast.second = able[1];
    std::vector<TeamId> teams;
    teams.reserve(state.teams.size());
    for (const auto& [id, team] : state.teams) teams.push_back(id);
    cast.investigators = teams[n % teams.size()];
    cast.reviewers = teams[(n + 1) % teams.size()];
    cast.appeals = teams[(n + 2) % teams.size()];
    cast.further_appeals = teams[(n + 3) % teams.size()];
    cast.authorities = holders_of(state, Role::Authority);
    const auto superiors = holders_of(state, Role::Superior);
    if (!superiors.empty()) cast.superior = superiors.front();
    cast.subject = answers_for(state, lead.unit);
    return cast;
}

Text Cases::words(CaseSaying saying, const std::string& matter) const {
    return Text{case_phrase(saying, scene_.lang, scene_.chance.draw("words", matter)), {}, {}};
}

bool Cases::has_proposal(CaseId id) const {
    const auto& all = scene_.state().proposals;
    return std::any_of(all.begin(), all.end(), [&](const auto& each) {
        const Case* lead = about(scene_.state(), each.second);
        return lead != nullptr && lead->id == id;
    });
}

void Cases::advance(CaseId id) {
    const Case& lead = scene_.state().cases.at(id);
    const auto steps = way(lead).steps();
    const std::size_t taken = taken_[id];
    if (taken >= steps.size() || has_proposal(id) || !cast(lead).officer) return;
    if (attend(lead) || ask_aside(lead)) return;
    const Step verb = steps[taken];
    if (prepare(lead, verb)) take(lead, verb);
}

/// Who speaks for the office: of a review and an appeal the teams of their own.
PersonId Cases::handler(const Case& lead) const {
    const auto head = [&](const TeamId& team) { return scene_.state().teams.at(team).head; };
    const Cast who = cast(lead);
    if (lead.state == Stage::Review && lead.reviewers) return head(lead.reviewers);
    if (lead.state == Stage::AppealUnderWay && lead.appeal_team) return head(lead.appeal_team);
    return who.officer;
}

PersonId Cases::authority(const Case& lead) const {
    const Cast who = cast(lead);
    const auto heard =
        static_cast<std::size_t>(lead.state == Stage::AppealUnderWay ? lead.appeals : 0);
    return heard < who.authorities.size() ? who.authorities[heard] : PersonId{};
}

/// What is reported waits for a look. True while an assignment is open.
bool Cases::attend(const Case& lead) {
    for (const AssignmentId id : lead.assignments) {
        const Assignment& row = scene_.state().assignments.at(id);
        if (!assignment::is_open(row.state)) continue;
        review(lead, row);
        return true;
    }
    return false;
}

void Cases::review(const Case& lead, const Assignment& row) {
    const std::string matter = called(row) + "/" + std::string(name(row.state));
    const PersonId who = cast(lead).officer;
    const auto say = [&](assignment::Verb how, const Text& text) {
        scene_.office.say(who, ReviewAssignment{row.id, how, text});
    };
    if (scene_.maybe(3, "withdraw", matter)) {
        return say(assignment::Verb::Withdraw, words(CaseSaying::Reason, matter));
    }
    if (row.state != assignment::State::Reported) return;
    const std::string again = called(row) + "/" + std::to_string(row.reported_at.ms % 997);
    if (scene_.maybe(10, "return", again)) {
        return say(assignment::Verb::Return, words(CaseSaying::Lack, matter));
    }
    say(assignment::Verb::Pass, {});
}

/// Now and then, and once each: more time for an investigation, an official kept out of the case.
bool Cases::ask_aside(const Case& lead) {
    const std::string matter = called(lead);
    const PersonId who = cast(lead).officer;
    const bool extends =
        (lead.limit == CaseLimitKind::Investigation || lead.limit == CaseLimitKind::Verification) &&
        !lead.extended && scene_.maybe(12, "extend", matter + "/" + std::string(name(lead.state)));
    if (extends && aside_.insert(matter + "/extend").second) {
        return scene_.office.say(
            who, ExtendCase{lead.id, lead.limit, words(CaseSaying::Reason, matter)});
    }
    const bool recuses = lead.state == Stage::Investigation && scene_.maybe(10, "recuse", matter);
    if (!recuses || !aside_.insert(matter + "/recuse").second) return false;
    for (const PersonId& person : holders_of(scene_.state(), Role::Officer)) {
        const Cast now = cast(lead);
        if (person == now.officer || person == now.second ||
            belongs_to(scene_.state(), person, lead.unit)) {
            continue;
        }
        return scene_.office.say(
            who, RecuseFromCase{lead.id, person, words(CaseSaying::Recusal, matter)});
    }
    return false;
}

/// What must be closed before this step, in this order.
std::vector<Cases::Wanted> Cases::wanted(const Case& lead, Step verb) const {
    const Cast who = cast(lead);
    const auto told = [&](Paper paper) {
        return std::vector<Wanted>{{Kind::Serve, paper, who.investigators},
                                   {Kind::Announce, paper, who.investigators}};
    };
    switch (lead.state) {
        case Stage::Inquiry:
            // To go on without an answer is to have waited for one.
            return {{Kind::Serve, Paper::Inquiry, who.investigators},
                    {Kind::Talk, Paper::None, who.investigators}};
        case Stage::Verification:
            return {{Kind::Verify, Paper::None, who.investigators}};
        case Stage::Started:
            return {{Kind::Serve, Paper::Filing, who.investigators}};
        case Stage::Investigation:
            if (verb == Step::Withdraw || verb == Step::Refer) return {};
            return {{Kind::ShowFacts, Paper::None, who.investigators},
                    {Kind::Hear, Paper::None, who.investigators}};
        case Stage::Review:
            if (verb == Step::Withdraw || verb == Step::Refer) return {};
            return {{Kind::Review, Paper::None, lead.reviewers}};
        case Stage::Proposed:
            if (verb == Step::Withdraw) return {};
            return {{Kind::Serve, Paper::Proposal, who.investigators}};
        case Stage::Decided:
        case Stage::Exempted:
            return told(Paper::Decision);
        case Stage::InForce:
            if (verb == Step::Appeal) return {};
            return {{Kind::CarryOut, Paper::None, who.investigators}};
        case Stage::AppealUnderWay:
            if (verb == Step::TakeUp) return {};
            return {{Kind::Review, Paper::None, lead.appeal_team}};
        case Stage::Upheld:
        case Stage::Amended: {
            std::vector<Wanted> all{{Kind::Serve, Paper::AppealDecision, who.investigators}};
            if (verb == Step::CarryOut && !was_closed(scene_.state(), lead, Kind::CarryOut)) {
                all.push_back({Kind::CarryOut, Paper::None, who.investigators});
            }
            return all;
        }
        case Stage::Withdrawn:
        case Stage::Revoked:
            return told(Paper::Clearing);
        default:
            return {};
    }
}

/// Names the person concerned and gives the case its team. True when that is done.
bool Cases::assign_teams(const Case& lead, Step verb) {
    const Cast who = cast(lead);
    const auto assign = [&](Part part, const TeamId& team) {
        scene_.office.say(who.officer, AssignTeam{lead.id, part, team});
        return false;
    };
    const bool works = lead.state == Stage::Inquiry || lead.state == Stage::Verification;
    if (works && lead.subject.empty() && !lead.team) {
        const Bytes salt(std::string(32, 's'));
        scene_.office.say(who.officer, NameSubject{lead.id, who.subject, salt});
        return false;
    }
    if (works && !lead.team) return assign(Part::Verified, who.investigators);
    if (lead.state == Stage::Review && !lead.reviewers && verb != Step::Withdraw &&
        verb != Step::Refer) {
        return assign(Part::Reviewed, who.reviewers);
    }
    if (lead.state == Stage::AppealUnderWay && verb == Step::TakeUp) {
        const TeamId& team = lead.appeals > 1 ? who.further_appeals : who.appeals;
        if (lead.appeal_team != team) return assign(Part::Appealed, team);
    }
    return true;
}

/// True when nothing stands before the step.
bool Cases::prepare(const Case& lead, Step verb) {
    if (!assign_teams(lead, verb)) return false;
    bool ready = true;
    for (const Wanted& each : wanted(lead, verb)) {
        const Assignment* done = closed(scene_.state(), lead, each.kind, each.paper);
        const bool silent = done != nullptr && done->outcome == assignment::Outcome::NotAnswered;
        if (done != nullptr && (!silent || verb != Step::Answer)) continue;
        issue(lead, each);
        ready = false;
    }
    if (!ready) return false;
    const bool decides = lead.state == Stage::Proposed && verb != Step::Withdraw;
    return !decides || lead.limit == CaseLimitKind::Decision;
}

void Cases::issue(const Case& lead, const Wanted& wanted) {
    std::vector<TeamDevice> devices;
    for (const auto& [key, row] : scene_.state().keys) {
        const bool live = row.kind == KeyKind::Device && row.team == wanted.team && !row.revoked;
        if (live) devices.push_back({key, row.sealing_key});
    }
    const std::string matter = called(lead) + "/" + std::to_string(lead.assignments.size());
    IssueAssignment command{lead.id, wanted.kind, wanted.paper, wanted.team, {}, {}};
    scene_.office.issue(cast(lead).officer, std::move(command),
                        {"", words(CaseSaying::Task, matter).value}, devices);
}

void Cases::take(const Case& lead, Step verb) {
    const std::string matter = called(lead) + "/" + std::to_string(taken_[lead.id]);
    const Text reason = words(CaseSaying::Reason, matter);
    const auto* step = row(cases::table, lead.state, verb);
    if (step == nullptr) return;
    const PersonId who = handler(lead);
    if (step->by == rights::anybody) {
        scene_.office.say_on_pages(cast(lead).subject,
                                   AppealCase{lead.id, words(CaseSaying::Appeal, matter)});
    } else if (step->guard == cases::Guard::DefenceAnswered ||
               step->guard == cases::Guard::AppealReviewed) {
        const bool measured = verb == Step::Decide || verb == Step::Amend;
        scene_.office.say(
            who, DecideCase{lead.id, verb, words(CaseSaying::Organ, matter),
                            measured ? std::vector{Measure::Admonition} : std::vector<Measure>{},
                            words(CaseSaying::Answer, matter), reason});
    } else if (step->confirm == rights::officer) {
        const auto track = verb == Step::Verify && lead.track == cases::Track::None
                               ? way(lead).track(scene_.chance.draw("track", matter))
                               : lead.track;
        scene_.office.say(who, DisposeLead{lead.id, verb, track, reason});
    } else if (step->confirm == rights::authority) {
        scene_.office.say(who, AuthoriseCase{lead.id, verb, reason});
    } else {
        scene_.office.say(who, StepCase{lead.id, verb, reason});
    }
}

/// The second agrees, or the authority, or the level above, each with a key of their own.
void Cases::agree(ProposalId id) {
    const State& state = scene_.state();
    const auto at = state.proposals.find(id);
    const Case* lead = at == state.proposals.end() ? nullptr : about(state, at->second);
    if (lead == nullptr) return;
    const Cast who = cast(*lead);
    const auto command = outside_of_rules.unpack(at->second.command, at->second.args);
    PersonId agrees = authority(*lead);
    if (std::holds_alternative<DisposeLead>(*command)) {
        agrees = who.officer == at->second.proposer ? who.second : who.officer;
    }
    if (std::holds_alternative<ExtendCase>(*command)) {
        const auto more = extension_of(state, *lead);
        if (more && more->approver == CaseApprover::Superior) agrees = who.superior;
    }
    scene_.office.say(agrees, ConfirmProposal{id});
}

/// Three in five speak, one in five waives, one in five is silent until the limit passes.
void Cases::defend(CaseId id) {
    const Case& lead = scene_.state().cases.at(id);
    if (lead.limit != CaseLimitKind::Defence) return;
    const std::string matter = called(lead);
    const auto drawn = scene_.between(0, 4, "defence", matter);
    if (drawn == 4) return;
    const bool waived = drawn == 3;
    scene_.office.say_on_pages(
        cast(lead).subject,
        DefendCase{id, waived, waived ? Text{} : words(CaseSaying::Defence, matter)});
}

}  // namespace dudao::drill
