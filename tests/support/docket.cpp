#include "tests/support/docket.h"

#include <gtest/gtest.h>

#include "domain/invariants.h"

namespace dudao::test {
namespace {

using assignment::Kind;
using assignment::Outcome;
using assignment::Paper;
using cases::Track;
using cases::Verb;

Outcome usual(Kind kind) {
    switch (kind) {
        case Kind::ShowFacts:
        case Kind::Hear:
        case Kind::Serve:
            return Outcome::Signed;
        default:
            return Outcome::Done;
    }
}

const Bytes thirty_two(std::string(32, 'h'));

}  // namespace

void Docket::staff() {
    case_key.emplace().fill(7);
    for (const char* id : {"p-i1", "p-i2", "p-r1", "p-r2", "p-z1", "p-z2", "p-y1", "p-y2",
                           "p-authority", "p-authority-2", "p-superior"}) {
        must(PersonRow{PersonId{id}, words("戊※"), city}, keeper);
    }
    const auto give = [this](const PersonId& person, Role role) {
        must_both(GiveGrant{person, role, city, now + days(3650)}, leader, mayor);
    };
    for (const PersonId& person : {PersonId{"p-i1"}, reviewer, appeals}) {
        give(person, Role::Officer);
    }
    for (const PersonId& person : {authority, authority_2}) give(person, Role::Authority);
    give(superior, Role::Superior);
    team(investigators, PersonId{"p-i1"}, PersonId{"p-i2"});
    team(reviewers, reviewer, PersonId{"p-r2"});
    team(appeal_team, appeals, PersonId{"p-z2"});
}

void Docket::team(const TeamId& id, const PersonId& first, const PersonId& other) {
    must_both(TeamRow{id, "组", "Team", first, {first, other}}, officer, authority);
    KeyRow device = key("dev-" + id.text, KeyKind::Device);
    device.team = id;
    device.sealing_key = Bytes((id.text + std::string(32, 's')).substr(0, 32));
    must_both(device, officer, first);
}

Context Docket::on_pages(const PersonId& person) const {
    Context context = as(person);
    context.kind = KeyKind::Gateway;
    return context;
}

Context Docket::device_of(const TeamId& team) const {
    Context context = process(KeyKind::Device);
    context.via = KeyId{"dev-" + team.text};
    context.team = team;
    return context;
}

CaseId Docket::opened() {
    return CaseId{must(OpenLead{LeadSource::Petition, v1, {}, words("反映虚报")}, officer).id};
}

CaseId Docket::named() {
    const CaseId lead = opened();
    must(NameSubject{lead, subject, thirty_two}, officer);
    for (const PersonId& each : recused_at_once) {
        must_both(RecuseFromCase{lead, each, words("近亲属")}, officer, superior);
    }
    return lead;
}

void Docket::dispose(CaseId lead, Verb how, Track track) {
    must_both(DisposeLead{lead, how, track, words("核")}, officer, second);
}

void Docket::authorise(CaseId lead, Verb how, const PersonId& by) {
    must_both(AuthoriseCase{lead, how, words("批")}, officer, by);
}

CaseId Docket::verifying(Track track) {
    const CaseId lead = named();
    dispose(lead, Verb::Verify, track);
    must(AssignTeam{lead, Part::Verified, investigators}, officer);
    return lead;
}

CaseId Docket::filed(Track track) {
    const CaseId lead = verifying(track);
    done(lead, Kind::Verify, investigators);
    authorise(lead, Verb::Start, authority);
    return lead;
}

CaseId Docket::investigated(Track track) {
    const CaseId lead = filed(track);
    done(lead, Kind::Serve, investigators, Paper::Filing);
    must(StepCase{lead, Verb::Notify, {}}, officer);
    done(lead, Kind::ShowFacts, investigators);
    done(lead, Kind::Hear, investigators);
    return lead;
}

CaseId Docket::proposed(Track track) {
    const CaseId lead = investigated(track);
    if (track == Track::Accountability) {
        must(StepCase{lead, Verb::Propose, {}}, officer);
        return lead;
    }
    must(StepCase{lead, Verb::SendToReview, {}}, officer);
    must(AssignTeam{lead, Part::Reviewed, reviewers}, officer);
    done(lead, Kind::Review, reviewers);
    must(StepCase{lead, Verb::AcceptReview, words("审")}, reviewer);
    return lead;
}

DecideCase Docket::decision(CaseId lead, Verb how) const {
    const bool measured = how == Verb::Decide || how == Verb::Amend;
    return DecideCase{lead,
                      how,
                      words("县纪委"),
                      measured ? std::vector{Measure::Admonition} : std::vector<Measure>{},
                      words("逐条答复"),
                      words("决")};
}

CaseId Docket::decided(Track track) {
    const CaseId lead = proposed(track);
    done(lead, Kind::Serve, investigators, Paper::Proposal);
    must_as(DefendCase{lead, false, words("申辩")}, on_pages(subject));
    must_both(decision(lead, Verb::Decide), officer, authority);
    return lead;
}

CaseId Docket::in_force(Track track) {
    const CaseId lead = decided(track);
    done(lead, Kind::Serve, investigators, Paper::Decision);
    done(lead, Kind::Announce, investigators, Paper::Decision);
    must(StepCase{lead, Verb::Announce, {}}, officer);
    return lead;
}

CaseId Docket::appealed(Track track) {
    const CaseId lead = in_force(track);
    must_as(AppealCase{lead, words("不服")}, on_pages(subject));
    return lead;
}

IssueAssignment Docket::assignment_for(CaseId lead, Kind kind, const TeamId& team,
                                       Paper paper) const {
    return {lead, kind,       paper,
            team, thirty_two, {{KeyId{"dev-" + team.text}, thirty_two, Bytes("blob")}}};
}

AssignmentId Docket::issue_assignment(CaseId lead, Kind kind, const TeamId& team, Paper paper) {
    return AssignmentId{must(assignment_for(lead, kind, team, paper), officer).id};
}

AssignmentId Docket::reported_assignment(CaseId lead, Kind kind, const TeamId& team, Paper paper,
                                         Outcome outcome) {
    using assignment::Verb;
    const AssignmentId id = issue_assignment(lead, kind, team, paper);
    const TeamRow& row = state.teams.at(team);
    must_as(AcknowledgeAssignment{id}, device_of(team));
    must(StepAssignment{id, Verb::Accept, {}, {}, {}}, row.head);
    must(StepAssignment{id, Verb::Begin, row.members, {}, {}}, row.head);
    const Outcome what = outcome == Outcome::None ? usual(kind) : outcome;
    must(StepAssignment{id, Verb::Report, {}, what, words("已办")}, row.head);
    return id;
}

AssignmentId Docket::done(CaseId lead, Kind kind, const TeamId& team, Paper paper,
                          Outcome outcome) {
    const AssignmentId id = reported_assignment(lead, kind, team, paper, outcome);
    must(ReviewAssignment{id, assignment::Verb::Pass, {}}, officer);
    return id;
}

std::string Docket::broken() const {
    std::string all;
    for (const std::string& fault : broken_invariants(state)) all += fault + "\n";
    return all;
}

}  // namespace dudao::test
