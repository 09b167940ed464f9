// The tasks of this device and their states: the state confirmed by the office, plus the commands
// kept here and not answered yet. A whole visit can therefore be done offline.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "agents/effects.h"

namespace dudao::agent {

class Visits {
 public:
    Visits(std::vector<Visit> visits, const std::map<std::int64_t, Row>& rows);

    const Visit* find(TaskId task) const;
    const std::map<TaskId, Visit>& all() const { return visits_; }
    /// The state including the commands kept here.
    task::State state_of(TaskId task) const;
    bool knows_finding(const FindingId& finding) const;

    /// Adds a task. If there are too many, the oldest finished one is deleted.
    void add(Visit visit, Effects& effects);
    /// Replaces the stored details of a task, not its state.
    void change(Visit visit, Effects& effects);

    /// A command was kept, was finally answered, or got a new number.
    void kept(const Row& row);
    void answered(const Row& row, Effects& effects);
    void renumber(const std::map<std::int64_t, Row>& rows);
    /// The office reported the task's state as of commit `head`.
    void confirmed(const Task& task, std::uint64_t head, Effects& effects);

 private:
    std::map<TaskId, Visit> visits_;
    std::map<TaskId, std::map<std::int64_t, task::Verb>> pending_;  // kept steps by n
};

}  // namespace dudao::agent
