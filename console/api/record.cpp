#include "console/api/record.h"

#include <algorithm>

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

std::vector<std::string> Record::matters_of(const Event& event, const State& after) {
    if (const auto* set = std::get_if<TimerSet>(&event.body)) {
        const std::string text = text_of(set->timer.matter);
        timers_[set->timer.id] = text;
        return {text};
    }
    if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
        const auto at = timers_.find(ended->id);
        if (at == timers_.end()) return {"timer"};
        Texts texts{std::move(at->second)};
        timers_.erase(at);
        return texts;
    }
    const auto of_notice = [&](NoticeId id) {
        Texts texts{text_of("notice", id)};
        const auto at = notices_.find(id);
        if (at != notices_.end()) texts.insert(texts.end(), at->second.begin(), at->second.end());
        return texts;
    };
    if (const auto* queued = std::get_if<NoticeQueued>(&event.body)) {
        notices_[queued->id].push_back(text_of(queued->item.matter));
        return {text_of("notice", queued->id), text_of(queued->item.matter)};
    }
    if (const auto* attempted = std::get_if<NoticeAttempted>(&event.body)) {
        return of_notice(attempted->id);
    }
    if (const auto* narrowed = std::get_if<NoticeNarrowed>(&event.body)) {
        return of_notice(narrowed->id);
    }
    if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) {
        Texts texts = of_notice(outcome->id);
        notices_.erase(outcome->id);
        return texts;
    }
    return std::visit(MattersOf{after}, event.body);
}

std::uint32_t Record::number_of(const std::string& matter) {
    const auto [at, fresh] =
        numbers_.try_emplace(matter, static_cast<std::uint32_t>(matters_.size()));
    if (fresh) matters_.push_back({matter, {}, {}, {}});
    return at->second;
}

void Record::add(std::uint64_t seq, const FoldedCommit& folded, const State& after,
                 const Hash& head) {
    // After a commit that could not be taken the record begins anew: what is older is not shown.
    if (folded.commit.first != end()) kept_.clear();
    if (kept_.empty()) {
        first_ = folded.commit.first;
        heads_.clear();
    }
    heads_.emplace_back(seq, head);
    for (std::size_t i = 0; i < folded.events.size(); ++i) {
        const Event& event = folded.events[i];
        Kept kept{seq,
                  folded.commit.events[i],
                  static_cast<std::uint8_t>(event.body.index()),
                  event.actor,
                  {}};
        for (const std::string& text : matters_of(event, after)) {
            const std::uint32_t number = number_of(text);
            Matter& matter = matters_[number];
            if (!matter.events.empty() && matter.events.back() == end()) continue;
            if (matter.events.empty()) matter.first_at = event.at;
            matter.events.push_back(end());
            if (event.actor) matter.moved_at = event.at;
            kept.matters.push_back(number);
        }
        heard_[event.via] = event.at;
        if (const auto* issued = std::get_if<RectificationIssued>(&event.body)) {
            issued_.emplace(issued->id.value, event.at);
        }
        remember(event);
        remember_case(event);
        kept_.push_back(std::move(kept));
        if (kept_.size() > events_kept_max) {
            kept_.pop_front();
            ++first_;
        }
    }
    while (!kept_.empty() && heads_.front().first < kept_.front().seq) heads_.pop_front();
}

void Record::stop_clock(RectificationId id, Moment at) {
    std::vector<Stood>& stood = past_[id.value].stood;
    const Moment deadline = stood.empty() ? Moment{} : stood.back().deadline;
    stood.push_back({at, deadline, false});
}

void Record::remember(const Event& event) {
    if (const auto* started = std::get_if<ClockStarted>(&event.body)) {
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
    const Kept& kept = kept_[index - first_];
    Line line{kept.seq, index, kept.type, kept.actor, {}, {}};
    for (const std::uint32_t number : kept.matters) {
        const std::string& text = matters_[number].text;
        if (line.matter.empty()) {
            line.matter = text;
        } else {
            line.also.push_back(text);
        }
    }
    return line;
}

Event Record::event(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    auto event = decode_event(kept_[index - first_].bytes);
    ensure(event.has_value(), "an event that was read once reads again");
    return std::move(*event);
}

std::string_view Record::bytes(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    return kept_[index - first_].bytes;
}

Hash Record::head(std::uint64_t index) const {
    ensure(index >= first_ && index < end(), "an event that is kept");
    return *head_of(kept_[index - first_].seq);
}

std::optional<Hash> Record::head_of(std::uint64_t seq) const {
    const auto at =
        std::lower_bound(heads_.begin(), heads_.end(), seq,
                         [](const auto& each, std::uint64_t n) { return each.first < n; });
    if (at == heads_.end() || at->first != seq) return std::nullopt;
    return at->second;
}

std::uint64_t Record::first_after(std::uint64_t seq) const {
    const auto later = std::partition_point(kept_.begin(), kept_.end(),
                                            [seq](const Kept& each) { return each.seq <= seq; });
    return first_ + static_cast<std::uint64_t>(later - kept_.begin());
}

std::span<const std::uint64_t> Record::of(const std::string& matter) const {
    const auto at = numbers_.find(matter);
    if (at == numbers_.end()) return {};
    const auto& all = matters_[at->second].events;
    return {std::lower_bound(all.begin(), all.end(), first_), all.end()};
}

Moment Record::first_at(const std::string& matter) const {
    const auto at = numbers_.find(matter);
    return at == numbers_.end() ? Moment{} : matters_[at->second].first_at;
}

Moment Record::issued_at(RectificationId id) const {
    const auto at = issued_.find(id.value);
    return at == issued_.end() ? Moment{} : at->second;
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

Moment Record::moved_at(const std::string& matter) const {
    const auto at = numbers_.find(matter);
    return at == numbers_.end() ? Moment{} : matters_[at->second].moved_at;
}

Moment Record::heard(const KeyId& via) const {
    const auto at = heard_.find(via);
    return at == heard_.end() ? Moment{} : at->second;
}

}  // namespace dudao::console
