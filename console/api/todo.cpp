#include "console/api/todo.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "console/api/may.h"
#include "console/api/row_json.h"
#include "console/api/rows.h"
#include "console/limits.h"
#include "domain/command.h"
#include "domain/confirm.h"

namespace dudao::console {
namespace {

/// As the timer was set. One that has fired is pending no more; the record still has it, and the
/// limit holds all the same.
Moment limit_of(const Reader& reader, const Matter& matter, TimerKind kind,
                const std::string& finding = {}) {
    const auto fits = [&](const Timer& timer) {
        return timer.kind == kind && timer.finding == finding;
    };
    if (const auto* pending = row_of(reader.state.timers_of, matter)) {
        for (const TimerId id : *pending) {
            const Timer& timer = reader.state.timers.at(id);
            if (fits(timer)) return timer.due;
        }
    }
    const auto events = reader.record.of(matter_text(name(matter.kind), matter.id));
    for (auto at = events.rbegin(); at != events.rend(); ++at) {
        if (event_names.at(reader.record.line(*at).type) != TimerSet::as_event) continue;
        const Event event = reader.record.event(*at);
        const Timer& timer = std::get<TimerSet>(event.body).timer;
        if (fits(timer)) return timer.due;
    }
    return {};
}

/// A referral that the upper unit has taken waits for nobody's acceptance any more.
bool is_taken(const Reader& reader, const Rectification& r) {
    const auto events = reader.record.of(matter_text("rectification", r.id.value));
    for (auto at = events.rbegin(); at != events.rend(); ++at) {
        if (event_names.at(reader.record.line(*at).type) != RectificationStepped::as_event)
            continue;
        const Event event = reader.record.event(*at);
        const auto verb = std::get<RectificationStepped>(event.body).verb;
        if (verb == rectification::Verb::TakeReferral) return true;
        if (verb == rectification::Verb::ReferUp) return false;
    }
    return false;
}

TodoRow about(TodoKind kind, std::string matter, std::string id) {
    TodoRow row;
    row.kind = kind;
    row.matter = std::move(matter);
    row.id = std::move(id);
    return row;
}

/// Gathers the rows of each kind of matter.
class Gather {
 public:
    explicit Gather(Reader& reader) : reader_(reader), state_(reader.state) {}

    std::vector<TodoRow> in_order() {
        tasks();
        findings();
        rectifications();
        demands();
        leads();
        plans();
        proposals();
        std::sort(rows_.begin(), rows_.end(),
                  [this](const TodoRow& a, const TodoRow& b) { return order(a) < order(b); });
        return std::move(rows_);
    }

 private:
    using Order = std::tuple<bool, std::int64_t, TodoKind, std::uint64_t, std::string_view>;
    Order order(const TodoRow& row) const {
        const bool of_others = row.verifier.empty() || row.verifier != reader_.person.text;
        const std::int64_t limit =
            row.limit.ms == 0 ? std::numeric_limits<std::int64_t>::max() : row.limit.ms;
        return {of_others, limit, row.kind, id_number(row.id), row.id};
    }

    bool takes(const Command& command) const { return console::takes(reader_, command); }
    void add(TodoRow row) { rows_.push_back(std::move(row)); }

    void tasks() {
        for (const auto& [id, task] : state_.tasks) {
            if (!reader_.sight.sees(task)) continue;
            const bool own = reader_.sight.of_group(task.group);
            const auto put = [&](TodoKind kind, Moment limit) {
                TodoRow row = about(kind, "task", id_text(id));
                row.limit = limit;
                row.number = short_number(task.year, task.number);
                row.unit = shown_target(task);
                add(std::move(row));
            };
            if (task.state == task::State::Released && takes(AcceptTask{id})) {
                put(TodoKind::Accept, task.accept_due);
            } else if (task.state == task::State::Accepted && own) {
                put(TodoKind::CheckIn, task.check_in_due);
            } else if (task.state == task::State::OnSite && own &&
                       takes(ReportTask{id, true, some_words(), {}})) {
                put(TodoKind::Report, limit_of(reader_, matter(id), TimerKind::TaskFinal));
            } else if (task.state == task::State::Reported &&
                       takes(ReviewTask{id, true, some_words()})) {
                put(TodoKind::Review, limit_of(reader_, matter(id), TimerKind::TaskReview));
            }
        }
    }

    void findings() {
        for (const auto& [id, finding] : state_.findings) {
            const bool contested = finding.state == finding::State::Contested;
            const bool unissued =
                finding.state == finding::State::Confirmed && !finding.rectification;
            if ((!contested && !unissued) || !reader_.sight.sees(finding)) continue;
            const FindingFacts& facts = finding.facts();
            TodoRow row = about(TodoKind::Contest, "finding", id.text);
            row.unit = facts.unit.text;
            if (contested) {
                if (!takes(DecideContest{id, finding::Verb::Uphold, facts.severity, some_words()}))
                    continue;
                row.limit =
                    limit_of(reader_, matter(finding.task), TimerKind::ContestDecision, id.text);
            } else {
                if (!takes(an_order(reader_, finding))) continue;
                row.kind = TodoKind::Issue;
            }
            row.problem = reader_.words.of(facts.text, reader_.sight.reads(finding));
            add(std::move(row));
        }
    }

