// Those who have cases: the officer who handles one and the second who agrees, the authority, and
// the person concerned. Each case goes one of the ways of ways.h; what is to be done next follows
// from the log alone, so a play that is taken up again goes on where it was.
#pragma once

#include <map>
#include <set>

#include "cli/drill/case_words.h"
#include "cli/drill/scene.h"
#include "cli/drill/ways.h"

namespace dudao::drill {

class Cases {
 public:
    explicit Cases(Scene& scene) : scene_(scene) {}
    void heard(const Event& event);

 private:
    /// Those who act in a case; chosen by its number, nobody of its unit.
    struct Cast {
        PersonId officer, second, subject;
        TeamId investigators, reviewers, appeals, further_appeals;
        std::vector<PersonId> authorities;
        PersonId superior;
    };
    struct Wanted {
        assignment::Kind kind;
        assignment::Paper paper = assignment::Paper::None;
        TeamId team;
    };

    void plan(CaseId id);
    void advance(CaseId id);
    bool prepare(const Case& lead, cases::Verb verb);
    bool assign_teams(const Case& lead, cases::Verb verb);
    bool attend(const Case& lead);
    void review(const Case& lead, const Assignment& row);
    void issue(const Case& lead, const Wanted& wanted);
    void take(const Case& lead, cases::Verb verb);
    void agree(ProposalId id);
    void defend(CaseId id);
    bool ask_aside(const Case& lead);

    std::vector<Wanted> wanted(const Case& lead, cases::Verb verb) const;
    PersonId handler(const Case& lead) const;
    PersonId authority(const Case& lead) const;
    const Way& way(const Case& lead) const;
    Cast cast(const Case& lead) const;
    /// Officers who may act in the case, in an order of its own.
    std::vector<PersonId> officers(const Case& lead) const;
    Text words(CaseSaying saying, const std::string& matter) const;
    bool has_proposal(CaseId id) const;

    Scene& scene_;
    std::map<CaseId, std::size_t> taken_;  // steps of its way
    std::set<CaseId> planned_;
    std::map<ProposalId, CaseId> proposed_;
    std::set<std::string> aside_;  // asked for beside the way: extensions, recusals
};

}  // namespace dudao::drill
