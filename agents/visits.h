// The tasks of this device and how they stand: what the office has confirmed, and on top of it what
// has been kept here and not yet answered. So a whole visit can be worked without a network.
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
    /// As far as this device knows.
    task::State state_of(TaskId task) const;
    bool knows_finding(const FindingId& finding) const;

    /// A new task; makes room by forgetting the oldest finished one.
    void add(Visit visit, Effects& effects);
    /// Changes what is remembered beside the state.
    void change(Visit visit, Effects& effects);

    /// A command was kept, or has its final answer, or was numbered anew.
    void kept(const Row& row);
    void answered(const Row& row, Effects& effects);
    void renumber(const std::map<std::int64_t, Row>& rows);
    /// The office's own word, as of a commit.
    void confirmed(const Task& task, std::uint64_t head, Effects& effects);

 private:
    std::map<TaskId, Visit> visits_;
    std::map<TaskId, std::map<std::int64_t, task::Verb>> pending_;  // steps kept, by n
};

}  // namespace dudao::agent
