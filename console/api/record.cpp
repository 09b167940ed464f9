#include "console/api/record.h"

#include <algorithm>

#include "console/api/reader.h"
#include "console/limits.h"
#include "ensure.h"

namespace dudao::console {
namespace {

std::string text_of(const Matter& matter) { return matter_text(name(matter.kind), matter.id); }

template <class IdType>
std::string text_of(std::string_view kind, IdType id) {
    return matter_text(kind, id.value);
}

using Texts = std::vector<std::string>;

/// The matters of each event that names them itself; the first decides who sees it.
struct MattersOf {
    const State& state;

    Texts operator()(const Founding&) const { return {"founding"}; }
    Texts operator()(const UnitRow& e) const { return {matter_text("unit", e.id.text)}; }
    Texts operator()(const PersonRow& e) const { return {matter_text("person", e.id.text)}; }
    Texts operator()(const PostRow& e) const {
        return {matter_text("post", e.id.text), matter_text("unit", e.unit.text)};
    }
    Texts operator()(const GrantRow& e) const { return {matter_text("grant", e.person.text)}; }
    Texts operator()(const GrantWithdrawal& e) const {
        return {matter_text("grant", e.person.text)};
    }
    Texts operator()(const GroupRow& e) const { return {matter_text("group", e.id.text)}; }
    Texts operator()(const ConflictRow& e) const {
        return {matter_text("conflict", e.person.text)};
    }
    Texts operator()(const ConflictWithdrawal& e) const {
        return {matter_text("conflict", e.person.text)};
    }
    Texts operator()(const ContactRow& e) const { return {matter_text("contact", e.person.text)}; }
    Texts operator()(const ProposalMade& e) const { return {text_of("proposal", e.id)}; }
    Texts operator()(const ProposalConfirmed& e) const { return {text_of("proposal", e.id)}; }
    Texts operator()(const ProposalEnded& e) const { return {text_of("proposal", e.id)}; }
    Texts operator()(const KeyRow& e) const { return {matter_text("key", e.id.text)}; }
    Texts operator()(const InvitationRow& e) const {
        return {matter_text("access", e.person.text)};
    }
    Texts operator()(const InvitationAccepted& e) const {
        return {matter_text("access", e.person.text)};
    }
    Texts operator()(const AccessEnd& e) const { return {matter_text("access", e.person.text)}; }
    Texts operator()(const ChecklistRow& e) const { return {matter_text("checklist", e.theme)}; }
    Texts operator()(const KeyRevocation& e) const { return {matter_text("key", e.key.text)}; }
    Texts operator()(const IncarnationGrant& e) const { return {matter_text("key", e.key.text)}; }
    Texts operator()(const PolicyAdoption&) const { return {"policy"}; }
    Texts operator()(const CalendarAdoption&) const { return {"calendar"}; }

    Texts operator()(const PlanDrafted& e) const { return {text_of("plan", e.id)}; }
    Texts operator()(const PlanStepped& e) const { return {text_of("plan", e.id)}; }
    Texts operator()(const RecordDraw& e) const {
        return {matter_text("draw", e.draw), text_of("plan", e.plan)};
    }

    Texts operator()(const EvidenceAttached& e) const {
        if (!e.finding) return {text_of("task", e.task)};
        return {matter_text("finding", e.finding.text), text_of("task", e.task)};
    }
    Texts operator()(const EvidenceStored& e) const {
        const auto at = state.evidence.find(e.hash);
        if (at == state.evidence.end()) return {"evidence"};
        if (at->second.assignment) return {text_of("assignment", at->second.assignment)};
        if (!at->second.finding) return {text_of("task", at->second.task)};
        return {matter_text("finding", at->second.finding.text)};
    }
    Texts operator()(const FindingRecorded& e) const {
        return {matter_text("finding", e.id.text), text_of("task", e.task)};
    }
    Texts operator()(const FindingAmended& e) const { return of(e.id); }
    Texts operator()(const FindingStepped& e) const { return of(e.id); }
    Texts of(const FindingId& id) const {
        Texts texts{matter_text("finding", id.text)};
        const auto at = state.findings.find(id);
        if (at == state.findings.end()) return texts;
        texts.push_back(text_of("task", at->second.task));
        if (at->second.rectification) {
            texts.push_back(text_of("rectification", at->second.rectification));
        }
        return texts;
    }

