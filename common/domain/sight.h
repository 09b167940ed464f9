// Who may see what, for every process that shows something. A person excluded from a matter sees
// neither its row, its count nor a search result; others see the row as `shown` returns it.
//
// The answers depend only on the state, the asker and the row. Construct a Sight once per asker; it
// is then cheap per row, because a ledger asks it a hundred thousand times.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "domain/draft.h"

namespace dudao {

/// True while a suspected breach must be hidden from the unit: until the lead it opened is closed
/// without a case, and always if the finding itself was dismissed.
bool is_kept_from_unit(const State& state, const Finding& finding);

/// The lead opened by a finding because it was grave or suspected; nullptr if none.
const Case* lead_opened_by(const State& state, const Finding& finding);

class Sight {
 public:
    /// The state must outlive it and not change. One thread.
    Sight(const State& state, Context asker);

    bool sees(const Task& task) const;
    bool sees(const Finding& finding) const;
    bool sees(const Rectification& r) const;
    bool sees(const Demand& d) const;
    /// Cases are visible to discipline officers, auditors and the authority; never to whom the case
    /// keeps out (cases/hands.h), the person concerned and people of the unit among them.
    bool sees(const Case& c) const;
    /// True if the asker's counts contain the case: of those who see it, and of leaders, who see
    /// how many there are and no row.
    bool counts(const Case& c) const;
    /// True if the case is about the asker and they were told so: from the filing on. It shows them
    /// what a person concerned is owed, never the row.
    bool is_own(const Case& c) const;
    /// Visible to its team, and to those who see the case.
    bool sees(const Assignment& row) const;
    /// True if a team's device may be told why a report was returned, while the assignment is open,
    /// or why it was withdrawn: in the name of one of its hands, or of any member of the team if
    /// nobody had begun it.
    bool reads_return(const Assignment& row) const;
    /// True if a device may be told the words of a finding: one of the group that recorded it, as
    /// long as the task is not over.
    bool reads_recorded(const Finding& finding) const;
    /// Visible to its devices and members, and to those who may see cases.
    bool sees(const TeamRow& team) const;
    bool sees(const Plan&) const { return office_; }
    /// Visible to the office, the proposer, and those it waits for.
    bool sees(const Proposal& proposal) const;
    /// Evidence needs the same right as text. A unit sees what it attached itself, but not what the
    /// group collected, which may show people who spoke to the group.
    bool sees(const Evidence& evidence) const;
    /// For the matter of a timer, a notice or a count.
    bool sees(const Matter& matter) const;
    /// An item of a notice is visible to the office and the addressee, if its matter is. A proposal
    /// that has ended is no longer on record: if it was about a case, only the addressee is told.
    bool sees(const Notice& notice, const NoticeItem& item) const;
    /// Visible if one of its items is.
    bool sees(const Notice& notice) const;

    /// True if the asker may read the text that people wrote about it. Plan keepers and auditors
    /// see rows without text.
    bool reads(const Task& task) const { return reads_ || of_group(task.group); }
    bool reads(const Finding& finding) const;
    bool reads(const Rectification& r) const { return reads_ || of_unit(r.unit); }
    bool reads(const Demand& d) const { return reads_ || is_addressed(d) || of_unit(d.unit); }
    /// The words of a case are for its hands, the authority, and whoever is asked to agree to a
    /// step; those of a lead for every officer, because any of them may dispose of it.
    bool reads(const Case& c) const;
    /// The proposer and those it waits for must read it to decide.
    bool reads(const Proposal& proposal) const;
    /// True for officers and leaders of the whole jurisdiction.
    bool reads() const { return reads_; }

    /// A unit sees only the present version of a finding; earlier versions are for the group and
    /// the office.
    bool sees_version(const Finding& finding, const FindingFacts& facts) const;
    /// True if the asker may know that a breach is suspected.
    bool sees_suspicion(const Finding& finding) const;

    /// The row with the fields removed that this asker may not know. Only findings and
    /// rectifications have such fields.
    Finding shown(const Finding& finding) const;
    Rectification shown(const Rectification& r) const;
    /// Who was asked to verify it, while they may. Only for the office: a unit that knew it could
    /// speak to them beforehand.
    PersonId verifier(const Rectification& r) const;
    const Task& shown(const Task& task) const { return task; }
    const Demand& shown(const Demand& d) const { return d; }
    const Case& shown(const Case& c) const { return c; }
    const Assignment& shown(const Assignment& row) const { return row; }
    const Plan& shown(const Plan& plan) const { return plan; }
    const Proposal& shown(const Proposal& proposal) const { return proposal; }

    /// True for leaders, officers, plan keepers and auditors, who see all of the work.
    bool office() const { return office_; }
    /// The register of posts, grants and keys: the office's and the administrators'.
    bool reads_register() const { return register_; }
    /// True if the asker may see leads, though maybe not every one.
    bool cases() const { return cases_; }
    /// True if the asker may see leads, or at least how many there are.
    bool counts_cases() const { return cases_ || leads_; }
    /// True if the asker is responsible for the unit or leads it.
    bool of_unit(const UnitId& unit) const;
    /// Of any unit at all: somebody whose duties are rectifications.
    bool of_some_unit() const;
    bool of_group(const GroupId& group) const { return group_ && group_ == group; }

    /// True for a task of the asker's group; false if there is no such task.
    bool of_task(TaskId task) const;

    const State& state() const { return state_; }
    const Context& asker() const { return asker_; }
    const GroupId& group() const { return group_; }

 private:
    bool is_addressed(const Demand& d) const { return asker_.actor && asker_.actor == d.person; }
    CaseId shown_lead(CaseId lead) const;
    /// The case that a proposal is about; nullptr if it is about none, or cannot be read.
    const Case* case_about(const Proposal& proposal) const;
    bool keeps_out(const Case& c) const;
    bool is_asked(const Case& c) const;

    const State& state_;
    Context asker_;
    bool office_ = false;
    bool register_ = false;
    bool leads_ = false;
    bool cases_ = false;
    bool reads_cases_ = false;
    bool audits_ = false;
    bool decides_ = false;  // heads the authority over cases, or the level above
    bool reads_ = false;
    GroupId group_;
    std::set<UnitId> own_;                           // units of which the asker is a member
    mutable std::map<UnitId, bool> units_;           // cache of of_unit
    mutable std::optional<std::set<CaseId>> asked_;  // cache of is_asked
};

}  // namespace dudao
