#include "ceremony/engine/engine.h"

#include <algorithm>

#include "ceremony/engine/sealing.h"
#include "domain/bounds.h"
#include "domain/roles.h"
#include "draw/encoding.h"
#include "draw/seed.h"
#include "ensure.h"
#include "ledger/hash.h"

namespace dudao::engine {
namespace {

bool is_over(Phase phase) { return phase == Phase::Settled || phase == Phase::Refused; }
/// In the log, and not over.
bool is_with_group(Phase phase) { return phase == Phase::OnWay || phase == Phase::OnSite; }

Phase phase_of(task::State state) {
    if (task::is_over(state)) return Phase::Settled;
    const bool before = state == task::State::Released || state == task::State::Accepted;
    return before ? Phase::OnWay : Phase::OnSite;
}

}  // namespace

Engine::Engine(Settings settings, Memory memory)
    : settings_(std::move(settings)),
      last_tick_(std::move(memory.last_tick)),
      releases_(std::move(memory.releases)) {}

/// Logs an error for an item of the log that cannot be handled; the rest continues.
void Engine::leave_out(const std::string& event, const std::string& what, const std::string& why,
                       Effects& effects) {
    effects.lines.push_back({LogLevel::Error, event, {{"what", what}, {"why", why}}});
}

template <class Work>
void Engine::guarded(const std::string& event, const std::string& what, Effects& effects,
                     Work&& work) {
    try {
        work();
    } catch (const std::exception& fault) {
        leave_out(event, what, fault.what(), effects);
    }
}

/// Logs each device that cannot be sealed for, once.
void Engine::look_at_devices(const State& state, Effects& effects) {
    for (const auto& [id, key] : state.keys) {
        if (key.kind != KeyKind::Device || key.revoked || !looked_at_.insert(id).second) continue;
        if (seal::takes_box(key.sealing_key)) continue;
        leave_out("device.left_out", id.text, "no box can be sealed to its key", effects);
    }
}

Effects Engine::step(const State& state, Moment now) {
    Effects effects;
    look_at_devices(state, effects);
    find_in_log(state, effects);
    follow(state, now, effects);
    seal_further(state, effects);
    draw_ticks(state, now, effects);
    release_due(state, now, effects);
    std::erase_if(releases_, [](const Release& release) { return is_over(release.phase); });
    std::erase_if(sealed_further_, [&](const auto& each) {
        const auto task = state.tasks.find(each.first);
        return task == state.tasks.end() || task::is_over(task->second.state);
    });
    set_next_due(now);
    return effects;
}

/// Finds released tasks in the log by their commitment, whether or not their answer arrived.
void Engine::find_in_log(const State& state, Effects& effects) {
    for (auto at = state.tasks.upper_bound(seen_); at != state.tasks.end(); ++at) {
        const Task& task = at->second;
        seen_ = at->first;
        const auto own =
            std::find_if(releases_.begin(), releases_.end(), [&](const Release& release) {
                return release.command.draw == task.draw &&
                       release.command.commitment == task.commitment;
            });
        if (own == releases_.end() || is_with_group(own->phase)) continue;
        own->phase = Phase::OnWay;
        own->task = task.id;
        effects.releases.push_back(*own);
    }
}

void Engine::follow(const State& state, Moment now, Effects& effects) {
    // By index, because pass_on may append to the list.
    for (std::size_t i = 0; i < releases_.size(); ++i) follow_one(state, now, i, effects);
}

void Engine::follow_one(const State& state, Moment now, std::size_t which, Effects& effects) {
    if (!is_with_group(releases_[which].phase)) return;
    const auto task = state.tasks.find(releases_[which].task);
    if (task == state.tasks.end()) return;
    const Phase phase = phase_of(task->second.state);
    const Phase before = std::exchange(releases_[which].phase, phase);
    if (before == phase) return;
    effects.releases.push_back(releases_[which]);
    if (before != Phase::OnWay || task->second.state != task::State::Recused) return;
    Release old = releases_[which];
    guarded("recusal.not_passed_on", old.key.draw, effects,
            [&] { pass_on(state, now, old, effects); });
}

void Engine::pass_on(const State& state, Moment now, Release& recused, Effects& effects) {
    recused.before.push_back(recused.command.group);
    const auto plan = state.plans.find(recused.command.plan);
    if (plan == state.plans.end() || plan->second.state != plan::State::Running) return;
    const UnitId& target = recused.key.target;
    const draw::Sampler sampler(seed_of(recused));
    const auto taken = under_way(state, recused.command.plan).groups;
    std::vector<std::pair<Hash, GroupId>> tickets;
    for (const auto& [id, group] : state.groups) {
        const bool had_it = std::count(recused.before.begin(), recused.before.end(), id) > 0;
        if (had_it || taken.contains(id) || !is_free(state, id)) continue;
        if (has_conflict(state, id, target)) continue;
        tickets.emplace_back(sampler.ticket(1, "person", {target.text, id.text}), id);
    }
    if (tickets.empty()) {
        effects.lines.push_back({LogLevel::Error,
                                 "recusal.without_group",
                                 {{"draw", recused.key.draw}, {"count", "1"}}});
        return;
    }
    const GroupId& next = std::min_element(tickets.begin(), tickets.end())->second;
    auto command =
        sealed_task(state, plan->second, settings_.signing,
                    {recused.key.draw, draw::draw_key(settings_.master, recused.key.draw), target,
                     next, themes_of(state, plan->second, sampler, target), now, recused.task});
    if (!command)
        return leave_out("task.unsealed", recused.key.draw, command.error().what, effects);
    ReleaseKey key = recused.key;
    ++key.turn;
    releases_.push_back(
        {key, now, recused.commit_leaf, recused.before, std::move(*command), Phase::Pending, {}});
}

void Engine::draw_ticks(const State& state, Moment now, Effects& effects) {
    for (const auto& [id, plan] : state.plans) {
        if (plan.state != plan::State::Running) {
            schedules_.erase(id);
            left_out_.erase(id);
            continue;
        }
        if (const auto beyond = beyond_bounds(plan.draft)) {
            if (left_out_.insert(id).second) {
                leave_out("plan.left_out", std::to_string(id.value), beyond->what(), effects);
            }
            continue;
        }
        const Schedule& schedule = schedule_of(state, plan);
        const auto tick = schedule.at(now);
        const auto last = last_tick_.find(id);
        if (!tick || (last != last_tick_.end() && last->second >= tick->start)) continue;
        const auto missed =
            last == last_tick_.end() ? 0 : schedule.between(last->second + Span{1}, tick->start);
        if (missed > 0) {
            effects.lines.push_back(
                {LogLevel::Warning,
                 "ticks.missed",
                 {{"plan", std::to_string(id.value)}, {"count", std::to_string(missed)}}});
        }
        last_tick_[id] = tick->start;
        guarded("draw_failed", std::to_string(id.value), effects,
                [&] { draw(state, plan, *tick, effects); });
    }
}

void Engine::draw(const State& state, const Plan& plan, const Tick& tick, Effects& effects) {
    const DrawId id = draw_id(settings_.jurisdiction, state, plan.id, tick);
    if (state.draws.contains(id)) return;  // already recorded: never drawn again
    auto made = make_draw(state, settings_.master, id, plan, schedule_of(state, plan),
                          under_way(state, plan.id), tick);
    if (!made) {  // the error may name a target, so it is not logged
        effects.lines.push_back({LogLevel::Error, "draw.failed", {{"draw", id}}});
        return;
    }
    effects.drawn.push_back(made->drawn);
    effects.calls.push_back({made->record, id, {}});
    for (const draw::Visit& visit : made->selection.visits) {
        const auto delay = static_cast<std::int64_t>(visit.delay_seconds);
        hold(state, plan, *made, visit, tick.start + seconds(delay), effects);
    }
    if (!made->selection.unmanned.empty()) {
        effects.lines.push_back(
            {LogLevel::Error,
             "draw.without_group",
             {{"draw", id}, {"count", std::to_string(made->selection.unmanned.size())}}});
    }
}

void Engine::hold(const State& state, const Plan& plan, const Made& made, const draw::Visit& visit,
                  Moment moment, Effects& effects) {
    const DrawId& draw = made.drawn.id;
    const UnitId target{visit.target};
    const draw::Sampler sampler(engine::seed_of(settings_.master, draw, made.commit_leaf));
    auto command = sealed_task(state, plan, settings_.signing,
                               {draw,
                                draw::draw_key(settings_.master, draw),
                                target,
                                {visit.persons.front()},
                                themes_of(state, plan, sampler, target),
                                moment,
                                {}});
    if (!command) return leave_out("task.unsealed", draw, command.error().what, effects);
    releases_.push_back({{draw, target, 0},
                         moment,
                         to_bytes(made.commit_leaf),
                         {},
                         std::move(*command),
                         Phase::Pending,
                         {}});
    effects.releases.push_back(releases_.back());
}

void Engine::release_due(const State& state, Moment now, Effects& effects) {
    for (Release& release : releases_) {
        if (release.phase != Phase::Pending || release.moment > now) continue;
        const auto plan = state.plans.find(release.command.plan);
        release.phase = Phase::Sent;
        if (plan != state.plans.end()) {
            guarded("task.unsealed", release.key.draw, effects,
                    [&] { seal_again(state, plan->second, release); });
        }
        effects.calls.push_back({release.command, release.key.draw, release.key});
        effects.releases.push_back(release);
    }
}

/// Seals the task again if the group's devices changed since the draw.
void Engine::seal_again(const State& state, const Plan& plan, Release& release) {
    if (is_for_live_devices(state, release.command)) return;
    const draw::Sampler sampler(seed_of(release));
    auto again = sealed_task(
        state, plan, settings_.signing,
        {release.key.draw, draw::draw_key(settings_.master, release.key.draw), release.key.target,
         release.command.group, themes_of(state, plan, sampler, release.key.target), release.moment,
         release.command.replaces});
    if (again) release.command = std::move(*again);
}

void Engine::seal_further(const State& state, Effects& effects) {
    for (const Release& release : releases_) {
        const auto task = state.tasks.find(release.task);
        if (task == state.tasks.end() || !is_with_group(release.phase)) continue;
        guarded("task.unsealed", release.key.draw, effects,
                [&] { seal_further(state, task->second, release, effects); });
    }
}

/// Not again in this process, whatever becomes of the call: the office refuses one for a device
/// that was revoked meanwhile, and takes a repeat after a restart as done.
void Engine::seal_further(const State& state, const Task& task, const Release& release,
                          Effects& effects) {
    std::vector<KeyRow> devices = live_devices(state, task.group);
    std::erase_if(devices, [&](const KeyRow& device) {
        return std::any_of(task.sealed.begin(), task.sealed.end(),
                           [&](const Sealed& sealed) { return sealed.device == device.id; }) ||
               !sealed_further_.emplace(task.id, device.id).second;
    });
    if (devices.empty()) return;
    const auto plan = state.plans.find(release.command.plan);
    if (plan == state.plans.end()) return;
    std::vector<std::string> themes;  // as they were at the release
    for (const Bytes& hash : task.checklists) {
        const auto list = state.checklists.find(hash);
        if (list != state.checklists.end()) themes.push_back(list->second.theme);
    }
    auto again = sealed_task(state, plan->second, settings_.signing,
                             {release.key.draw,
                              draw::draw_key(settings_.master, release.key.draw),
                              release.key.target,
                              task.group,
                              std::move(themes),
                              release.moment,
                              {}});
    if (!again) return leave_out("task.unsealed", release.key.draw, again.error().what, effects);
    std::erase_if(again->sealed, [&](const Sealed& sealed) {
        return std::none_of(devices.begin(), devices.end(),
                            [&](const KeyRow& device) { return device.id == sealed.device; });
    });
    effects.calls.push_back({ResealTask{task.id, std::move(again->sealed)}, {}, {}});
}

Effects Engine::refused(const DrawId& draw, const ReleaseKey& release, const std::string& why) {
    Effects effects;
    if (draw.empty()) {
        effects.lines.push_back({LogLevel::Error, "reseal.refused", {{"why", why}}});
        return effects;
    }
    const bool record = release.draw.empty();
    effects.lines.push_back({LogLevel::Error,
                             record ? "record.refused" : "release.refused",
                             {{"draw", draw}, {"why", why}}});
    const auto own = std::find_if(releases_.begin(), releases_.end(),
                                  [&](const Release& each) { return each.key == release; });
    if (own != releases_.end()) {
        own->phase = Phase::Refused;
        effects.releases.push_back(*own);
        releases_.erase(own);
    }
    return effects;
}

void Engine::set_next_due(Moment now) {
    next_due_.reset();
    const auto consider = [this](std::optional<Moment> moment) {
        if (moment && (!next_due_ || *moment < *next_due_)) next_due_ = moment;
    };
    for (const auto& [id, planned] : schedules_) consider(planned.schedule.next_after(now));
    for (const Release& release : releases_) {
        if (release.phase == Phase::Pending) consider(release.moment);
    }
}

const Schedule& Engine::schedule_of(const State& state, const Plan& plan) {
    const auto known = schedules_.find(plan.id);
    if (known != schedules_.end() && known->second.calendar == state.calendar.revision) {
        return known->second.schedule;
    }
    schedules_.erase(plan.id);
    Planned planned{state.calendar.revision, Schedule(plan.draft, state.calendar)};
    return schedules_.emplace(plan.id, std::move(planned)).first->second.schedule;
}

UnderWay Engine::under_way(const State& state, PlanId plan) const {
    UnderWay out;
    for (const Release& release : releases_) {
        if (is_over(release.phase) || release.phase == Phase::OnSite) continue;
        const auto since = state.tasks.find(release.task);
        out.targets[release.key.target] =
            since == state.tasks.end() ? release.moment : since->second.released_at;
        if (release.phase == Phase::OnWay) continue;
        out.groups.insert(release.command.group);
        if (release.command.plan == plan && release.key.turn == 0) ++out.visits;
    }
    return out;
}

Hash Engine::seed_of(const Release& release) const {
    const auto leaf = hash_from_bytes(release.commit_leaf);
    ensure(leaf.has_value(), "a commit leaf is a hash");
    return engine::seed_of(settings_.master, release.key.draw, *leaf);
}

}  // namespace dudao::engine
