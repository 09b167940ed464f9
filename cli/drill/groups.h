// The supervision groups: they accept or recuse themselves, travel, visit, and are at times in
// valleys without network for days.
#pragma once

#include <map>
#include <memory>
#include <optional>

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

    /// From now on the play looks for the morning on which it ends: who receives a task accepts it
    /// and is not there before the next day; on the first working morning on which one group is on
    /// site and one on its way, a third one leaves its task as it came.
    void look_for_a_morning() { ending_ = true; }
    /// The task of that third group, once that morning has come.
    std::optional<TaskId> left_sealed() const { return sealed_; }
    /// A group that is in none of this loses its network; nothing when there is none.
    std::optional<GroupId> silence_one();

 private:
    void released(const TaskReleased& task);
    void look(TaskId task);
    void decide(TaskId task);
    void arrive(TaskId task, UnitId target);
    bool is_morning() const;
    bool has(task::State state) const;
    void fall_silent(const GroupId& group);
    const Task& task(TaskId id) const { return scene_.state().tasks.at(id); }
    void later(Moment at, TaskId task, void (Groups::*what)(TaskId));

    Scene& scene_;
    Story& story_;
    std::map<TaskId, std::shared_ptr<Visit>> visits_;
    std::map<GroupId, int> silences_due_;  // the next visit leads into a valley without network
    std::map<GroupId, int> silences_;      // so far
    bool ending_ = false;
    std::optional<TaskId> sealed_;
};

}  // namespace dudao::drill
