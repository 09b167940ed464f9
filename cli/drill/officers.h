// The discipline officers: they review reports, issue rectifications, decide what is asked of them,
// verify what is handed in. Most in time, some late, and never one on a matter of their own.
#pragma once

#include <set>

#include "cli/drill/scene.h"

namespace dudao::drill {

class Officers {
 public:
    explicit Officers(Scene& scene) : scene_(scene) {}

    /// Petitions come whether or not anybody visits.
    void plan_petitions();
    void heard(const Event& event);
    /// For the end of the play: a matter at its orange slip, moved there by hand when there is
    /// none.
    void show_an_orange_slip();

 private:
    void review(TaskId id);
    void issue(const FindingId& id);
    void decide_contest(const FindingId& id);
    void decide_extension(RectificationId id);
    void verify(RectificationId id);
    void intervene(RectificationId id);
    void resume(RectificationId id);
    void recheck(RectificationId id);
    void decide_demand(DemandId id);
    void confirm(ProposalId id);
    void transfer(const Rectification& r, const std::string& matter);

    void on(const FindingStepped& body);
    void on(const RectificationStepped& body);
    void on(const ClockStarted& body);
    void on(const CaseStepped& body);
    void on(const ProposalMade& body);

    /// One of the officers who neither belongs to the unit nor answered; the same for the same
    /// matter.
    PersonId officer(const std::string& matter, const UnitId& unit = {}) const;
    PersonId leader(const std::string& matter) const;
    template <class Do>
    void later(Moment at, Do action) {
        scene_.agenda.add(at, std::move(action));
    }
    const Rectification* find(RectificationId id, rectification::State state) const;

    Scene& scene_;
    std::set<TaskId> returned_;  // a report comes back once at most
};

/// The person who answers for a unit as its officer today, or nobody.
PersonId answers_for(const State& state, const UnitId& unit);

}  // namespace dudao::drill
