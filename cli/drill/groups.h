// The supervision groups: they accept or recuse themselves, travel, visit, and are at times in
// valleys without network for days.
#pragma once

#include <map>
#include <memory>

#include "cli/drill/scene.h"
#include "cli/drill/story.h"
#include "cli/drill/visit.h"

namespace dudao::drill {

class Groups {
 public:
    Groups(Scene& scene, Story& story);

    /// The groups whose ways lead through such valleys, and when.
    void plan_silence();
    void heard(const Event& event);

 private:
    void released(const TaskReleased& task);
    void look(TaskId task);
    void decide(TaskId task);
    void arrive(TaskId task, UnitId target);
    void fall_silent(const GroupId& group);
    const Task& task(TaskId id) const { return scene_.state().tasks.at(id); }
    void later(Moment at, TaskId task, void (Groups::*what)(TaskId));

    Scene& scene_;
    Story& story_;
    std::map<TaskId, std::shared_ptr<Visit>> visits_;
    std::map<GroupId, int> silences_due_;  // the next visit leads into a valley without network
    std::map<GroupId, int> silences_;      // so far
};

}  // namespace dudao::drill