    Texts operator()(const RectificationIssued& e) const {
        Texts texts{text_of("rectification", e.id), matter_text("finding", e.finding.text)};
        if (e.reopened_from) texts.push_back(text_of("rectification", e.reopened_from));
        return texts;
    }
    Texts operator()(const DemandIssued& e) const {
        return {text_of("demand", e.id), text_of("rectification", e.rectification)};
    }
    Texts operator()(const DemandStepped& e) const {
        Texts texts{text_of("demand", e.id)};
        const auto at = state.demands.find(e.id);
        if (at != state.demands.end()) {
            texts.push_back(text_of("rectification", at->second.rectification));
        }
        return texts;
    }
    /// The case alone decides who sees that it is there; on its matters it shows to those who may.
    Texts operator()(const LeadOpened& e) const {
        Texts texts{text_of("case", e.id)};
        if (e.rectification) texts.push_back(text_of("rectification", e.rectification));
        if (e.finding) texts.push_back(matter_text("finding", e.finding.text));
        return texts;
    }
    Texts operator()(const LeadDisposed& e) const { return {text_of("case", e.id)}; }
    Texts operator()(const TeamRow& e) const { return {matter_text("team", e.id.text)}; }
    Texts operator()(const AssignmentIssued& e) const {
        return {text_of("assignment", e.id), text_of("case", e.lead)};
    }
    Texts operator()(const Unreachable& e) const { return {text_of(e.matter)}; }
    Texts operator()(const LimitPassed& e) const { return {text_of(e.matter)}; }

    // Known by what came before them: Record::matters_of.
    Texts operator()(const TimerSet&) const { return {}; }
    Texts operator()(const TimerEnded&) const { return {}; }
    Texts operator()(const NoticeQueued&) const { return {}; }
    Texts operator()(const NoticeAttempted&) const { return {}; }
    Texts operator()(const NoticeOutcome&) const { return {}; }
    Texts operator()(const NoticeNarrowed&) const { return {}; }

    /// What is left is about one task, case, assignment or rectification, by its id. An event with
    /// another id does not compile here.
    template <class Body>
    Texts operator()(const Body& e) const {
        if constexpr (requires { TaskId{e.id}; }) {
            return {text_of("task", e.id)};
        } else if constexpr (requires { CaseId{e.id}; }) {
            return {text_of("case", e.id)};
        } else if constexpr (requires { AssignmentId{e.id}; }) {
            return of_assignment(e.id);
        } else {
            return {text_of("rectification", RectificationId{e.id})};
        }
    }

