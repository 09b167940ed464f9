// The units' officers: most acknowledge and put right in time, some late, some only when the ladder
// has come to its end.
#pragma once

#include "cli/drill/scene.h"

namespace dudao::drill {

class Units {
 public:
    explicit Units(Scene& scene) : scene_(scene) {}
    void heard(const Event& event);
    /// For the end of the play: somebody waits for the decision of an extension.
    void ask_for_an_extension();

 private:
    enum class Diligence { Diligent, Ordinary, Slow, Never };

    void issued(RectificationId id);
    void acknowledge(RectificationId id);
    void clock_started(const ClockStarted& clock);
    void ask_for_more(RectificationId id);
    void progress(RectificationId id);
    void submit(RectificationId id, std::int32_t generation);
    void contest(const FindingId& id);
    void take_referral(RectificationId id);

    Diligence diligence(const Rectification& r) const;
    /// Plans an action on a matter at a moment; it asks for itself whether it still makes sense.
    void later(Moment at, RectificationId id, void (Units::*what)(RectificationId));
    const Rectification& matter(RectificationId id) const {
        return scene_.state().rectifications.at(id);
    }

    Scene& scene_;
};

}  // namespace dudao::drill
