#include "console/papers/course.h"

#include <algorithm>

namespace dudao::console {
namespace {

/// Takes one event after the other into a course.
struct Taking {
    Course& course;
    RectificationId id;
    Moment at;  // of the event

    void operator()(const RectificationIssued& e) const {
        if (e.id != id) return;  // the one that was opened when this failed a re-check
        course.unit = e.unit;
        course.responsible = e.responsible;
        course.supporting = e.supporting;
        course.severity = e.severity;
        course.budget = course.counted = e.budget;
        course.demand = e.demand;
        course.test = e.test;
        course.reopened_from = e.reopened_from;
        course.issued_at = at;
    }
    void operator()(const ClockStarted& e) const {
        // A hollow return goes on with the deadline it had: that is counted from its first start.
        if (e.deadline != course.deadline) {
            course.started_at = e.started_at;
            course.counted = e.budget;
            course.used = e.consumed;
        }
        course.deadline = e.deadline;
        course.runs = true;
    }
    void operator()(const ClockStopped&) const { course.runs = false; }
    void operator()(const RectificationStepped& e) const {
        course.returns += e.verb == rectification::Verb::Return ? 1 : 0;
    }
    void operator()(const RectificationTransferred& e) const {
        course.unit = e.unit;
        course.responsible = e.responsible;
    }
    void operator()(const ExtensionRequested& e) const {
        course.asked = e;
        course.asked_at = at;
    }
    void operator()(const ExtensionDecided& e) const {
        if (!e.granted) return;
        course.extensions += 1;
        course.budget.amount += course.asked.budget.amount;
    }
    void operator()(const StepTaken& e) const {
        if (e.slip == Slip::None) return;
        course.slips.push_back({e.slip, e.step, at, DemandKind::None, {}, {}, false});
    }
    void operator()(const DemandIssued& e) const {
        if (course.slips.empty() || course.slips.back().step != e.step) return;
        course.slips.back().demand = e.kind;
        course.slips.back().id = e.id;
    }
    void operator()(const DemandStepped& e) const {
        for (SlipSent& each : course.slips) {
            if (each.id != e.id) continue;
            if (e.verb == demand::Verb::Answer) each.answered = at;
            if (e.verb == demand::Verb::Return) each.answered = {};
            if (e.verb == demand::Verb::Accept) each.accepted = true;
        }
    }
    template <class Body>
    void operator()(const Body&) const {}
};

/// What the rules do at once with what somebody did: it belongs to the paper of that.
bool is_consequence(const EventBody& body) {
    return std::holds_alternative<ClockStarted>(body) ||
           std::holds_alternative<ClockStopped>(body) || std::holds_alternative<TimerSet>(body) ||
           std::holds_alternative<TimerEnded>(body);
}

}  // namespace

Course course_of(const Reader& reader, const Rectification& r, std::uint64_t index) {
    Course course;
    const Record& record = reader.record;
    for (const std::uint64_t each : record.of(matter_text("rectification", r.id.value))) {
        const Event event = record.event(each);
        if (each > index && !is_consequence(event.body)) break;
        if (each == index) {
            course.former_deadline = course.deadline;
            if (std::holds_alternative<StepTaken>(event.body)) continue;  // slips before this one
        }
        std::visit(Taking{course, r.id, event.at}, event.body);
    }
    return course;
}

ConclusionDates conclusion_dates(const Reader& reader, TaskId task) {
    ConclusionDates dates;
    for (const std::uint64_t each : reader.record.of(matter_text("task", task.value))) {
        const Event event = reader.record.event(each);
        const auto* reviewed = std::get_if<TaskReviewed>(&event.body);
        if (reviewed && reviewed->pass) {
            dates = {reviewed->contest_until, reviewed->review_until};
        }
    }
    return dates;
}

}  // namespace dudao::console