 private:
    Texts of_assignment(AssignmentId id) const {
        Texts texts{text_of("assignment", id)};
        const auto at = state.assignments.find(id);
        if (at != state.assignments.end()) texts.push_back(text_of("case", at->second.lead));
        return texts;
    }
};

}  // namespace

std::string matter_text(std::string_view kind, std::uint64_t id) {
    return std::string(kind) + ":" + std::to_string(id);
}
std::string matter_text(std::string_view kind, const std::string& id) {
    return std::string(kind) + ":" + id;
}

namespace {

constexpr std::string_view of_rectification = "rectification:";
constexpr std::uint32_t actors_max = 1U << 24U;  // as wide as Kept::actor

/// A timer's id is made of the place of the event that sets it (Draft::new_id).
std::uint64_t set_by(std::uint64_t id) { return id / 16; }

}  // namespace

std::vector<std::string> Record::matters_of_timer(TimerId id) const {
    if (const auto at = timers_.find(id); at != timers_.end()) {
        return {std::string(names_.text(at->second))};
    }
    const std::uint64_t index = set_by(id.value);
    if (index < first_ || index >= end()) return {"timer"};
    const Kept& kept = lines_[index - first_];
    if (event_names.at(kept.type) != TimerSet::as_event) return {"timer"};
    return {std::string(names_.text(kept.first.matter))};
}

/// What was added to a notice since its last outcome, each in its order.
std::vector<std::string> Record::matters_of_notice(NoticeId id) const {
    std::vector<std::string> texts{text_of("notice", id)};
    if (const auto at = notices_.find(id); at != notices_.end()) {
        for (const Number each : at->second) texts.emplace_back(names_.text(each));
    }
    const auto events = of(texts.front());
    std::size_t from = events.size();
    while (from > 0 &&
           event_names.at(lines_[events[from - 1] - first_].type) != NoticeOutcome::as_event) {
        --from;
    }
    for (; from < events.size(); ++from) {
        const std::uint64_t index = events[from];
        if (event_names.at(lines_[index - first_].type) != NoticeQueued::as_event) continue;
        const auto also = also_of(index);
        if (also != also_.end() && also->index == index) {
            texts.emplace_back(names_.text(also->about.matter));
        }
    }
    return texts;
}

std::vector<std::string> Record::matters_of(const Event& event, const State& after) const {
    if (const auto* set = std::get_if<TimerSet>(&event.body)) return {text_of(set->timer.matter)};
    if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
        return matters_of_timer(ended->id);
    }
    if (const auto* queued = std::get_if<NoticeQueued>(&event.body)) {
        return {text_of("notice", queued->id), text_of(queued->item.matter)};
    }
    if (const auto* attempted = std::get_if<NoticeAttempted>(&event.body)) {
        return matters_of_notice(attempted->id);
    }
    if (const auto* narrowed = std::get_if<NoticeNarrowed>(&event.body)) {
        return matters_of_notice(narrowed->id);
    }
    if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) {
        return matters_of_notice(outcome->id);
    }
    return std::visit(MattersOf{after}, event.body);
}

Record::About Record::take(Number number, const Event& event) {
    const bool fresh = number == matters_.size();
    if (fresh) matters_.push_back({end(), event.at, {}});
    Matter& matter = matters_[number];
    const std::uint64_t back = end() - matter.last;
    matter.last = end();
    if (event.actor) matter.moved_at = event.at;
    // One that far back was let go of long ago.
    return {number, back <= events_kept_max ? static_cast<std::uint32_t>(back) : 0};
}

void Record::add(const Event& event, const State& after) {
    std::vector<Number> taken;
    Kept kept;
    ensure(actors_.size() < actors_max, "a table of actors that is not full");
    kept.actor = actors_.number_of(event.actor.text) & (actors_max - 1);
    kept.type = static_cast<std::uint8_t>(event.body.index());
    for (const std::string& text : matters_of(event, after)) {
        const Number number = names_.number_of(text);
        if (text.starts_with(of_rectification)) {
            touched_.push_back(RectificationId{id_number(text.substr(of_rectification.size()))});
        }
        if (std::find(taken.begin(), taken.end(), number) != taken.end()) continue;
        const About about = take(number, event);
        if (taken.empty()) {
            kept.first = about;
        } else {
            also_.push_back({end(), about});
        }
        taken.push_back(number);
    }
    heard_[event.via] = event.at;
    remember(event);
    remember_case(event);
    if (const auto* ended = std::get_if<TimerEnded>(&event.body)) timers_.erase(ended->id);
    if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) notices_.erase(outcome->id);
    lines_.push_back(kept);
}

void Record::add(std::uint64_t seq, const FoldedCommit& folded, const State& after,
                 const Hash& head) {
    // After a commit that could not be taken the record begins anew: what is older is not shown.
    const bool anew = folded.commit.first != end();
    touched_.clear();
    if (anew) {
        while (!lines_.empty()) let_go_of_the_oldest(after);
    }
    if (lines_.empty()) {
        first_ = folded.commit.first;
        heads_.clear();
        // That commit may have been taken in part.
        bytes_ = Packed();
        also_.clear();
    }
    heads_.push_back({seq, folded.commit.first, head});
    for (std::size_t i = 0; i < folded.events.size(); ++i) {
        add(folded.events[i], after);
        bytes_.push(folded.commit.events[i]);
    }
    // Not before all of it is taken: it may end a timer that the oldest event has set.
    while (lines_.size() > events_kept_max) let_go_of_the_oldest(after);
    while (heads_.size() > 1 && heads_[1].first <= first_) heads_.pop_front();
    update_duties(after, anew);
}

