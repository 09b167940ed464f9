// Who may see what: one place for every process that shows something. Who is kept out of a matter
// sees neither row, count nor search hit; who sees a row gets it as it is `shown` to them.
//
// All of it is asked of the state, the asker and the row, and of nothing else. Made once for an
// asker and then cheap for each row: a ledger asks it a hundred thousand times.
#pragma once

#include <map>
#include <set>

#include "domain/draft.h"

namespace dudao {

/// A suspected breach is nobody's of the unit to know of until the lead it opened is closed without
/// a case; not then either when the finding itself was dismissed.
bool is_kept_from_unit(const State& state, const Finding& finding);

/// The lead that a finding opened by itself, being grave or suspected; null: it opened none.
const Case* lead_opened_by(const State& state, const Finding& finding);

class Sight {
 public:
    /// The state must outlive it and not change; one thread.
    Sight(const State& state, Context asker);

    bool sees(const Task& task) const;
    bool sees(const Finding& finding) const;
    bool sees(const Rectification& r) const;
    bool sees(const Demand& d) const;
    /// Leads are for discipline officers, leaders and auditors; never for the unit or the group,
    /// nor for an officer or leader of the very unit that the lead is about.
    bool sees(const Case& c) const { return cases_ && !own_.contains(c.unit); }
    bool sees(const Plan&) const { return office_; }
    /// The office, who proposed it, and whoever it waits for.
    bool sees(const Proposal& proposal) const;
    /// Evidence is words in another form: it takes the same right. A unit sees what it attached
    /// itself, not what the group brought home: people who spoke to the group may be in it.
    bool sees(const Evidence& evidence) const;
    /// What a timer, a notice or a count belongs to.
    bool sees(const Matter& matter) const;
    /// Each thing that it tells of.
    bool sees(const Notice& notice) const;

    /// Whether the words that people wrote about it are to be read. Keepers and auditors see rows
    /// without them.
    bool reads(const Task& task) const { return reads_ || of_group(task.group); }
    bool reads(const Finding& finding) const;
    bool reads(const Rectification& r) const { return reads_ || of_unit(r.unit); }
    bool reads(const Demand& d) const { return reads_ || is_addressed(d) || of_unit(d.unit); }
    bool reads(const Case& c) const { return reads_ && sees(c); }
    /// Who proposed it, and whoever it waits for, judge by its words.
    bool reads(const Proposal& proposal) const;
    /// Officers and leaders of the whole.
    bool reads() const { return reads_; }

    /// A unit has a finding as it stands; what the group said before is the group's and the
    /// office's.
    bool sees_version(const Finding& finding, const FindingFacts& facts) const;
    /// Whether it may be known that a breach is suspected.
    bool sees_suspicion(const Finding& finding) const;

    /// The rows that hold more than everybody who sees them may know. All others are shown whole.
    Finding shown(const Finding& finding) const;
    Rectification shown(const Rectification& r) const;
    const Task& shown(const Task& task) const { return task; }
    const Demand& shown(const Demand& d) const { return d; }
    const Case& shown(const Case& c) const { return c; }
    const Plan& shown(const Plan& plan) const { return plan; }
    const Proposal& shown(const Proposal& proposal) const { return proposal; }

    /// Leaders, officers, plan keepers and auditors: the whole of the work.
    bool office() const { return office_; }
    /// Somebody who sees leads, though not every one of them.
    bool cases() const { return cases_; }
    /// The asker answers for the unit, or leads it.
    bool of_unit(const UnitId& unit) const;
    bool of_group(const GroupId& group) const { return group_ && group_ == group; }

    /// A task of the asker's group; also not where there is no such task.
    bool of_task(TaskId task) const;

    const State& state() const { return state_; }
    const Context& asker() const { return asker_; }
    const GroupId& group() const { return group_; }

 private:
    bool is_addressed(const Demand& d) const { return asker_.actor && asker_.actor == d.person; }
    CaseId shown_lead(CaseId lead) const;

    const State& state_;
    Context asker_;
    bool office_ = false;
    bool cases_ = false;
    bool reads_ = false;
    GroupId group_;
    std::set<UnitId> own_;                  // the units the asker belongs to
    mutable std::map<UnitId, bool> units_;  // asked already
};

}  // namespace dudao
