// Checks that every matter took only steps of its lifecycle. Follows each by the public tables, in
// maps of its own.
#pragma once

#include <map>
#include <set>

#include "cli/report/faults.h"
#include "cli/report/report.h"
#include "domain/event.h"

namespace dudao::report {

class Lifecycles {
 public:
    void add(const Event& event, Faults& faults);
    void count(Moment end, Report& report) const;

 private:
    struct Duty {
        rectification::State state = rectification::State::Issued;
        Moment deadline;
        bool runs = false;
        bool fell = false;  // its finding was dismissed
    };
    struct Ever {
        bool accepted = false, checked_in = false, reported = false;
    };

    struct Conduct {
        cases::State state = cases::State::Lead;
        cases::Track track = cases::Track::None;
        cases::State by = cases::State::Lead;  // the last of those that say how it ended
    };

    template <class State, class Verb, class Table>
    void move(State& state, const Table& table, const std::string& id, Verb verb, Faults& faults);
    template <class Id, class State, class Verb, class Table>
    void step(std::map<Id, State>& states, const Table& table, const Id& id, Verb verb,
              Faults& faults);
    void step(RectificationId id, rectification::Verb verb, Faults& faults);

    // An overload for each kind of event that moves a matter; other events are ignored.
    template <class Body>
    void on(const Body&, Faults&) {}
    void on(const UnitRow& body, Faults& faults);
    void on(const GroupRow& body, Faults& faults);
    void on(const PlanDrafted& body, Faults& faults);
    void on(const PlanStepped& body, Faults& faults);
    void on(const TaskReleased& body, Faults& faults);
    void on(const TaskAccepted& body, Faults& faults);
    void on(const TaskRecused& body, Faults& faults);
    void on(const TaskCheckedIn& body, Faults& faults);
    void on(const ItemAnswered& body, Faults& faults);
    void on(const TaskReported& body, Faults& faults);
    void on(const TaskReviewed& body, Faults& faults);
    void on(const TaskMissed& body, Faults& faults);
    void on(const TaskWithdrawn& body, Faults& faults);
    void on(const FindingRecorded& body, Faults& faults);
    void on(const FindingAmended& body, Faults& faults);
    void on(const FindingStepped& body, Faults& faults);
    void on(const RectificationIssued& body, Faults& faults);
    void on(const RectificationServed& body, Faults& faults);
    void on(const RectificationStepped& body, Faults& faults);
    void on(const ExtensionRequested& body, Faults& faults);
    void on(const ExtensionDecided& body, Faults& faults);
    void on(const RectificationTransferred& body, Faults& faults);
    void on(const VerifierAssigned& body, Faults& faults);
    void on(const ClockStarted& body, Faults& faults);
    void on(const ClockStopped& body, Faults& faults);
    void on(const StepTaken& body, Faults& faults);
    void on(const StepOvertaken& body, Faults& faults);
    void on(const DemandIssued& body, Faults& faults);
    void on(const DemandStepped& body, Faults& faults);
    void on(const LeadOpened& body, Faults& faults);
    void on(const LeadDisposed& body, Faults& faults);
    void on(const CaseStepped& body, Faults& faults);
    void on(const CaseAppealed& body, Faults& faults);
    void on(const AssignmentIssued& body, Faults& faults);
    void on(const AssignmentStepped& body, Faults& faults);
    void step(CaseId id, cases::Verb verb, Faults& faults);
    void count_cases(Report& report) const;

    std::map<PlanId, plan::State> plans_;
    std::map<TaskId, task::State> tasks_;
    std::map<TaskId, Ever> ever_;
    std::map<FindingId, finding::State> findings_;
    std::map<FindingId, Category> categories_;
    std::map<RectificationId, Duty> duties_;
    std::map<DemandId, demand::State> demands_;
    std::map<CaseId, Conduct> cases_;
    std::map<AssignmentId, assignment::State> assignments_;
    std::set<std::string> visited_;  // rows of the tables: "case held keep_held"
    std::set<UnitId> villages_;
    std::set<GroupId> groups_;
    std::set<UnitId> reached_;
    std::array<int, Report::ladder_steps> ladder_{};
    int overtaken_ = 0;
};

}  // namespace dudao::report