void Record::update_duties(const State& after, bool all) {
    const auto update = [&](RectificationId id) {
        duties_.update(after, id,
                       {issued_at(id), moved_at(matter_text("rectification", id.value))});
    };
    if (all) {
        for (const auto& [id, r] : after.rectifications) update(id);
        return;
    }
    std::sort(touched_.begin(), touched_.end());
    const auto end = std::unique(touched_.begin(), touched_.end());
    std::for_each(touched_.begin(), end, update);
}

void Record::let_go_of_the_oldest(const State& after) {
    const Kept& kept = lines_.front();
    const std::string_view type = event_names.at(kept.type);
    if (type == TimerSet::as_event) {
        const auto at = after.timers.lower_bound(TimerId{first_ * 16});
        if (at != after.timers.end() && set_by(at->first.value) == first_) {
            timers_[at->first] = kept.first.matter;
        }
    } else if (type == NoticeQueued::as_event && !also_.empty() && also_.front().index == first_) {
        const std::string_view name = names_.text(kept.first.matter);
        const NoticeId id{id_number(name.substr(name.find(':') + 1))};
        if (after.notices.contains(id)) notices_[id].push_back(also_.front().about.matter);
    }
    while (!also_.empty() && also_.front().index == first_) also_.pop_front();
    lines_.pop_front();
    bytes_.pop_front();
    ++first_;
}

void Record::stop_clock(RectificationId id, Moment at) {
    std::vector<Stood>& stood = past_[id.value].stood;
    const Moment deadline = stood.empty() ? Moment{} : stood.back().deadline;
    stood.push_back({at, deadline, false});
}

void Record::remember(const Event& event) {
    if (const auto* issued = std::get_if<RectificationIssued>(&event.body)) {
        past_[issued->id.value].issued = event.at;
    } else if (const auto* started = std::get_if<ClockStarted>(&event.body)) {
        past_[started->id.value].stood.push_back({event.at, started->deadline, true});
    } else if (const auto* stopped = std::get_if<ClockStopped>(&event.body)) {
        stop_clock(stopped->id, event.at);
    } else if (const auto* step = std::get_if<RectificationStepped>(&event.body)) {
        using rectification::Verb;
        if (step->verb == Verb::Return) past_[step->id.value].returned.push_back(event.at);
        if (step->verb == Verb::Verify || step->verb == Verb::FallAway) {
            stop_clock(step->id, event.at);
        }
    }
}

void Record::remember_case(const Event& event) {
    const auto enter = [&](CaseId id, std::optional<cases::Verb> verb) {
        std::vector<Stage>& stages = stages_[id.value];
        if (!verb) return stages.push_back({cases::State::Lead, event.at});
        if (stages.empty()) return;
        const auto* step = row(cases::table, stages.back().state, *verb);
        if (step && step->to != step->from) stages.push_back({step->to, event.at});
    };
    if (const auto* opened = std::get_if<LeadOpened>(&event.body)) {
        enter(opened->id, std::nullopt);
    } else if (const auto* disposed = std::get_if<LeadDisposed>(&event.body)) {
        enter(disposed->id, disposed->verb);
    } else if (const auto* stepped = std::get_if<CaseStepped>(&event.body)) {
        enter(stepped->id, stepped->verb);
    } else if (const auto* appealed = std::get_if<CaseAppealed>(&event.body)) {
        enter(appealed->id, cases::Verb::Appeal);
    }
}

Record::Line Record::line(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    const Kept& kept = lines_[index - first_];
    Line line{heads_[head_at(index)].seq,
              index,
              kept.type,
              PersonId{std::string(actors_.text(kept.actor))},
              names_.text(kept.first.matter),
              {}};
    for (auto also = also_of(index); also != also_.end() && also->index == index; ++also) {
        line.also.push_back(names_.text(also->about.matter));
    }
    return line;
}

