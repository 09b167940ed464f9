#include "console/api/todo.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <ranges>
#include <set>
#include <tuple>

#include "console/api/may.h"
#include "console/api/row_json.h"
#include "console/api/rows.h"
#include "console/limits.h"
#include "domain/cases/hands.h"
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
    for (const std::uint64_t index : std::views::reverse(events)) {
        if (event_names.at(reader.record.line(index).type) != TimerSet::as_event) continue;
        const Event event = reader.record.event(index);
        const Timer& timer = std::get<TimerSet>(event.body).timer;
        if (fits(timer)) return timer.due;
    }
    return {};
}

/// A referral that the upper unit has taken waits for nobody's acceptance any more.
bool is_taken(const Reader& reader, const Rectification& r) {
    const auto events = reader.record.of(matter_text("rectification", r.id.value));
    for (const std::uint64_t index : std::views::reverse(events)) {
        if (event_names.at(reader.record.line(index).type) != RectificationStepped::as_event) {
            continue;
        }
        const Event event = reader.record.event(index);
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
        cases();
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

    void cases() {
        const std::set<CaseId> proposed = waiting_for_a_second();
        for (const auto& [id, lead] : state_.cases) {
            const Sight& sight = reader_.sight;
            if (sight.is_own(lead) && takes(DefendCase{id, false, some_words()})) {
                put(lead, TodoKind::Defend, "own-case");
            }
            if (cases::is_over(lead.state) || !sight.sees(lead)) continue;
            if (sight.reads(lead)) reports_of(lead);
            if (proposed.contains(id)) continue;
            if (lead.state == cases::State::Lead) {
                if (takes(DisposeLead{id, cases::Verb::CloseNoCase, {}, some_words()})) {
                    put(lead, TodoKind::Dispose, "case");
                }
            } else if (has_hand(state_, lead, reader_.person) && can_go_on(lead)) {
                put(lead, TodoKind::Conduct, "case");
            }
        }
    }

    /// True if a step leads on now, or one can be asked of a team while none is at work. A step
    /// that needs a reason alone is always open: it is a duty where nothing else leads on, or its
    /// moment has come.
    bool can_go_on(const Case& lead) const {
        using cases::Guard, cases::State;
        const bool is_time = lead.due.ms != 0 && lead.due <= reader_.now;
        const bool is_theirs =
            lead.limit == CaseLimitKind::Defence || lead.limit == CaseLimitKind::Answer;
        if (is_theirs && !is_time) return false;
        const bool reason_alone =
            is_time || lead.state == State::Answered || lead.state == State::LookedInto;
        const auto ways = ways_of(reader_, lead);
        const bool leads_on = std::any_of(ways.begin(), ways.end(), [&](const CaseWay& way) {
            const Guard guard = way.step->guard;
            return !way.refused &&
                   (reason_alone || (guard != Guard::Reason && guard != Guard::ReasonOnTrack));
        });
        if (leads_on) return true;
        const bool at_work = std::any_of(
            lead.assignments.begin(), lead.assignments.end(),
            [&](AssignmentId id) { return assignment::is_open(state_.assignments.at(id).state); });
        return !at_work && (!asks_of(reader_, lead).empty() || !teams_for(reader_, lead).empty());
    }

    void put(const Case& lead, TodoKind kind, std::string matter) {
        TodoRow row = about(kind, std::move(matter), id_text(lead.id));
        row.number = short_number(lead.year, lead.number);
        if (kind != TodoKind::Defend) row.unit = lead.unit.text;
        row.limit = lead.due.ms != 0
                        ? lead.due
                        : limit_of(reader_, dudao::matter(lead.id), TimerKind::LeadDisposal);
        add(std::move(row));
    }

    void reports_of(const Case& lead) {
        for (const AssignmentId id : lead.assignments) {
            const Assignment& row = state_.assignments.at(id);
            if (!takes(ReviewAssignment{id, assignment::Verb::Pass, {}})) continue;
            TodoRow report = about(TodoKind::ReviewAssignment, "case", id_text(lead.id));
            report.number = short_number(lead.year, lead.number);
            report.of = name(row.kind);
            report.unit = lead.unit.text;
            report.limit = row.due;
            add(std::move(report));
        }
    }

    /// What is proposed about them waits for a second person.
    std::set<CaseId> waiting_for_a_second() const {
        std::set<CaseId> leads;
        for (const auto& [id, proposal] : state_.proposals) {
            const auto command =
                reader_.sight.asker().outside->unpack(proposal.command, proposal.args);
            if (const Case* about = command ? case_of(state_, *command) : nullptr) {
                leads.insert(about->id);
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
