// The case teams: they accept their assignments on their device, or recuse themselves, do them by
// two, with pictures of what was done, and report; now and then without network, and some too late.
#pragma once

#include "cli/drill/case_words.h"
#include "cli/drill/scene.h"

namespace dudao::drill {

class Teams {
 public:
    explicit Teams(Scene& scene) : scene_(scene) {}
    void heard(const Event& event);

 private:
    void look(AssignmentId id);
    void begin(AssignmentId id);
    void report(AssignmentId id);
    void prove(AssignmentId id);
    void say(AssignmentId id, std::string_view how, nlohmann::json more);
    void later(int days, AssignmentId id, void (Teams::*what)(AssignmentId));
    const Assignment& row(AssignmentId id) const { return scene_.state().assignments.at(id); }

    Scene& scene_;
};

}  // namespace dudao::drill