    void rectifications() {
        using State = rectification::State;
        for (const auto& [id, r] : state_.rectifications) {
            if (r.state == State::StruckOff || !reader_.sight.sees(r)) continue;
            const auto limit = [&](TimerKind kind) { return limit_of(reader_, matter(id), kind); };
            if (r.state == State::Submitted && takes(VerifyRectification{id, true, some_words()})) {
                put(r, TodoKind::Verify, limit(TimerKind::Verification));
            }
            if (r.extension.open && takes(DecideExtension{id, true, some_words()})) {
                put(r, TodoKind::Extension, limit(TimerKind::ExtensionDecision));
            }
            if (r.state == State::Issued && takes(AcknowledgeRectification{id})) {
                put(r, TodoKind::Acknowledge, limit(TimerKind::DeemService));
            }
            if (r.state == State::InProgress && r.clock_runs &&
                takes(SubmitRectification{id, some_words(), {}})) {
                put(r, TodoKind::Rectify, r.deadline);
            }
            if (r.state == State::Suspended && takes(ResumeRectification{id, some_words()})) {
                const Moment again = limit(TimerKind::SuspensionReview);
                if (again <= reader_.now) put(r, TodoKind::Suspension, again);
            }
            if (r.state == State::ReferredUp && takes(TakeReferral{id}) && !is_taken(reader_, r)) {
                put(r, TodoKind::Referral, limit(TimerKind::ReferralAccept));
            }
        }
    }

    void put(const Rectification& r, TodoKind kind, Moment limit, std::string of = {}) {
        TodoRow row = about(kind, "rectification", id_text(r.id));
        row.number = short_number(r.year, r.number);
        row.of = std::move(of);
        row.unit = r.unit.text;
        row.limit = limit;
        if (kind == TodoKind::Verify) row.verifier = reader_.sight.verifier(r).text;
        row.problem =
            reader_.words.of(state_.findings.at(r.finding).facts().text, reader_.sight.reads(r));
        add(std::move(row));
    }

    /// On the page of the matter that they are about.
    void demands() {
        for (const auto& [id, d] : state_.demands) {
            if (d.state == demand::State::Done || !reader_.sight.sees(d)) continue;
            const Rectification& r = state_.rectifications.at(d.rectification);
            if (r.state == rectification::State::StruckOff) continue;
            const std::string kind(name(d.kind));
            if (takes(AcknowledgeDemand{id})) {
                put(r, TodoKind::Receive, limit_of(reader_, matter(id), TimerKind::DemandDeem),
                    kind);
            } else if (takes(AnswerDemand{id, some_words()})) {
                put(r, TodoKind::Answer, d.due, kind);
            } else if (takes(DecideDemand{id, true, some_words()})) {
                put(r, TodoKind::Judge, {}, kind);
            }
        }
    }

    void leads() {
        const std::set<CaseId> proposed = being_disposed_of();
        for (const auto& [id, lead] : state_.cases) {
            if (lead.state != cases::State::Lead || !reader_.sight.sees(lead)) continue;
            if (proposed.contains(id) ||
                !takes(DisposeLead{id, cases::Verb::CloseNoCase, {}, some_words()}))
                continue;
            TodoRow row = about(TodoKind::Dispose, "case", id_text(id));
            row.number = short_number(lead.year, lead.number);
            row.unit = lead.unit.text;
            row.limit = lead.due.ms != 0 ? lead.due
                                         : limit_of(reader_, matter(id), TimerKind::LeadDisposal);
            add(std::move(row));
        }
    }

    /// What is proposed about them waits for a second officer.
    std::set<CaseId> being_disposed_of() const {
        std::set<CaseId> leads;
        for (const auto& [id, proposal] : state_.proposals) {
            if (proposal.command != DisposeLead::as_command.name) continue;
            const auto command =
                reader_.sight.asker().outside->unpack(proposal.command, proposal.args);
            if (const auto* about = command ? std::get_if<DisposeLead>(&*command) : nullptr) {
                leads.insert(about->lead);
            }
        }
        return leads;
    }

    void plans() {
        for (const auto& [id, plan] : state_.plans) {
            if (!reader_.sight.sees(plan)) continue;
            TodoRow row = about(TodoKind::Approve, "plan", id_text(id));
            if (plan.state == plan::State::Draft && plan.author == reader_.person &&
                takes(ProposePlan{id})) {
                row.kind = TodoKind::Propose;
            } else if (plan.state != plan::State::Proposed || !takes(ApprovePlan{id})) {
                continue;
            }
            row.number = short_number(plan.year, plan.number);
            row.unit = plan.draft.scope.text;
            row.problem = plan.draft.title;
            row.limit = plan.draft.start;
            add(std::move(row));
        }
    }

    void proposals() {
        for (const auto& [id, proposal] : state_.proposals) {
            if (!waits_for(state_, proposal, reader_.sight.asker())) continue;
            TodoRow row = about(TodoKind::Confirm, "proposal", id_text(id));
            row.number = short_number(proposal.year, proposal.number);
            row.of = proposal.command;
            row.limit = proposal.lapses;
            add(std::move(row));
        }
    }

    Reader& reader_;
    const State& state_;
    std::vector<TodoRow> rows_;
};

}  // namespace

std::vector<TodoRow> todo(Reader& reader) { return Gather(reader).in_order(); }

Json todo_page(Reader& reader) {
    const std::vector<TodoRow> rows = todo(reader);
    Json shown = Json::array();
    for (const TodoRow& row : rows) {
        if (shown.size() == todo_shown_max) break;
        shown.push_back(json_of(row));
    }
    return {{"total", rows.size()}, {"rows", std::move(shown)}};
}

}  // namespace dudao::console
