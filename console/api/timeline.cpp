#include "console/api/timeline.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "console/api/rows.h"
#include "console/limits.h"
#include "domain/command.h"
#include "outside/outside.h"

namespace dudao::console {
namespace {

/// Walks an event's body: what may be shown becomes JSON, what people wrote is set aside.
struct Shown {
    const Sight& sight;
    bool suspicion = false;  // whether the reader may know that a breach is suspected
    std::vector<const Text*> texts = {};

    Json put(bool value) { return value; }
    Json put(std::int32_t value) { return value; }
    Json put(std::int64_t value) { return value; }
    Json put(std::uint64_t value) { return value; }
    Json put(const std::string& value) { return value; }
    Json put(Moment value) { return value.ms; }
    Json put(Span value) { return value.ms; }
    Json put(Day value) { return to_text(value); }
    Json put(Budget value) { return to_text(value); }
    template <class Tag>
    Json put(const Code<Tag>& code) {
        return code.text;
    }
    template <class Tag>
    Json put(Id<Tag> id) {
        return id_text(id);
    }
    template <NamedEnum E>
    Json put(E value) {
        return name(value);
    }
    template <class T>
    Json put(const std::vector<T>& list) {
        Json out = Json::array();
        for (const T& each : list) out.push_back(put(each));
        return out;
    }
    template <dudao::Record T>
        requires(!std::is_same_v<T, Budget>)
    Json put(const T& record) {
        Json out = Json::object();
        for_each_field(record, [&](std::string_view field, const auto& member) {
            this->field(out, field, member);
        });
        return out;
    }

    void field(Json&, std::string_view, const Bytes&) {}  // hashes, keys, salts, commitments
    void field(Json&, std::string_view, const Position&) {}
    void field(Json&, std::string_view, const std::vector<Bytes>&) {}
    void field(Json&, std::string_view, const std::vector<Sealed>&) {}
    void field(Json& out, std::string_view field, const EvidenceHash& hash) {
        if (sees(hash)) out[std::string(field)] = hash.text;
    }
    void field(Json& out, std::string_view field, const std::vector<EvidenceHash>& hashes) {
        Json list = Json::array();
        for (const EvidenceHash& each : hashes) {
            if (sees(each)) list.push_back(each.text);
        }
        out[std::string(field)] = std::move(list);
    }
    void field(Json&, std::string_view, const Text& text) {
        if (!text.ref.empty()) texts.push_back(&text);
    }
    bool sees(const EvidenceHash& hash) const {
        const Evidence* known = row_of(sight.state().evidence, hash);
        return !known || sight.sees(*known);
    }
    template <class T>
    void field(Json& out, std::string_view name_of_field, const T& member) {
        if (name_of_field == "suspected_breach" && !suspicion) return;
        if (name_of_field == "opens_lead" && !sight.cases()) return;
        out[std::string(name_of_field)] = put(member);
    }
};

/// Large rows of the registry are named, not spelt out: they have pages of their own.
struct BodyOf {
    Shown& shown;
    bool checked_in;                     // of a task's release: whether its target is known by now
    std::unique_ptr<Command>& proposed;  // keeps the texts that `shown` points to

