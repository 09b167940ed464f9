// The papers of an inspection: attendance and conclusion.
#include <algorithm>
#include <map>

#include "console/papers/scribe.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

/// A finding as the record has it when the review passed.
struct Found {
    FindingId id;
    FindingFacts facts;
    bool single_witness = false;
    bool fixed = false;  // put right on the spot
    bool dismissed = false;
};

/// What the unit may read of them: its own, and nothing that a breach is suspected in.
bool is_for_unit(const State& state, const Found& found, const UnitId& target) {
    return !found.dismissed && !found.facts.suspected_breach &&
           is_within(state, found.facts.unit, target);
}

std::vector<Found> found_by(const Scribe& scribe, const Task& task, std::uint64_t index) {
    std::vector<Found> all;
    const auto of = [&](const FindingId& id) {
        return std::find_if(all.begin(), all.end(),
                            [&](const Found& each) { return each.id == id; });
    };
    const Record& record = scribe.reader().record;
    for (const std::uint64_t each : record.of(matter_text("task", task.id.value))) {
        if (each > index) break;
        const Event event = record.event(each);
        if (const auto* recorded = std::get_if<FindingRecorded>(&event.body)) {
            all.push_back({recorded->id, recorded->facts, recorded->single_witness});
        } else if (const auto* amended = std::get_if<FindingAmended>(&event.body)) {
            const auto at = of(amended->id);
            if (at != all.end()) at->facts = amended->facts;
        } else if (const auto* step = std::get_if<FindingStepped>(&event.body)) {
            const auto at = of(step->id);
            if (at == all.end()) continue;
            at->fixed = at->fixed || step->verb == finding::Verb::Correct;
            at->dismissed = at->dismissed || step->verb == finding::Verb::Dismiss;
        }
    }
    std::erase_if(
        all, [&](const Found& each) { return !is_for_unit(scribe.state(), each, task.target); });
    return all;
}

std::size_t pieces_of(const Scribe& scribe, const FindingId& finding) {
    const auto& all = scribe.state().evidence;
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& each) {
        const Evidence& evidence = each.second;
        return !evidence.by_unit &&
               (evidence.finding == finding ||
                std::any_of(evidence.also.begin(), evidence.also.end(), [&](const auto& also) {
                    return also.finding == finding && !also.by_unit;
                }));
    }));
}

/// What the target has put right within the year before, by the record alone.
struct PutRight {
    std::int64_t closed = 0;   // verified and struck off
    std::int64_t on_time = 0;  // of those, submitted by the deadline
    std::int64_t upheld = 0;   // of those, found as reported by a re-check
};

bool was_upheld(const Record& record, const RectificationId& id, std::uint64_t index) {
    bool upheld = false;
    for (const std::uint64_t each : record.of(matter_text("rectification", id.value))) {
        if (each > index) break;
        const Event event = record.event(each);
        const auto* step = std::get_if<RectificationStepped>(&event.body);
        if (step && step->verb == rectification::Verb::Recheck) upheld = step->flag;
    }
    return upheld;
}

PutRight put_right(const Scribe& scribe, const PaperEvent& on, const UnitId& target) {
    constexpr std::int64_t year_ms = 365LL * 24 * 60 * 60 * 1000;
    PutRight all;
    for (const auto& [id, r] : scribe.state().rectifications) {
        const bool verified = r.verified_by && r.struck_off_at.ms != 0;
        if (!verified || r.struck_off_at > on.event.at ||
            on.event.at.ms - r.struck_off_at.ms > year_ms ||
            !is_within(scribe.state(), r.unit, target)) {
            continue;
        }
        ++all.closed;
        all.on_time += r.deadline.ms == 0 || r.submitted_at <= r.deadline ? 1 : 0;
        all.upheld += was_upheld(scribe.reader().record, id, on.index) ? 1 : 0;
    }
    return all;
}

/// A blank for the pen where the record knows of nothing.
std::string good_told(const Scribe& scribe, const PaperEvent& on, const UnitId& target) {
    const PutRight good = put_right(scribe, on, target);
    if (good.on_time == 0 && good.upheld == 0) {
        return say(scribe.lang, "conclusion.good_blank",
                   in<"pen">(std::string(pen) + std::string(pen)));
    }
    return say(scribe.lang, "conclusion.good", in<"closed">(good.closed),
               in<"on_time">(good.on_time), in<"upheld">(good.upheld));
}

