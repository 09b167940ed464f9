// The output of a rule: collects the events of one command and provides the ids, timers, notices
// and clocks they need. It reads the state and never changes it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/hash.h"
#include "domain/rejection.h"
#include "domain/roles.h"
#include "domain/state.h"
#include "domain/time_limit.h"
#include "result.h"

namespace dudao {

struct Event;

struct Command;

/// Functions of higher layers that the rules need: cryptography and codecs.
struct Outside {
    /// T("task", salt, target, group) == commitment.
    bool (*opens)(const std::string& commitment, const std::string& salt, const UnitId& target,
                  const GroupId& group);
    /// The id of a CURVE public key (32 bytes) in new registry rows.
    KeyId (*id_of_key)(const Bytes& public_key);
    /// True for a canonical point of Curve25519 (32 bytes) that can be sealed to.
    bool (*takes_box)(const Bytes& public_key);
    /// SHA-256 (32 bytes) of the letters of an invitation's code.
    Bytes (*hash_of_code)(const std::string& code);
    /// A command's exact bytes as stored in the log, with personal text as references; and the
    /// reverse.
    Bytes (*pack)(const Command& command);
    Result<Command> (*unpack)(const std::string& name, const Bytes& args);
    /// HMAC-SHA-256 of the case and the person under the jurisdiction's case key: 32 bytes. The
    /// same person has another mark in each case.
    Bytes (*mark)(const Hash& case_key, CaseId id, const PersonId& person);
};

/// The speaker, the time and the trace id. `actor` is empty if a process speaks for itself.
struct Context {
    Moment now;
    PersonId actor;
    KeyId via;
    KeyKind kind = KeyKind::Person;
    GroupId group;  // for a device's key
    std::string trace;
    const Outside* outside = nullptr;
    PersonId second{};  // the person confirming the proposal of `actor`, while it is executed
    TeamId team{};      // for the key of a case team's device
    const Hash* case_key = nullptr;  // nullptr: this process cannot know who a case is about
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
    /// From now on events are attributed to this speaker; the context must outlive the draft.
    void speak_as(const Context& context) { context_ = &context; }
    const Policy& policy(const Bytes& hash) const;
    const Policy& policy() const { return policy(state_.policy_now); }

    /// Adds an event. Defined for the alternatives of EventBody (draft.cpp).
    template <class Body>
    void add(Body body);

    /// A new id: the index of the next event × 16 plus an ordinal.
    template <class IdType>
    IdType new_id() {
        return IdType{(state_.leaves + written()) * 16 + ordinal_++};
    }

    /// The current local year and the next short number of a kind in it.
    std::pair<std::int32_t, std::int32_t> next_number(const std::string& kind) const;

    /// The end of a budget that starts now, by the calendar in force.
    Moment due(Budget budget) const { return derive(state_.calendar, now(), budget).due; }
    /// The end of the step's time limit under a policy; throws BrokenInvariant if it has none.
    template <class S, class V>
    Moment due(const Policy& policy, S from, V verb) const {
        const auto limit = time_limit(policy, from, verb);
        ensure(limit.has_value(), "a timer is set for a step without a limit");
        return due(*limit);
    }

    /// Adds a timer for the matter and returns its id.
    TimerId set_timer(TimerKind kind, Matter matter, Moment due, std::int32_t step = 0,
                      std::int32_t generation = 0, const std::string& finding = {});
    using TimerFilter = std::function<bool(const Timer&)>;
    /// Cancels the matter's pending timers selected by the filter.
    void cancel_timers(Matter matter, const TimerFilter& picks);
    void cancel_all_timers(Matter matter);
    /// Ends a timer once. One that is cancelled after it was due is recorded as overtaken.
    void end_timer(const Timer& timer, TimerEnd how);

    /// Queues a notice, unless the person was already notified. During quiet hours it waits until
    /// the next working morning. Notices to the same person for the same moment become one message.
    void tell(const PersonId& person, NoticeItem item);
    /// At any hour and on any day, for a notice that somebody waits for.
    void tell_at_once(const PersonId& person, NoticeItem item);
    /// Notifies head and members of a supervision group of a task of theirs, at any hour and on any
    /// day: inspections do not keep office hours, and their limits count in hours.
    void tell_group(const GroupId& group, const NoticeItem& item);
    /// Notifies everyone whom the addressee reaches; each vacant post adds an event.
    void tell(Addressee addressee, const UnitId& unit, const GroupId& group,
              const NoticeItem& item);

    void made(std::uint64_t id, std::int32_t year = 0, std::int32_t number = 0) {
        accepted_ = Accepted{0, id, year, number, {}};
    }
    /// Sets the answer: not executed yet, the command waits under this id.
    void waits(ProposalId id, std::int32_t year, std::int32_t number) {
        accepted_ = Accepted{0, 0, year, number, id};
    }
    const Accepted& accepted() const { return accepted_; }
    /// Returns the collected events. Call once, at the end.
    std::vector<Event> take_events();

 private:
    Moment send_at() const;
    void queue(const PersonId& person, NoticeItem item, Moment at);
    std::size_t written() const;

    const State& state_;
    const Context* context_;
    std::unique_ptr<std::vector<Event>> events_;  // incomplete type here: see draft.cpp
    std::uint64_t ordinal_ = 0;
    Accepted accepted_;
    std::map<std::pair<PersonId, Moment>, NoticeId> queued_;
    std::set<std::pair<Matter, Told>> told_;
    std::set<TimerId> ended_;
};

/// What a passed limit tells of. Its hour stands for a clock's generation, so that a limit of the
/// same kind that passes later, in another stage or after a return, is told too.
NoticeItem item_of(const Timer& timer, std::string text);

using Refusal = std::optional<Rejection>;  // std::nullopt: accepted, the events are in the draft

Rejection not_now(const Argument& state, const Argument& verb, std::vector<std::string> possible);

/// The refusal of a verb that this state does not allow, with the possible verbs, in the words of
/// its lifecycle.
template <class Table, class S, class V>
Rejection not_now(const Table& table, S state, V verb) {
    return not_now(word(state), word(verb), possible_from(table, state));
}

/// Returns why a step cannot be taken: it has no row in the table, or the row's guard refuses it.
/// Each lifecycle in use has a `refused_by(Guard, Step)` beside its rules, where `Step` is the
/// matter and the command's data. Steps taken by timers skip the guard: the end of the time limit
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
inline Matter matter(AssignmentId id) { return {MatterKind::Assignment, id.value}; }
inline Matter matter(NoticeId id) { return {MatterKind::Notice, id.value}; }
inline Matter matter(ProposalId id) { return {MatterKind::Proposal, id.value}; }

}  // namespace dudao
