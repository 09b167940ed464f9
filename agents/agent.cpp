#include "agents/agent.h"

#include <algorithm>

#include "agents/limits.h"
#include "wire/codec.h"
#include "wire/personal.h"

namespace dudao::agent {
namespace {

/// Below 2^52, so that JavaScript can count on exactly; runs are 2^20 changes apart.
std::uint64_t first_version(const Random& random) {
    std::uint64_t number = 0;
    for (const char byte : random(4)) number = number << 8 | static_cast<unsigned char>(byte);
    return number << 20 | 1;
}

}  // namespace

Agent::Agent(Outbox::Options options, Stored stored, Seams seams)
    : settings_(stored.settings),
      open_(std::move(seams.open)),
      outbox_(std::move(options), settings_, std::move(stored.rows), std::move(stored.keys),
              seams.random),
      visits_(std::move(stored.visits), outbox_.rows()),
      team_works_(std::move(stored.team_works), outbox_.rows()),
      uploads_(std::move(stored.evidence)),
      ulids_(seams.random),
      phones_(std::move(stored.phones), seams.random),
      door_(std::move(seams.door)),
      units_(std::move(stored.units)),
      version_(first_version(seams.random)) {
    for (FindingNote& each : stored.findings) {
        const FindingId id = each.id;
        findings_.emplace(id, std::move(each));
    }
    for (ChecklistRow& each : stored.checklists) {
        const Bytes hash = each.hash;
        checklists_.emplace(hash, std::move(each));
    }
}

void Agent::receive(const Uplink::Event& event, Now now, Effects& effects) {
    std::visit([&](const auto& each) { hear(each, now, effects); }, event);
}

void Agent::link_lost() {
    status_changed_ = status_changed_ || welcomed_;
    welcomed_ = false;
    outbox_.link_lost();
    uploads_.link_lost();
    asked_.clear();
    unopened_.clear();  // not acknowledged, so it will be sent again
}

void Agent::hear(const Uplink::Welcomed& event, Now now, Effects& effects) {
    head_ = std::max(head_, event.welcome.head);
    const std::int64_t before = settings_.incarnation;
    outbox_.welcomed(event.welcome, effects);
    if (settings_.incarnation != before) {
        visits_.renumber(outbox_.rows());
        team_works_.renumber(outbox_.rows());
        for (Waiter& waiter : waiters_) {
            const auto fresh = outbox_.renumbered().find(waiter.n);
            if (fresh != outbox_.renumbered().end()) waiter.n = fresh->second;
        }
        return link_lost();
    }
    if (event.welcome.place_number > settings_.place_number) {
        settings_.place_number = event.welcome.place_number;
        settings_.place_proof = event.welcome.place_proof;
        effects.writes.emplace_back(KeepSettings{settings_});
    }
    welcomed_ = status_changed_ = true;
    refused_ = false;
    asked_.clear();
    uploads_.welcomed();
    ask("me", now, effects);
    if (!visits_.all().empty()) ask("tasks", now, effects);
    if (!team_works_.all().empty()) ask("assignments", now, effects);
    const bool unknown = std::any_of(visits_.all().begin(), visits_.all().end(),
                                     [&](const auto& v) { return !knows_checklists(v.second); });
    if (unknown) ask("checklists", now, effects);
    if (units_.empty()) ask("units", now, effects);
}

void Agent::hear(const Uplink::Answered& event, Now now, Effects& effects) {
    head_ = std::max(head_, event.answer.accepted.commit);
    const Row* row = outbox_.answered(event.answer, now, effects);
    if (!row) return;
    settle(*row, effects);
    // Which choice stands then, the office knows.
    if (is_refused_pick(*row)) ask("tasks", now, effects);
}

/// A row has its final answer: continues what depends on it and answers the clients waiting for it.
void Agent::settle(const Row& row, Effects& effects) {
    visits_.answered(row, effects);
    team_works_.answered(row, effects);
    if (row.evidence && row.state == RowState::Received) uploads_.announced(row.evidence, effects);
    if (row.state == RowState::Refused) {
        effects.lines.push_back(
            {LogLevel::Warning,
             "command.refused",
             {{"n", std::to_string(row.n)}, {"command", row.name}, {"why", row.answer.why}}});
    }
    std::erase_if(waiters_, [&](const Waiter& waiter) {
        if (waiter.n != row.n) return false;
        effects.replies.push_back({waiter.client, waiter.id, reply::answered(waiter.id, row)});
        return true;
    });
}

void Agent::hear(const wire::Dispatch& dispatch, Now now, Effects& effects) {
    const bool sealed = !dispatch.target;
    if (!sealed || settings_.group) return open_dispatch(dispatch, now, effects);
    if (unopened_.size() < unopened_max) unopened_[dispatch.task] = dispatch;
}

void Agent::open_dispatch(const wire::Dispatch& dispatch, Now now, Effects& effects) {
    if (const Visit* known = visits_.find(dispatch.task)) {
        // The office knows the task is delivered, so it sent the task again because somebody else
        // changed it.
        if (known->delivered) ask("tasks", now, effects);
        return acknowledge<AcknowledgeDelivery>(visits_, dispatch.task, now, effects);
    }
    // A change to a task that an older copy of this device had; it cannot be decrypted here.
    if (!dispatch.target && dispatch.blob.empty()) return;
    Visit visit;
    visit.task = dispatch.task;
    visit.year = dispatch.year;
    visit.number = dispatch.number;
    visit.accept_due = dispatch.accept_due;
    visit.check_in_due = dispatch.check_in_due;
    visit.checklists = dispatch.checklists;
    if (dispatch.target) {
        visit.body.target = dispatch.target;  // announced visits are not sealed
    } else {
        auto body = open_.task(dispatch, settings_.group, now.moment);
        if (!body) {
            effects.writes.emplace_back(KeepAside{dispatch.task.value, encode(dispatch)});
            effects.lines.push_back(
                {LogLevel::Error, "task.unopened", {{"task", number_of(dispatch)}}});
            return;
        }
        visit.body = std::move(*body);
    }
    const bool known = knows_checklists(visit);
    effects.writes.emplace_back(KeepDispatch{dispatch.task.value, encode(dispatch)});
    visits_.add(std::move(visit), effects);
    effects.lines.push_back({LogLevel::Info, "task.received", {{"task", number_of(dispatch)}}});
    acknowledge<AcknowledgeDelivery>(visits_, dispatch.task, now, effects);
    ask("tasks", now, effects);  // another device may have advanced it
    if (!known) ask("checklists", now, effects);
    if (!knows_unit(visits_.find(dispatch.task)->body.target)) ask("units", now, effects);
}

void Agent::hear(const wire::AssignmentDispatch& dispatch, Now now, Effects& effects) {
    const AssignmentId id = dispatch.assignment;
    const auto acknowledged = [&] {
        acknowledge<AcknowledgeAssignment>(team_works_, id, now, effects);
    };
    if (const TeamWork* known = team_works_.find(id)) {
        if (known->delivered) ask("assignments", now, effects);
        return acknowledged();
    }
    if (dispatch.blob.empty()) return;  // an older copy of this device had it
    auto body = open_.assignment(dispatch);
    if (!body) {
        effects.writes.emplace_back(KeepAside{id.value, encode(dispatch)});
        effects.lines.push_back(
            {LogLevel::Error, "assignment.unopened", {{"assignment", number_of(dispatch)}}});
        return;
    }
    TeamWork work;
    work.assignment = id;
    work.year = dispatch.year;
    work.number = dispatch.number;
    work.kind = dispatch.kind;
    work.paper = dispatch.paper;
    work.lead_year = dispatch.lead_year;
    work.lead_number = dispatch.lead_number;
    work.due = dispatch.due;
    work.body = std::move(*body);
    effects.writes.emplace_back(KeepDispatch{id.value, encode(dispatch)});
    team_works_.add(std::move(work), effects);
    effects.lines.push_back(
        {LogLevel::Info, "assignment.received", {{"assignment", number_of(dispatch)}}});
    acknowledged();
    ask("assignments", now, effects);  // another device may have advanced it
}

/// Sends the acknowledgement once; again only if the office repeats the errand after answering the
/// first.
template <class Acknowledge, class Kind>
void Agent::acknowledge(const Errands<Kind>& errands, typename Kind::Id id, Now now,
                        Effects& effects) {
    const auto waits = std::any_of(outbox_.rows().rbegin(), outbox_.rows().rend(), [&](auto& each) {
        const Row& row = each.second;
        return Kind::id(row) == id && row.name == Kind::delivered && row.state == RowState::Saved;
    });
    if (waits || errands.find(id)->delivered) return;
    Outbox::About about;
    if constexpr (std::is_same_v<Kind, VisitKind>) {
        about.task = id;
    } else {
        about.assignment = id;
    }
    const auto kept = keep(Acknowledge{id}, {}, std::move(about), now, effects);
    if (!kept) effects.lines.push_back({LogLevel::Error, "outbox.full", {}});
}

void Agent::hear(const wire::ChunkTaken& taken, Now now, Effects& effects) {
    uploads_.taken(taken, now, effects);
}

void Agent::hear(const wire::Moved&, Now, Effects&) { link_lost(); }

void Agent::hear(const wire::Problem& problem, Now, Effects& effects) {
    if (problem.what == wire::Problem::not_admitted) {
        if (!std::exchange(refused_, true)) {
            status_changed_ = true;
            effects.lines.push_back({LogLevel::Error, "key.refused", {}});
        }
        return;
    }
    effects.lines.push_back({LogLevel::Error, "frame.unread", {}});
}

void Agent::piece_unreadable(const EvidenceHash& hash, Now now, Effects& effects) {
    uploads_.unreadable(hash, now, effects);
}

bool Agent::knows_unit(const UnitId& unit) const {
    return std::any_of(units_.begin(), units_.end(),
                       [&](const UnitName& each) { return each.id == unit; });
}

bool Agent::may_be_member(const PersonId& person) const {
    const auto& members = settings_.members;
    return std::find(members.begin(), members.end(), person) != members.end();
}

std::vector<reply::Task> Agent::tasks() const {
    std::vector<reply::Task> tasks;
    for (const auto& [task, visit] : visits_.all()) {
        tasks.push_back({&visit, visits_.state_of(task), knows_checklists(visit)});
    }
    return tasks;
}

std::vector<reply::Assignment> Agent::assignments() const {
    std::vector<reply::Assignment> all;
    for (const auto& [id, work] : team_works_.all()) {
        all.push_back({&work, team_works_.state_of(id)});
    }
    return all;
}

bool Agent::knows_finding(const FindingId& finding) const {
    return std::any_of(visits_.all().begin(), visits_.all().end(), [&](const auto& each) {
        const auto& known = each.second.findings;
        return std::find(known.begin(), known.end(), finding) != known.end();
    });
}

/// Rows from number `from`, or the newest ones if `from` is 0.
std::vector<const Row*> Agent::rows(std::int64_t from, std::size_t limit) const {
    const auto& all = outbox_.rows();
    auto at = all.lower_bound(from);
    if (from == 0 && all.size() > limit) {
        at = std::prev(all.end(), static_cast<std::ptrdiff_t>(limit));
    }
    std::vector<const Row*> rows;
    for (; at != all.end() && rows.size() < limit; ++at) rows.push_back(&at->second);
    return rows;
}

Agent::View Agent::view() const {
    View view{settings_,
              welcomed_,
              refused_,
              head_,
              version_,
              tasks(),
              assignments(),
              checklists_,
              findings_,
              units_,
              rows(0, field_rows_max),
              uploads_.newest(field_rows_max)};
    for (const reply::Task& task : view.tasks) {  // before the office has sent them all
        const seal::TaskBody& body = task.visit->body;
        if (body.target_zh.empty() || knows_unit(body.target)) continue;
        view.units.push_back({body.target, body.target_zh, body.target_en});
    }
    return view;
}

bool Agent::knows_checklists(const Visit& visit) const {
    return std::all_of(visit.checklists.begin(), visit.checklists.end(),
                       [&](const Bytes& hash) { return checklists_.contains(hash); });
}

void Agent::tick(Now now, Effects& effects) {
    for (auto& [q, asked] : asked_) {
        if (now.steady_ms - asked.at_ms < query_answer_ms) continue;
        asked.at_ms = now.steady_ms;
        effects.questions.push_back(asked.question);
    }
    uploads_.tick(now, effects);
    if (effects.writes.empty() && !std::exchange(status_changed_, false)) return;
    status_changed_ = false;
    ++version_;
    std::erase_if(waiters_, [&](const Waiter& waiter) {
        if (waiter.n != 0) return false;
        effects.replies.push_back({waiter.client, waiter.id, reply::changed(waiter.id, version_)});
        return true;
    });
}

std::optional<std::int64_t> Agent::next_due() const {
    auto due = uploads_.next_due();
    for (const auto& [q, asked] : asked_) {
        const std::int64_t again = asked.at_ms + query_answer_ms;
        due = std::min(due.value_or(again), again);
    }
    return due;
}

bool Agent::idle(Now now) const { return asked_.empty() && !uploads_.busy(now); }

}  // namespace dudao::agent