std::size_t items_of(const State& state, const Task& task) {
    std::size_t items = 0;
    for (const Bytes& hash : task.checklists) {
        if (const ChecklistRow* list = row_of(state.checklists, hash)) items += list->items.size();
    }
    return items;
}

}  // namespace

void write_attendance(Scribe& scribe, const PaperEvent& on, const Task& task, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& e = std::get<TaskCheckedIn>(on.event.body);
    const std::string at = paper_instant(lang, scribe.state().calendar.zone, on.event.at);
    const GroupRow* group = row_of(scribe.state().groups, task.group);
    paper.title = word_of(lang, "attendance.title");
    paper.body.push_back(say(lang, "attendance.body", in<"group">(scribe.group(task.group)),
                             in<"task">(scribe.number(task)),
                             in<"kind">(scribe.word("task.kind", name(task.kind))),
                             in<"mandate">(scribe.mandate(task)), in<"at">(at),
                             in<"place">(scribe.unit(e.target)), in<"n">(e.members.size())));
    if (e.single_witness) paper.body.emplace_back(word_of(lang, "attendance.one"));
    const bool placed = !e.position.source.empty() && e.position.source != "none";
    paper.body.push_back(placed ? say(lang, "attendance.position", in<"m">(e.position.accuracy_m))
                                : std::string(word_of(lang, "attendance.no_position")));
    for (const char* head : {"no", "name", "role", "in", "out", "sign"}) {
        paper.table.heads.emplace_back(word_of(lang, std::string("attendance.") + head));
    }
    std::size_t n = 0;
    for (const PersonId& each : e.members) {
        const bool leads = group != nullptr && group->head == each;
        paper.table.rows.push_back({std::to_string(++n), scribe.name_of(each),
                                    scribe.word("role", leads ? "group_head" : "inspector"), at, "",
                                    ""});
    }
    paper.table.rows.push_back(
        {std::to_string(++n), "", std::string(word_of(lang, "attendance.unit")), "", "", ""});
    paper.after.emplace_back(word_of(lang, "attendance.rule"));
}

void write_conclusion(Scribe& scribe, const PaperEvent& on, const Task& task, Paper& paper) {
    const Lang lang = scribe.lang;
    const auto& reviewed = std::get<TaskReviewed>(on.event.body);
    const State& state = scribe.state();
    const auto found = found_by(scribe, task, on.index);
    const auto fixed =
        std::count_if(found.begin(), found.end(), [](const Found& each) { return each.fixed; });
    paper.red_head = true;
    paper.title = word_of(lang, "conclusion.title");
    paper.to = scribe.unit(task.target);
    paper.body = {
        say(lang, "conclusion.body", in<"mandate">(scribe.mandate(task)),
            in<"day">(scribe.day(task.checked_in_at)), in<"task">(scribe.number(task))),
        say(lang, "conclusion.whole", in<"items">(items_of(state, task)),
            in<"answered">(task.answers.size()), in<"n">(found.size()), in<"fixed">(fixed)),
        good_told(scribe, on, task.target)};
    paper.body.emplace_back(
        word_of(lang, found.empty() ? "conclusion.none" : "conclusion.problems"));
    std::size_t n = 0;
    for (const Found& each : found) {
        std::string marks;
        if (each.single_witness) marks += word_of(lang, "conclusion.single");
        if (each.fixed) marks += word_of(lang, "conclusion.fixed");
        paper.body.push_back(say(lang, "conclusion.problem", in<"n">(++n),
                                 in<"facts">(scribe.words(each.facts.text)),
                                 in<"category">(scribe.word("category", name(each.facts.category))),
                                 in<"severity">(scribe.word("severity", name(each.facts.severity))),
                                 in<"evidence">(pieces_of(scribe, each.id)), in<"marks">(marks)));
    }
    if (std::any_of(found.begin(), found.end(), [](const Found& each) { return !each.fixed; })) {
        paper.body.emplace_back(word_of(lang, "conclusion.orders"));
    }
    paper.body.push_back(
        say(lang, "conclusion.contest", in<"due">(scribe.due(reviewed.contest_until))));
    const Policy* policy = row_of(state.policies, task.policy);
    const std::string budget = policy ? scribe.budget(policy->conclusion_review) : std::string(pen);
    paper.body.push_back(say(lang, "conclusion.review", in<"budget">(budget),
                             in<"due">(scribe.due(reviewed.review_until)),
                             in<"org">(scribe.issuer())));
    add_receipt(scribe, say(lang, "receipt.runs", in<"budget">(budget)), paper);
}

}  // namespace dudao::console
