#include "cli/report/lifecycles.h"

#include <algorithm>
#include <type_traits>

namespace dudao::report {
namespace {

template <class IdType>
std::string words(const IdType& id) {
    if constexpr (requires { id.text; }) {
        return id.text;
    } else {
        return std::to_string(id.value);
    }
}

std::string subject(plan::State) { return "plan "; }
std::string subject(task::State) { return "task "; }
std::string subject(finding::State) { return "finding "; }
std::string subject(demand::State) { return "demand "; }
std::string subject(cases::State) { return "case "; }
std::string subject(rectification::State) { return "rectification "; }
std::string subject(assignment::State) { return "assignment "; }

template <class State, class Verb>
std::string words_of(State from, Verb verb) {
    return subject(from) + std::string(name(from)) + " " + std::string(name(verb));
}

template <class Table>
void list_rows(const Table& table, std::vector<std::string>& all) {
    for (const auto& step : table) all.push_back(words_of(step.from, step.verb));
}

/// Every row of every table.
std::vector<std::string> all_rows() {
    std::vector<std::string> all;
    list_rows(plan::table, all);
    list_rows(task::table, all);
    list_rows(finding::table, all);
    list_rows(rectification::table, all);
    list_rows(demand::table, all);
    list_rows(cases::table, all);
    list_rows(assignment::table, all);
    return all;
}

}  // namespace

template <class State, class Verb, class Table>
void Lifecycles::move(State& state, const Table& table, const std::string& id, Verb verb,
                      Faults& faults) {
    const auto* step = row(table, state, verb);
    if (step == nullptr) {
        faults.add(subject(state) + id + ": " + std::string(name(verb)) + " while " +
                   std::string(name(state)) + " is not in its lifecycle");
        return;
    }
    visited_.insert(words_of(state, verb));
    state = step->to;
}

template <class IdType, class State, class Verb, class Table>
void Lifecycles::step(std::map<IdType, State>& states, const Table& table, const IdType& id,
                      Verb verb, Faults& faults) {
    const auto at = states.find(id);
    if (at == states.end()) {
        faults.add(subject(State{}) + words(id) + ": " + std::string(name(verb)) +
                   " before it existed");
        return;
    }
    move(at->second, table, words(id), verb, faults);
}

void Lifecycles::step(RectificationId id, rectification::Verb verb, Faults& faults) {
    const auto at = duties_.find(id);
    if (at == duties_.end()) {
        faults.add("rectification " + words(id) + ": " + std::string(name(verb)) +
                   " before it existed");
        return;
    }
    move(at->second.state, rectification::table, words(id), verb, faults);
    if (at->second.state == rectification::State::StruckOff) at->second.runs = false;
}

void Lifecycles::add(const Event& event, Faults& faults) {
    std::visit([&](const auto& body) { on(body, faults); }, event.body);
}

void Lifecycles::on(const UnitRow& body, Faults&) {
    if (body.level == Level::Village) villages_.insert(body.id);
}
void Lifecycles::on(const GroupRow& body, Faults&) { groups_.insert(body.id); }

void Lifecycles::on(const PlanDrafted& body, Faults&) { plans_[body.id] = plan::State::Draft; }
void Lifecycles::on(const PlanStepped& body, Faults& faults) {
    step(plans_, plan::table, body.id, body.verb, faults);
}

void Lifecycles::on(const TaskReleased& body, Faults&) { tasks_[body.id] = task::State::Released; }
void Lifecycles::on(const TaskAccepted& body, Faults& faults) {
    ever_[body.id].accepted = true;
    step(tasks_, task::table, body.id, task::Verb::Accept, faults);
}
void Lifecycles::on(const TaskRecused& body, Faults& faults) {
    step(tasks_, task::table, body.id, task::Verb::Recuse, faults);
}
void Lifecycles::on(const TaskCheckedIn& body, Faults& faults) {
    ever_[body.id].checked_in = true;
    reached_.insert(body.target);
    step(tasks_, task::table, body.id, task::Verb::CheckIn, faults);
}
void Lifecycles::on(const ItemAnswered& body, Faults& faults) {
    step(tasks_, task::table, body.id, task::Verb::Record, faults);
}
void Lifecycles::on(const TaskReported& body, Faults& faults) {
    if (body.final_report) ever_[body.id].reported = true;
    const auto verb = body.final_report ? task::Verb::ReportFinal : task::Verb::ReportPreliminary;
    step(tasks_, task::table, body.id, verb, faults);
}
void Lifecycles::on(const TaskReviewed& body, Faults& faults) {
    const auto verb = body.pass ? task::Verb::Pass : task::Verb::Return;
    step(tasks_, task::table, body.id, verb, faults);
}
void Lifecycles::on(const TaskMissed& body, Faults& faults) {
    step(tasks_, task::table, body.id, task::Verb::Miss, faults);
}
void Lifecycles::on(const TaskWithdrawn& body, Faults& faults) {
    step(tasks_, task::table, body.id, task::Verb::Withdraw, faults);
}

void Lifecycles::on(const FindingRecorded& body, Faults& faults) {
    step(tasks_, task::table, body.task, task::Verb::Record, faults);
    if (!findings_.emplace(body.id, finding::State::Recorded).second) {
        faults.add("finding " + body.id.text + ": recorded twice");
    }
    categories_[body.id] = body.facts.category;
}
void Lifecycles::on(const FindingAmended& body, Faults&) {
    categories_[body.id] = body.facts.category;
}
void Lifecycles::on(const FindingStepped& body, Faults& faults) {
    step(findings_, finding::table, body.id, body.verb, faults);
}

void Lifecycles::on(const RectificationIssued& body, Faults& faults) {
    if (!body.reopened_from) {
        step(findings_, finding::table, body.finding, finding::Verb::Issue, faults);
    }
    duties_[body.id] = Duty{};
}
void Lifecycles::on(const RectificationServed& body, Faults& faults) {
    step(body.id, rectification::Verb::Serve, faults);
}
void Lifecycles::on(const RectificationStepped& body, Faults& faults) {
    step(body.id, body.verb, faults);
    if (body.verb == rectification::Verb::FallAway) duties_[body.id].fell = true;
}
void Lifecycles::on(const ExtensionRequested& body, Faults& faults) {
    step(body.id, rectification::Verb::RequestExtension, faults);
}
void Lifecycles::on(const ExtensionDecided& body, Faults& faults) {
    if (body.lapsed) return;  // a lapse by time, possible in any state
    const auto verb =
        body.granted ? rectification::Verb::GrantExtension : rectification::Verb::RefuseExtension;
    step(body.id, verb, faults);
}
void Lifecycles::on(const RectificationTransferred& body, Faults& faults) {
    step(body.id, rectification::Verb::Transfer, faults);
}
void Lifecycles::on(const VerifierAssigned& body, Faults& faults) {
    step(body.id, rectification::Verb::Assign, faults);
}
void Lifecycles::on(const ClockStarted& body, Faults&) {
    duties_[body.id].deadline = body.deadline;
    duties_[body.id].runs = true;
}
void Lifecycles::on(const ClockStopped& body, Faults&) { duties_[body.id].runs = false; }

void Lifecycles::on(const StepTaken& body, Faults& faults) {
    if (body.step < 1 || body.step > static_cast<int>(ladder_.size())) {
        faults.add("rectification " + words(body.id) + ": the ladder has no step " +
                   std::to_string(body.step));
        return;
    }
    ++ladder_[static_cast<std::size_t>(body.step - 1)];
    // No step may be taken while the clock is stopped: submitted, suspended or struck off.
    if (!duties_[body.id].runs) {
        faults.add("rectification " + words(body.id) + ": step " + std::to_string(body.step) +
                   " while its clock stood");
    }
}
void Lifecycles::on(const StepOvertaken&, Faults&) { ++overtaken_; }

void Lifecycles::on(const DemandIssued& body, Faults&) {
    demands_[body.id] = demand::State::Issued;
}
void Lifecycles::on(const DemandStepped& body, Faults& faults) {
    step(demands_, demand::table, body.id, body.verb, faults);
}
void Lifecycles::on(const LeadOpened& body, Faults&) { cases_[body.id] = Conduct{}; }
void Lifecycles::on(const LeadDisposed& body, Faults& faults) { step(body.id, body.verb, faults); }
void Lifecycles::on(const CaseStepped& body, Faults& faults) {
    step(body.id, body.verb, faults);
    if (body.track != cases::Track::None) cases_[body.id].track = body.track;
}
void Lifecycles::on(const CaseAppealed& body, Faults& faults) {
    step(body.id, cases::Verb::Appeal, faults);
}
void Lifecycles::step(CaseId id, cases::Verb verb, Faults& faults) {
    const auto at = cases_.find(id);
    if (at == cases_.end()) {
        faults.add("case " + words(id) + ": " + std::string(name(verb)) + " before it existed");
        return;
    }
    Conduct& conduct = at->second;
    move(conduct.state, cases::table, words(id), verb, faults);
    using S = cases::State;
    const S now = conduct.state;
    if (now == S::Exempted || now == S::Withdrawn || now == S::Revoked || now == S::Decided) {
        conduct.by = now;
    }
}
void Lifecycles::on(const AssignmentIssued& body, Faults&) {
    assignments_[body.id] = assignment::State::Issued;
}
void Lifecycles::on(const AssignmentStepped& body, Faults& faults) {
    step(assignments_, assignment::table, body.id, body.verb, faults);
}

void Lifecycles::count_cases(Report& report) const {
    using S = cases::State;
    report.cases.leads = static_cast<int>(cases_.size());
    for (const auto& [id, each] : cases_) {
        if (!cases::is_over(each.state)) {
            ++report.cases.open[std::string(name(each.state))];
            continue;
        }
        const bool by =
            each.state == S::Cleared || (each.state == S::Closed && each.by == S::Exempted);
        const S how = by ? each.by : each.state;
        ++report.cases.ended[std::string(name(each.track))][std::string(name(how))];
    }
    for (const auto& [id, state] : assignments_) ++report.assignments[std::string(name(state))];
    const auto rows = all_rows();
    report.transitions.total = static_cast<int>(rows.size());
    for (const std::string& each : rows) {
        if (!visited_.contains(each)) report.transitions.missing.push_back(each);
    }
    report.transitions.visited =
        report.transitions.total - static_cast<int>(report.transitions.missing.size());
}

void Lifecycles::count(Moment end, Report& report) const {
    report.villages = static_cast<int>(villages_.size());
    report.groups = static_cast<int>(groups_.size());
    report.villages_reached = static_cast<int>(reached_.size());
    report.findings = static_cast<int>(findings_.size());
    for (const auto& [category, word] : Names<Category>::table) {
        report.findings_by_category[std::string(word)] = 0;
    }
    for (const auto& [id, category] : categories_) {
        ++report.findings_by_category[std::string(name(category))];
    }
    report.tasks.released = static_cast<int>(tasks_.size());
    for (const auto& [id, state] : tasks_) {
        if (state == task::State::Closed) ++report.tasks.closed;
        if (state == task::State::Recused) ++report.tasks.recused;
        if (state == task::State::Missed) ++report.tasks.missed;
        if (state == task::State::Withdrawn) ++report.tasks.withdrawn;
    }
    for (const auto& [id, ever] : ever_) {
        report.tasks.accepted += ever.accepted ? 1 : 0;
        report.tasks.checked_in += ever.checked_in ? 1 : 0;
        report.tasks.reported += ever.reported ? 1 : 0;
    }
    report.rectifications.issued = static_cast<int>(duties_.size());
    for (const auto& [id, duty] : duties_) {
        const bool open = duty.state != rectification::State::StruckOff;
        ++(open        ? report.rectifications.open
           : duty.fell ? report.rectifications.fallen_away
                       : report.rectifications.struck_off);
        if (open && duty.runs && duty.deadline <= end) ++report.rectifications.overdue;
    }
    report.ladder = ladder_;
    report.ladder_overtaken = overtaken_;
    count_cases(report);
}

}  // namespace dudao::report
