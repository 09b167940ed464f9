// What `decide` writes on: the events of one command, with the ids, timers, notices and clocks they
// need. It reads the state and never changes it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/rejection.h"
#include "domain/roles.h"
#include "domain/state.h"
#include "domain/time_limit.h"
#include "result.h"

namespace dudao {

struct Event;

struct Command;

/// What the rules ask of the layers above: cryptography and codecs. The rules know none themselves.
struct Outside {
    /// T("task", salt, target, group) == commitment.
    bool (*opens)(const std::string& commitment, const std::string& salt, const UnitId& target,
                  const GroupId& group);
    /// The id that a CURVE public key (32 bytes) has in new rows.
    KeyId (*id_of_key)(const Bytes& public_key);
    /// A canonical point of Curve25519 (32 bytes) that a box can be sealed to.
    bool (*takes_box)(const Bytes& public_key);
    /// A command's exact bytes as the log holds them, personal texts as references; and back.
    Bytes (*pack)(const Command& command);
    Result<Command> (*unpack)(const std::string& name, const Bytes& args);
};

/// Who speaks, when, and under which trace. `actor` is empty when a process speaks for itself.
struct Context {
    Moment now;
    PersonId actor;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // of a device's key
    std::string trace;
    const Outside* outside = nullptr;
    PersonId second{};  // who confirms what `actor` proposed, while that is carried out
};

class Draft {
 public:
    Draft(const State& state, const Context& context);
    ~Draft();
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const State& state() const { return state_; }
    const Context& context() const { return *context_; }
    Moment now() const { return context_->now; }
    /// From here on the events are of another speaker; the context must outlive the draft.
    void speak_as(const Context& context) { context_ = &context; }
    const Policy& policy(const Bytes& hash) const;
    const Policy& policy() const { return policy(state_.policy_now); }

    /// Writes an event. Defined for the alternatives of EventBody (draft.cpp).
    template <class Body>
    void add(Body body);

    /// A new id: the index of the event added next, and an ordinal within it.
    template <class IdType>
    IdType new_id() {
        return IdType{(state_.leaves + written()) * 16 + ordinal_++};
    }

    /// The next short number of a kind in the local year of now, and that year.
    std::pair<std::int32_t, std::int32_t> next_number(const std::string& kind) const;

    /// A budget's end by the calendar in force.
    Moment due(Budget budget) const { return derive(state_.calendar, now(), budget).due; }
    /// The end of the step's limit under a policy; a step that has none is a broken invariant.
    template <class S, class V>
    Moment due(const Policy& policy, S from, V verb) const {
        const auto limit = time_limit(policy, from, verb);
        ensure(limit.has_value(), "a timer is set for a step without a limit");
        return due(*limit);
    }

    TimerId set_timer(TimerKind kind, Matter matter, Moment due, std::int32_t step = 0,
                      std::int32_t generation = 0, const std::string& finding = {});
    using TimerFilter = std::function<bool(const Timer&)>;
    /// Cancels the matter's pending timers that the filter picks.
    void cancel_timers(Matter matter, const TimerFilter& picks);
    void cancel_all_timers(Matter matter);
    void end_timer(const Timer& timer, TimerEnd how);

    /// Queues a notice unless the person has been told; quiet hours carry it to the next working
    /// morning; what waits for the same person and moment becomes one message.
    void tell(const PersonId& person, NoticeItem item);
    /// Tells everybody whom the addressee reaches; vacant posts are events of their own.
    void tell(Addressee addressee, const UnitId& unit, const GroupId& group,
              const NoticeItem& item);

    void made(std::uint64_t id, std::int32_t year = 0, std::int32_t number = 0) {
        accepted_ = Accepted{0, id, year, number, {}};
    }
    /// Nothing is done yet: the command waits under this id.
    void waits(ProposalId id, std::int32_t year, std::int32_t number) {
        accepted_ = Accepted{0, 0, year, number, id};
    }
    const Accepted& accepted() const { return accepted_; }
    std::vector<Event> take_events();

 private:
    Moment send_at() const;
    std::size_t written() const;

    const State& state_;
    const Context* context_;
    std::unique_ptr<std::vector<Event>> events_;  // of an incomplete type: see draft.cpp
    std::uint64_t ordinal_ = 0;
    Accepted accepted_;
    std::map<std::pair<PersonId, Moment>, NoticeId> queued_;
    std::set<std::pair<Matter, Told>> told_;
    std::set<TimerId> ended_;
};

using Refusal = std::optional<Rejection>;  // nothing: the events stand in the draft

Rejection not_now(const Argument& state, const Argument& verb, std::vector<std::string> possible);

/// Not possible from this state, told in the words of its own lifecycle, with what is.
template <class Table, class S, class V>
Rejection not_now(const Table& table, S state, V verb) {
    return not_now(word(state), word(verb), possible_from(table, state));
}

/// Why a step cannot be taken: its row is not in the table, or the row's guard says no. Each
/// lifecycle that is played has one `refused_by(Guard, Step)` beside its rules; `Step` is the
/// matter and what the command says of it. The clock takes its rows without one: that a limit ended
/// is reason enough.
template <class Table, class S, class V, class Step>
Refusal step_refused(const Table& table, S state, V verb, const Step& step) {
    const auto* taken = row(table, state, verb);
    return taken ? refused_by(taken->guard, step) : not_now(table, state, verb);
}

inline Matter matter(PlanId id) { return {MatterKind::Plan, id.value}; }
inline Matter matter(TaskId id) { return {MatterKind::Task, id.value}; }
inline Matter matter(RectificationId id) { return {MatterKind::Rectification, id.value}; }
inline Matter matter(DemandId id) { return {MatterKind::Demand, id.value}; }
inline Matter matter(CaseId id) { return {MatterKind::Case, id.value}; }
inline Matter matter(NoticeId id) { return {MatterKind::Notice, id.value}; }
inline Matter matter(ProposalId id) { return {MatterKind::Proposal, id.value}; }

}  // namespace dudao