    Json operator()(const PolicyAdoption& e) const { return {{"title", e.policy.title}}; }
    Json operator()(const CalendarAdoption& e) const { return {{"revision", e.calendar.revision}}; }
    Json operator()(const ChecklistRow& e) const {
        return {{"theme", e.theme}, {"zh", e.zh}, {"en", e.en}, {"items", e.items.size()}};
    }
    /// With what is proposed: its words belong to it, and are masked like any others.
    Json operator()(const ProposalMade& e) {
        Json out{{"id", id_text(e.id)},
                 {"number", short_number(e.year, e.number)},
                 {"command", e.command},
                 {"lapses", e.lapses.ms}};
        auto command = outside_of_rules.unpack(e.command, e.args);
        if (!command) return out;
        proposed = std::make_unique<Command>(std::move(*command));
        out["args"] = std::visit([this](const auto& each) { return (*this)(each); }, *proposed);
        return out;
    }
    Json operator()(const FindingRecorded& e) const { return version(e); }
    Json operator()(const FindingAmended& e) const { return version(e); }
    /// Facts that were amended since are not everybody's who sees the finding.
    template <class T>
    Json version(const T& e) const {
        const Sight& sight = shown.sight;
        const Finding* finding = row_of(sight.state().findings, e.id);
        if (!finding || !sight.sees_version(*finding, e.facts)) return {{"id", e.id.text}};
        shown.suspicion = sight.sees_suspicion(*finding);
        return shown.put(e);
    }
    Json operator()(const TaskReleased& e) const {
        Json out = shown.put(e);
        if (!checked_in) out["target"] = "";
        return out;
    }
    template <class T>
    Json operator()(const T& e) const {
        return shown.put(e);
    }
};

std::string_view via_of(const State& state, const KeyId& via) {
    const KeyRow* key = row_of(state.keys, via);
    return key ? name(key->kind) : std::string_view("");
}

/// What an event is about, as people name it: its unit, and its number where it has one.
struct About {
    std::string unit;
    std::string number;
};

About about_rectification(const State& state, RectificationId id) {
    const Rectification* r = row_of(state.rectifications, id);
    if (!r) return {};
    return {r->unit.text, short_number(r->year, r->number)};
}

/// Of a matter that the reader sees. A target is nobody's to know before the check-in.
About about(const Reader& reader, std::string_view matter) {
    const State& state = reader.state;
    const auto colon = matter.find(':');
    if (colon == matter.npos) return {};
    const std::string_view kind = matter.substr(0, colon);
    const std::string id(matter.substr(colon + 1));
    if (kind == "task") {
        const Task* task = row_of(state.tasks, TaskId{id_number(id)});
        if (!task) return {};
        return {shown_target(*task), short_number(task->year, task->number)};
    }
    if (kind == "finding") {
        const Finding* finding = row_of(state.findings, FindingId{id});
        return {finding ? finding->facts().unit.text : "", ""};
    }
    if (kind == "rectification") return about_rectification(state, {id_number(id)});
    if (kind == "demand") {
        const Demand* demand = row_of(state.demands, DemandId{id_number(id)});
        return demand ? about_rectification(state, demand->rectification) : About{};
    }
    if (kind == "case") {
        const Case* lead = row_of(state.cases, CaseId{id_number(id)});
        if (!lead) return {};
        return {lead->unit.text, short_number(lead->year, lead->number)};
    }
    if (kind == "assignment") {
        const Assignment* row = row_of(state.assignments, AssignmentId{id_number(id)});
        return {"", row ? short_number(row->year, row->number) : ""};
    }
    if (kind == "plan") {
        const Plan* plan = row_of(state.plans, PlanId{id_number(id)});
        return {"", plan ? short_number(plan->year, plan->number) : ""};
    }
    return {};
}

bool fits(const Record::Line& line, const LogFilter& filter) {
    if (filter.news && !is_news(line)) return false;
    if (!filter.actor.empty() && line.actor.text != filter.actor) return false;
    if (filter.type.empty()) return true;
    const std::string_view type = event_names.at(line.type);
    return type == filter.type ||
           (type.starts_with(filter.type) && type[filter.type.size()] == '.');
}

}  // namespace

bool is_told(std::size_t type) {
    constexpr auto machines = std::to_array<std::string_view>(
        {TimerSet::as_event, TimerEnded::as_event, NoticeAttempted::as_event,
         NoticeNarrowed::as_event, EvidenceStored::as_event, TaskDelivered::as_event,
         TaskResealed::as_event});
    return std::find(machines.begin(), machines.end(), event_names.at(type)) == machines.end();
}

bool is_deed(std::size_t type) {
    const std::string_view named = event_names.at(type);
    return is_told(type) && named != NoticeQueued::as_event && named != NoticeOutcome::as_event &&
           named != AssignmentDelivered::as_event;
}

bool is_news(const Record::Line& line) {
    constexpr auto small = std::to_array<std::string_view>(
        {NoticeOutcome::as_event, ItemAnswered::as_event, AnswerPicked::as_event,
         EvidenceAttached::as_event, ClockStarted::as_event, ClockStopped::as_event,
         NoticeQueued::as_event, DemandIssued::as_event, Unreachable::as_event,
         ProposalConfirmed::as_event, CaseLooked::as_event, CaseBrought::as_event});
    const std::string_view type = event_names.at(line.type);
    if (!is_told(line.type) || std::find(small.begin(), small.end(), type) != small.end()) {
        return false;
    }
    // By nobody: a limit that ended. The steps that it takes are news, that it ended is not.
    return static_cast<bool>(line.actor) || type == StepTaken::as_event ||
           type == TaskMissed::as_event;
}

std::vector<Text> texts_shown(const Reader& reader, std::uint64_t index) {
    const Record::Line line = reader.record.line(index);
    if (!is_told(line.type) || !reader.sees(line) || !reader.reads(line.matter)) return {};
    const Event event = reader.record.event(index);
    Shown shown{reader.sight};
    std::unique_ptr<Command> proposed;
    std::visit(BodyOf{shown, false, proposed}, event.body);
    std::vector<Text> texts;
    for (const Text* each : shown.texts) texts.push_back(*each);
    return texts;
}

Json entry(Reader& reader, std::uint64_t index) {
    const Record::Line line = reader.record.line(index);
    const Event event = reader.record.event(index);
    const auto* released = std::get_if<TaskReleased>(&event.body);
    const Task* task = released ? row_of(reader.state.tasks, released->id) : nullptr;
    Shown shown{reader.sight};
    std::unique_ptr<Command> proposed;
    Json fields =
        std::visit(BodyOf{shown, task && task->checked_in_at.ms != 0, proposed}, event.body);
    std::string text;  // a line each; what was said of several things stands once
    std::set<std::string> said;
    const bool needs = reader.reads(line.matter);
    for (const Text* each : shown.texts) {
        const std::string words = reader.words.of(*each, needs);
        if (words.empty() || !said.insert(words).second) continue;
        text += (text.empty() ? "" : "\n") + words;
    }
    const About of = about(reader, line.matter);
    return {{"seq", line.seq},
            {"index", index},
            {"at", event.at.ms},
            {"matter", line.matter},
            {"unit", of.unit},
            {"number", of.number},
            {"type", name(event.body)},
            {"actor", event.actor.text},
            {"second", event.second.text},
            {"via", via_of(reader.state, event.via)},
            {"text", std::move(text)},
            {"fields", std::move(fields)}};
}

Json timeline(Reader& reader, const std::string& matter) {
    const auto all = reader.record.of(matter);
    std::vector<std::uint64_t> chosen;
    for (auto at = all.rbegin(); at != all.rend() && chosen.size() < timeline_max; ++at) {
        const Record::Line line = reader.record.line(*at);
        if (is_told(line.type) && reader.sees(line)) chosen.push_back(*at);
    }
    Json entries = Json::array();
    for (auto at = chosen.rbegin(); at != chosen.rend(); ++at)
        entries.push_back(entry(reader, *at));
    return entries;
}

Json log_page(Reader& reader, const LogFilter& filter) {
    const std::size_t limit = std::clamp<std::size_t>(filter.limit, 1, log_page_max);
    const Record& record = reader.record;
    // The events to look through, newest first: a matter's own, or all.
    const bool all = filter.matter.empty();
    const auto own = record.of(filter.matter);
    std::uint64_t left = all ? record.end() - record.begin() : own.size();
    Json entries = Json::array();
    std::uint64_t before = 0;
    std::size_t looked = 0;
    std::size_t left_out = 0;
    while (left > 0) {
        const std::uint64_t index = all ? record.begin() + left - 1 : own[left - 1];
        const Record::Line line = record.line(index);
        // A page ends between two commits: the next one begins before this commit.
        const bool full = entries.size() >= limit || looked >= log_looked_max;
        if (full && line.seq != before) break;
        --left;
        if (filter.before != 0 && line.seq >= filter.before) continue;
        ++looked;
        before = line.seq;
        if (!fits(line, filter) || !reader.sees(line)) continue;
        if (filter.deeds && !is_deed(line.type)) {
            ++left_out;
        } else {
            entries.push_back(entry(reader, index));
        }
    }
    return {{"entries", std::move(entries)},
            {"left_out", left_out},
            {"before", left == 0 ? 0 : before}};
}

}  // namespace dudao::console
