#include "agents/errands.h"

#include <algorithm>

#include "agents/limits.h"

namespace dudao::agent {
namespace {

/// A verb that is impossible in the state leaves it unchanged; the office decides.
template <class Kind>
typename Kind::State stepped(typename Kind::State state, typename Kind::Verb verb) {
    const auto* step = row(Kind::table, state, verb);
    return step == nullptr ? state : step->to;
}

/// The answers in the office's order, which a pick counts in, then those it does not have yet.
std::vector<GivenAnswer> merged(const std::vector<GivenAnswer>& here, const Task& row) {
    std::vector<GivenAnswer> all;
    std::map<std::string, std::map<std::string, int>> there;  // item, value: how often
    for (const auto& [item, answers] : row.answers) {
        for (const Answer& each : answers) {
            if (all.size() < answers_max) all.push_back({item, each.value});
            ++there[item][each.value];
        }
    }
    for (const GivenAnswer& own : here) {
        if (--there[own.item][own.value] >= 0 || all.size() >= answers_max) continue;
        all.push_back(own);
    }
    return all;
}

bool same(const std::vector<GivenAnswer>& one, const std::vector<GivenAnswer>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const GivenAnswer& a, const GivenAnswer& b) {
                          return a.item == b.item && a.value == b.value;
                      });
}

}  // namespace

bool is_refused_pick(const Row& row) {
    return row.state == RowState::Refused && row.name == PickAnswer::as_command.name;
}

bool VisitKind::follow(Visit& visit, const Task& row) {
    const std::size_t picked = visit.picked.size();
    visit.picked.insert(row.picked.begin(), row.picked.end());  // what was chosen here goes first
    bool changed = visit.confirmed != row.state || visit.picked.size() != picked;
    visit.confirmed = row.state;
    // What the group's other devices said, one lost since among them.
    if (visit.members.empty() && !row.members.empty()) {
        visit.members = row.members;
        changed = true;
    }
    if (auto answers = merged(visit.answers, row); !same(answers, visit.answers)) {
        visit.answers = std::move(answers);
        changed = true;
    }
    for (const FindingId& id : row.findings) {
        auto& known = visit.findings;
        if (std::find(known.begin(), known.end(), id) != known.end()) continue;
        if (known.size() >= answers_max) break;
        known.push_back(id);
        changed = true;
    }
    return changed;
}

bool VisitKind::undo(Visit& visit, const agent::Row& refused) {
    if (!is_refused_pick(refused)) return false;
    visit.picked.clear();
    return true;
}

bool TeamWorkKind::follow(TeamWork& work, const dudao::Assignment& row) {
    const bool same_return = work.returned == Bytes(row.returned.commitment);
    if (work.confirmed == row.state && work.due == row.due && same_return) return false;
    work.confirmed = row.state;
    work.due = row.due;
    if (!row.hands.empty()) work.hands = row.hands;
    if (!same_return) {
        work.returned = Bytes(row.returned.commitment);
        work.reason.clear();
    }
    return true;
}

template <class Kind>
Errands<Kind>::Errands(std::vector<Work> works, const std::map<std::int64_t, Row>& rows) {
    for (Work& work : works) {
        const Id id = Kind::id(work);
        works_.emplace(id, std::move(work));
    }
    renumber(rows);
}

template <class Kind>
const typename Kind::Work* Errands<Kind>::find(Id id) const {
    const auto at = works_.find(id);
    return at == works_.end() ? nullptr : &at->second;
}

template <class Kind>
typename Kind::State Errands<Kind>::state_of(Id id) const {
    const Work* work = find(id);
    if (work == nullptr) return {};
    typename Kind::State state = work->confirmed;
    const auto pending = pending_.find(id);
    if (pending == pending_.end()) return state;
    for (const auto& [n, verb] : pending->second) state = stepped<Kind>(state, verb);
    return state;
}

template <class Kind>
void Errands<Kind>::add(Work work, Effects& effects) {
    if (works_.size() >= errands_max) {
        const auto old = std::find_if(works_.begin(), works_.end(), [](const auto& each) {
            return Kind::is_finished(each.second.confirmed);
        });
        if (old != works_.end()) {
            effects.writes.push_back(Kind::drop(old->first));
            works_.erase(old);
        }
    }
    change(std::move(work), effects);
}

template <class Kind>
void Errands<Kind>::change(Work work, Effects& effects) {
    effects.writes.push_back(Kind::keep(work));
    const Id id = Kind::id(work);
    works_[id] = std::move(work);
}

template <class Kind>
void Errands<Kind>::kept(const Row& row) {
    if (!Kind::id(row) || row.step.empty()) return;
    if (const auto verb = parse_name<typename Kind::Verb>(row.step)) {
        pending_[Kind::id(row)][row.n] = *verb;
    }
}

template <class Kind>
void Errands<Kind>::answered(const Row& row, Effects& effects) {
    const Id id = Kind::id(row);
    if (const auto pending = pending_.find(id); pending != pending_.end()) {
        pending->second.erase(row.n);
        if (pending->second.empty()) pending_.erase(pending);
    }
    const auto at = works_.find(id);
    if (at == works_.end()) return;
    Work work = at->second;
    if (row.state != RowState::Received) {
        if (Kind::undo(work, row)) change(std::move(work), effects);
        return;
    }
    if (row.name == Kind::delivered) {
        work.delivered = true;
    } else if (const auto verb = parse_name<typename Kind::Verb>(row.step)) {
        work.confirmed = stepped<Kind>(work.confirmed, *verb);
        work.confirmed_head = std::max(work.confirmed_head, row.answer.accepted.commit);
    } else {
        return;
    }
    change(std::move(work), effects);
}

template <class Kind>
void Errands<Kind>::renumber(const std::map<std::int64_t, Row>& rows) {
    pending_.clear();
    for (const auto& [n, each] : rows) {
        if (each.state == RowState::Saved) kept(each);
    }
}

template <class Kind>
void Errands<Kind>::confirmed(const typename Kind::Row& row, std::uint64_t head, Effects& effects) {
    const auto at = works_.find(row.id);
    if (at == works_.end() || head < at->second.confirmed_head) return;
    Work work = at->second;
    if (!Kind::follow(work, row)) return;
    work.confirmed_head = head;
    change(std::move(work), effects);
}

template class Errands<VisitKind>;
template class Errands<TeamWorkKind>;

}  // namespace dudao::agent
