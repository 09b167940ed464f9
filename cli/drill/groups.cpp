#include "cli/drill/groups.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace dudao::drill {
namespace {

bool waits(const Task& task) {
    return task.state == task::State::Released || task.state == task::State::Accepted;
}

}  // namespace

Groups::Groups(Scene& scene, Story& story) : scene_(scene), story_(story) {}

void Groups::later(Moment at, TaskId id, void (Groups::*what)(TaskId)) {
    scene_.agenda.add(at, [this, id, what] { (this->*what)(id); });
}

void Groups::plan_silence() {
    constexpr std::pair<int, int> when[] = {{2, 5}, {24, 36}};  // days from the start
    for (const char* group : {"g2", "g4"}) {
        int count = 0;
        for (const auto& [first, last] : when) {
            const std::string matter = std::string(group) + "/" + std::to_string(++count);
            const Moment at = scene_.start + days(scene_.between(first, last, "silence", matter));
            scene_.agenda.add(scene_.chance.around(at, "silence", matter),
                              [this, id = GroupId{group}] { ++silences_due_[id]; });
        }
    }
}

void Groups::heard(const Event& event) {
    if (const auto* task = std::get_if<TaskReleased>(&event.body)) released(*task);
    if (const auto* review = std::get_if<TaskReviewed>(&event.body)) {
        const auto visit = visits_.find(review->id);
        if (!review->pass && visit != visits_.end()) visit->second->supplement();
    }
}

void Groups::released(const TaskReleased& body) {
    if (body.kind != TaskKind::Unannounced) return;
    const std::string matter = called(task(body.id));
    if (ending_ && !sealed_ && is_morning() && has(task::State::Accepted) &&
        has(task::State::OnSite)) {
        sealed_ = body.id;
        return;
    }
    const auto fate = ending_ ? 99 : scene_.between(0, 99, "fate", matter);
    if (fate < 3) return;  // nobody looks: it is missed, and counted so
    const std::int64_t wait = fate < 10 ? scene_.between(130, 220, "look", matter)
                                        : scene_.between(3, 90, "look", matter);
    later(scene_.chance.around(scene_.now() + minutes(wait), "look", matter), body.id,
          &Groups::look);
}

void Groups::look(TaskId id) {
    if (task(id).state != task::State::Released) return;
    const GroupId& group = task(id).group;
    if (!scene_.devices.is_online(group) || !scene_.devices.find(group, id)) {
        const std::string matter = called(task(id)) + "/" + std::to_string(scene_.now().ms);
        return later(scene_.chance.around(scene_.now() + minutes(20), "look again", matter), id,
                     &Groups::look);
    }
    decide(id);
}

void Groups::decide(TaskId id) {
    const Task& task = this->task(id);
    const std::string matter = called(task);
    const std::string head = scene_.state().groups.at(task.group).head.text;
    if (!ending_ && scene_.maybe(6, "recuse", matter)) {
        scene_.devices.say(task.group, {{"do", "recuse"},
                                        {"task", id.value},
                                        {"as", head},
                                        {"reason", scene_.words(Saying::Recusal, matter).value}});
        return;
    }
    const GroupId group = task.group;
    if (!scene_.devices.say(group, {{"do", "accept"}, {"task", id.value}, {"as", head}})) return;
    const auto opened = scene_.devices.find(group, id);
    if (!opened) return;
    Moment there = scene_.now() + minutes(scene_.between(60, 180, "travel", matter));
    // A day from the release is the limit of the check-in.
    if (ending_) there = scene_.now() + hours(20);
    const Zone& zone = scene_.state().calendar.zone;
    const Day day = zone.local_day(there);
    if (!ending_ &&
        there > zone.local_moment(day, 18 * 60 + 30)) {  // too late to knock: the next morning
        there = zone.local_moment(day + 1,
                                  static_cast<int>(scene_.between(8 * 60, 9 * 60, "dawn", matter)));
    }
    scene_.agenda.add(scene_.chance.around(there, "arrive", matter),
                      [this, id, target = opened->target] { arrive(id, target); });
}

void Groups::arrive(TaskId id, UnitId target) {
    if (!waits(task(id))) return;
    const GroupId group = task(id).group;
    auto visit = std::make_shared<Visit>(scene_, id, group, std::move(target));
    if (!visit->check_in()) return;
    visits_[id] = visit;
    if (silences_due_[group] > 0) fall_silent(group);
    visit->go_on();
}

bool Groups::is_morning() const {
    const Calendar& calendar = scene_.state().calendar;
    const Day day = calendar.zone.local_day(scene_.now());
    return calendar.is_working(day) &&
           scene_.now() >= calendar.zone.local_moment(day, 8 * 60 + 40) &&
           scene_.now() < calendar.zone.local_moment(day, 11 * 60 + 30);
}

bool Groups::has(task::State state) const {
    const auto& tasks = scene_.state().tasks;
    return std::any_of(tasks.begin(), tasks.end(),
                       [state](const auto& each) { return each.second.state == state; });
}

std::optional<GroupId> Groups::silence_one() {
    std::set<GroupId> busy;
    for (const auto& [id, task] : scene_.state().tasks) {
        if (waits(task) || task.state == task::State::OnSite) busy.insert(task.group);
    }
    for (const auto& [group, row] : scene_.state().groups) {
        if (busy.contains(group)) continue;
        if (scene_.devices.is_online(group)) {
            scene_.devices.set_online(group, false);
            story_.network(group, false, scene_.now());
        }
        return group;
    }
    return std::nullopt;
}

void Groups::fall_silent(const GroupId& group) {
    --silences_due_[group];
    const std::string matter = group.text + "/" + std::to_string(++silences_[group]);
    const Moment back = scene_.now() + hours(scene_.between(44, 72, "silent for", matter));
    scene_.devices.set_online(group, false);
    story_.network(group, false, scene_.now());
    scene_.agenda.add(scene_.chance.around(back, "back", matter), [this, group] {
        scene_.devices.set_online(group, true);
        story_.network(group, true, scene_.now());
    });
}

}  // namespace dudao::drill
