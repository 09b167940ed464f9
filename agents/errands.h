// The errands of this device, tasks or assignments, and their states: the state confirmed by the
// office, plus the commands kept here and not answered yet. An errand can therefore be done whole
// without a network.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "agents/effects.h"

namespace dudao::agent {

/// The number of a task or assignment in log lines: "2026/7".
template <class Numbered>
std::string number_of(const Numbered& errand) {
    return std::to_string(errand.year) + "/" + std::to_string(errand.number);
}

/// Somebody chose an answer who may not.
bool is_refused_pick(const Row& row);

/// What Errands must know of a kind of errand.
struct VisitKind {
    using Work = Visit;
    using Row = Task;  // at the office
    using Id = TaskId;
    using State = task::State;
    using Verb = task::Verb;
    static constexpr const auto& table = task::table;
    static constexpr std::string_view delivered = AcknowledgeDelivery::as_command.name;
    static Id id(const Visit& visit) { return visit.task; }
    static Id id(const Spoken& row) { return row.task; }
    static bool is_finished(State state) { return task::is_over(state); }
    /// Takes over what the office's row says; false: nothing new.
    static bool follow(Visit& visit, const Task& row);
    /// Undoes what a refused command had changed; false: nothing.
    static bool undo(Visit& visit, const agent::Row& refused);
    static Write keep(const Visit& visit) { return KeepVisit{visit}; }
    static Write drop(Id id) { return DropVisit{id}; }
};
struct TeamWorkKind {
    using Work = TeamWork;
    using Row = dudao::Assignment;
    using Id = AssignmentId;
    using State = assignment::State;
    using Verb = assignment::Verb;
    static constexpr const auto& table = assignment::table;
    static constexpr std::string_view delivered = AcknowledgeAssignment::as_command.name;
    static Id id(const TeamWork& work) { return work.assignment; }
    static Id id(const Spoken& row) { return row.assignment; }
    static bool is_finished(State state) { return !assignment::is_open(state); }
    static bool follow(TeamWork& work, const dudao::Assignment& row);
    static bool undo(TeamWork&, const agent::Row&) { return false; }
    static Write keep(const TeamWork& work) { return KeepTeamWork{work}; }
    static Write drop(Id id) { return DropTeamWork{id}; }
};

template <class Kind>
class Errands {
 public:
    using Work = typename Kind::Work;
    using Id = typename Kind::Id;

    Errands(std::vector<Work> works, const std::map<std::int64_t, Row>& rows);

    const Work* find(Id id) const;
    const std::map<Id, Work>& all() const { return works_; }
    /// The state including the commands kept here.
    typename Kind::State state_of(Id id) const;

    /// Adds an errand. If there are too many, the oldest finished one is deleted.
    void add(Work work, Effects& effects);
    /// Replaces the stored details of an errand, not its state.
    void change(Work work, Effects& effects);

    /// A command was kept, was finally answered, or got a new number.
    void kept(const Row& row);
    void answered(const Row& row, Effects& effects);
    void renumber(const std::map<std::int64_t, Row>& rows);
    /// The office reported the errand's row as of commit `head`.
    void confirmed(const typename Kind::Row& row, std::uint64_t head, Effects& effects);

 private:
    std::map<Id, Work> works_;
    std::map<Id, std::map<std::int64_t, typename Kind::Verb>> pending_;  // kept steps by n
};

using Visits = Errands<VisitKind>;
using TeamWorks = Errands<TeamWorkKind>;
extern template class Errands<VisitKind>;
extern template class Errands<TeamWorkKind>;

}  // namespace dudao::agent