Event Record::event(std::uint64_t index) const {
    auto event = decode_event(bytes(index));
    ensure(event.has_value(), "an event that was read once reads again");
    return std::move(*event);
}

std::string Record::bytes(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    return bytes_.at(index - first_);
}

std::size_t Record::head_at(std::uint64_t index) const {
    const auto holds = [&](std::size_t at) {
        return at < heads_.size() && heads_[at].first <= index &&
               (at + 1 == heads_.size() || index < heads_[at + 1].first);
    };
    // Who walks through events asks for the commit of the last one, or for its neighbour.
    for (const std::size_t at : {near_, near_ + 1, near_ - 1}) {
        if (holds(at)) return near_ = at;
    }
    const auto behind = std::partition_point(
        heads_.begin(), heads_.end(), [index](const Head& each) { return each.first <= index; });
    return near_ = static_cast<std::size_t>(behind - heads_.begin()) - 1;
}

std::deque<Record::Also>::const_iterator Record::also_of(std::uint64_t index) const {
    return std::partition_point(also_.begin(), also_.end(),
                                [index](const Also& each) { return each.index < index; });
}

Hash Record::head(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    return heads_[head_at(index)].hash;
}

std::optional<Hash> Record::head_of(std::uint64_t seq) const {
    const auto at =
        std::lower_bound(heads_.begin(), heads_.end(), seq,
                         [](const Head& each, std::uint64_t n) { return each.seq < n; });
    if (at == heads_.end() || at->seq != seq) return std::nullopt;
    return at->hash;
}

std::uint64_t Record::first_after(std::uint64_t seq) const {
    const auto later = std::partition_point(heads_.begin(), heads_.end(),
                                            [seq](const Head& each) { return each.seq <= seq; });
    return later == heads_.end() ? end() : std::max(later->first, first_);
}

const Record::About* Record::about(std::uint64_t index, Number matter) const {
    const About& first = lines_[index - first_].first;
    if (first.matter == matter) return &first;
    for (auto also = also_of(index); also != also_.end() && also->index == index; ++also) {
        if (also->about.matter == matter) return &also->about;
    }
    return nullptr;
}

std::vector<std::uint64_t> Record::of(std::string_view matter) const {
    std::vector<std::uint64_t> events;
    const auto number = names_.find(matter);
    if (!number) return events;
    for (std::uint64_t index = matters_[*number].last; index >= first_;) {
        events.push_back(index);
        const About* at = about(index, *number);
        ensure(at != nullptr, "an event is about the matter that it stands under");
        if (at->back == 0 || at->back > index) break;
        index -= at->back;
    }
    std::reverse(events.begin(), events.end());
    return events;
}

Moment Record::first_at(std::string_view matter) const {
    const auto number = names_.find(matter);
    return number ? matters_[*number].first_at : Moment{};
}

Moment Record::issued_at(RectificationId id) const {
    const auto at = past_.find(id.value);
    return at == past_.end() ? Moment{} : at->second.issued;
}

bool Record::was_overdue(RectificationId id, Moment then) const {
    const auto past = past_.find(id.value);
    if (past == past_.end()) return false;
    const Stood* last = nullptr;
    for (const Stood& each : past->second.stood) {
        if (each.since > then) break;
        last = &each;
    }
    return last != nullptr && last->clock_runs && last->deadline.ms != 0 && last->deadline <= then;
}

const std::vector<Moment>& Record::returned(RectificationId id) const {
    static const std::vector<Moment> never;
    const auto at = past_.find(id.value);
    return at == past_.end() ? never : at->second.returned;
}

const std::vector<Record::Stage>& Record::stages(CaseId id) const {
    static const std::vector<Stage> never;
    const auto at = stages_.find(id.value);
    return at == stages_.end() ? never : at->second;
}

Moment Record::moved_at(std::string_view matter) const {
    const auto number = names_.find(matter);
    return number ? matters_[*number].moved_at : Moment{};
}

Moment Record::heard(const KeyId& via) const {
    const auto at = heard_.find(via);
    return at == heard_.end() ? Moment{} : at->second;
}

}  // namespace dudao::console
