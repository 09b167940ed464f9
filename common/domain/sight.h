// Who may see what: one place for every process that shows something. Who is kept out of a matter
// sees neither row, count nor search hit.
//
// Made once for an asker and then cheap for each row: a ledger asks it a hundred thousand times.
#pragma once

#include <map>

#include "domain/draft.h"

namespace dudao {

class Sight {
 public:
    /// The state must outlive it and not change; one thread.
    Sight(const State& state, Context asker);

    bool sees(const Task& task) const;
    bool sees(const Finding& finding) const;
    bool sees(const Rectification& r) const;
    bool sees(const Demand& d) const;
    /// Leads are for discipline officers, leaders and auditors; never for the unit or the group.
    bool sees(const Case&) const { return cases_; }
    bool sees(const Plan&) const { return office_; }
    /// The office, who proposed it, and whoever it waits for.
    bool sees(const Proposal& proposal) const;
    /// A unit sees what it attached itself, not what the group brought home: people who spoke to
    /// the group may be in it.
    bool sees(const Evidence& evidence) const;

    /// Leaders, officers, plan keepers and auditors: the whole of the work.
    bool office() const { return office_; }
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
    const State& state_;
    Context asker_;
    bool office_ = false;
    bool cases_ = false;
    GroupId group_;
    mutable std::map<UnitId, bool> units_;  // asked already
};

}  // namespace dudao
