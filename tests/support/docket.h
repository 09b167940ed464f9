// A county that can be staffed with what a case needs: case teams with devices, an authority, the
// level above, enough officers for "others than before"; short roads to each stage of a case.
#pragma once

#include "tests/support/county.h"

namespace dudao::test {

class Docket : public County {
 public:
    /// Registers the people, their roles, the teams and the devices. Call once, before the rest.
    void staff();

    /// As the person concerned speaks: through the pages.
    Context on_pages(const PersonId& person) const;
    /// As a device of a case team.
    Context device_of(const TeamId& team) const;

    CaseId opened();
    /// The same, and the person concerned is named.
    CaseId named();
    /// Disposed of to verification on a track, the person concerned named, the team assigned.
    CaseId verifying(cases::Track track);
    CaseId filed(cases::Track track);
    CaseId investigated(cases::Track track);
    CaseId proposed(cases::Track track);
    CaseId decided(cases::Track track);
    CaseId in_force(cases::Track track);
    CaseId appealed(cases::Track track);

    IssueAssignment assignment_for(CaseId lead, assignment::Kind kind, const TeamId& team,
                                   assignment::Paper paper = assignment::Paper::None) const;
    AssignmentId issue_assignment(CaseId lead, assignment::Kind kind, const TeamId& team,
                                  assignment::Paper paper = assignment::Paper::None);
    /// Issued, accepted, begun by two and reported; not passed.
    AssignmentId reported_assignment(CaseId lead, assignment::Kind kind, const TeamId& team,
                                     assignment::Paper paper = assignment::Paper::None,
                                     assignment::Outcome outcome = assignment::Outcome::None);
    /// The same, and passed.
    AssignmentId done(CaseId lead, assignment::Kind kind, const TeamId& team,
                      assignment::Paper paper = assignment::Paper::None,
                      assignment::Outcome outcome = assignment::Outcome::None);

    void dispose(CaseId lead, cases::Verb how, cases::Track track = cases::Track::None);
    void authorise(CaseId lead, cases::Verb how, const PersonId& by);
    DecideCase decision(CaseId lead, cases::Verb how) const;
    const Case& the(CaseId lead) const { return state.cases.at(lead); }
    std::string broken() const;  // the invariants' faults

    // NOLINTBEGIN(misc-non-private-member-variables-in-classes): a test reads them
    const PersonId reviewer{"p-r1"}, appeals{"p-z1"}, authority{"p-authority"},
        authority_2{"p-authority-2"}, superior{"p-superior"};
    PersonId subject{"p-village"};
    std::vector<PersonId> recused_at_once;  // kept out of each case as soon as it names somebody
    const TeamId investigators{"t-inv"}, reviewers{"t-rev"}, appeal_team{"t-app"};
    // NOLINTEND(misc-non-private-member-variables-in-classes)

 private:
    void team(const TeamId& id, const PersonId& first, const PersonId& other);
};

class StaffedDocket : public Docket {
 public:
    StaffedDocket() { staff(); }
};

}  // namespace dudao::test
