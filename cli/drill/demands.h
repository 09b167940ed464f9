// Those of whom something is demanded by a step of the ladder: an explanation of the unit, an
// undertaking of the township's leader, an interview with the leading group. Most answer, some do
// not.
#pragma once

#include "cli/drill/scene.h"

namespace dudao::drill {

class Demands {
 public:
    explicit Demands(Scene& scene) : scene_(scene) {}
    void heard(const Event& event);

 private:
    void acknowledge(DemandId id);
    void answer(DemandId id);
    const Demand& demand(DemandId id) const { return scene_.state().demands.at(id); }
    void later(Moment at, DemandId id, void (Demands::*what)(DemandId));

    Scene& scene_;
};

}  // namespace dudao::drill
