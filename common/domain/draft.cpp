#include "domain/draft.h"

#include "domain/event.h"
#include "domain/refuse.h"

namespace dudao {

Draft::Draft(const State& state, const Context& context)
    : state_(state), context_(&context), events_(std::make_unique<std::vector<Event>>()) {
    constexpr std::size_t usual = 8;  // events of a command
    events_->reserve(usual);
}
Draft::~Draft() = default;

template <class Body>
void Draft::add(Body body) {
    const EventHead head{
        1, now(), context_->actor, context_->via, context_->trace, context_->second};
    events_->push_back(Event{head, EventBody(std::move(body))});
    ordinal_ = 0;
}

namespace {

/// Refers to `add` of every alternative, so that each is compiled here, once, and kept.
template <class... Body>
auto adders(const std::variant<Body...>*) {
    return std::tuple{static_cast<void (Draft::*)(Body)>(&Draft::add<Body>)...};
}
[[gnu::used]] const auto all_adders = adders(static_cast<const EventBodies*>(nullptr));

}  // namespace

std::vector<Event> Draft::take_events() { return std::move(*events_); }
std::size_t Draft::written() const { return events_->size(); }

const Policy& Draft::policy(const Bytes& hash) const {
    const auto at = state_.policies.find(hash);
    ensure(at != state_.policies.end(), "a matter refers to a policy that was never adopted");
    return at->second;
}

std::pair<std::int32_t, std::int32_t> Draft::next_number(const std::string& kind) const {
    const std::int32_t year = civil(state_.calendar.zone.local_day(now())).year;
    const auto at = state_.counters.find(kind + "/" + std::to_string(year));
    return {year, at == state_.counters.end() ? 1 : at->second + 1};
}

TimerId Draft::set_timer(TimerKind kind, Matter of, Moment due, std::int32_t step,
                         std::int32_t generation, const std::string& finding) {
    const auto id = new_id<TimerId>();
    add(TimerSet{{id, kind, of, step, generation, due, state_.calendar.revision, finding}});
    return id;
}

void Draft::end_timer(const Timer& timer, TimerEnd how) {
    if (!ended_.insert(timer.id).second) return;  // already ended by this command
    // The timer was due but nobody had fired it: record that it was overtaken, and how late.
    if (how == TimerEnd::Cancelled && timer.due <= now()) how = TimerEnd::Overtaken;
    const Span late = how == TimerEnd::Cancelled ? Span{} : now() - timer.due;
    add(TimerEnded{timer.id, how, late});
}

void Draft::cancel_timers(Matter of, const TimerFilter& picks) {
    const auto at = state_.timers_of.find(of);
    if (at == state_.timers_of.end()) return;
    for (const TimerId id : at->second) {
        const Timer& timer = state_.timers.at(id);
        if (picks(timer)) end_timer(timer, TimerEnd::Cancelled);
    }
}

void Draft::cancel_all_timers(Matter of) {
    cancel_timers(of, [](const Timer&) { return true; });
}

namespace {

/// What comes about together is one message, however fast the worker is.
Moment with_the_second(Moment now) { return {(now.ms / seconds(1).ms + 1) * seconds(1).ms}; }

}  // namespace

Moment Draft::send_at() const {
    const Zone& zone = state_.calendar.zone;
    const Policy& rules = policy();
    const Day today = zone.local_day(now());
    const Moment opens = zone.local_moment(today, rules.quiet_until);
    const Moment closes = zone.local_moment(today, rules.quiet_from);
    if (state_.calendar.is_working(today)) {
        if (now() < opens) return opens;
        if (now() < closes) return with_the_second(now());
    }
    constexpr int longest_holiday = 30;
    Day next = today + 1;
    for (int i = 0; i < longest_holiday && !state_.calendar.is_working(next); ++i) next = next + 1;
    return zone.local_moment(next, rules.quiet_until);
}

void Draft::tell(const PersonId& person, NoticeItem item) {
    queue(person, std::move(item), send_at());
}

void Draft::tell_at_once(const PersonId& person, NoticeItem item) {
    queue(person, std::move(item), with_the_second(now()));
}

void Draft::tell_group(const GroupId& group, const NoticeItem& item) {
    const auto at = state_.groups.find(group);
    if (at == state_.groups.end()) return;
    for (const PersonId& person : at->second.members) queue(person, item, with_the_second(now()));
}

void Draft::queue(const PersonId& person, NoticeItem item, Moment at) {
    const Told key{item.generation, item.step, person, item.text};
    const auto told = state_.told.find(item.matter);
    if (told != state_.told.end() && told->second.contains(key)) return;
    if (!told_.insert({item.matter, key}).second) return;

    NoticeId id = queued_[{person, at}];
    const bool queued_here = static_cast<bool>(id);
    if (!id) {
        const auto waits = state_.waiting.find(person);
        if (waits != state_.waiting.end() && waits->second.contains(at)) {
            id = waits->second.at(at);
        }
    }
    const bool fresh = !id;
    if (fresh) id = new_id<NoticeId>();
    if (!queued_here) queued_[{person, at}] = id;
    add(NoticeQueued{id, person, at, std::move(item)});
    if (fresh) set_timer(TimerKind::NoticeSend, matter(id), at);
}

void Draft::tell(Addressee addressee, const UnitId& unit, const GroupId& group,
                 const NoticeItem& item) {
    Reached reached = reach(state_, addressee, unit, group);
    for (Unreachable& vacant : reached.vacant) {
        vacant.matter = item.matter;
        vacant.step = item.step;
        add(std::move(vacant));
    }
    for (const PersonId& person : reached.people) tell(person, item);
}

NoticeItem item_of(const Timer& timer, std::string text) {
    const auto hour = static_cast<std::int32_t>(timer.due.ms / hours(1).ms);
    return {timer.matter, hour, timer.step, std::move(text), timer.due};
}

Rejection not_now(const Argument& state, const Argument& verb, std::vector<std::string> possible) {
    Rejection rejection = possible.empty() ? refuse(Why::NotNow, "over", verb, state)
                                           : refuse(Why::NotNow, "not_possible_now", verb, state,
                                                    words(verb.group, possible));
    rejection.possible = std::move(possible);
    return rejection;
}

}  // namespace dudao
