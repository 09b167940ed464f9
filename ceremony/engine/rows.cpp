#include "ceremony/engine/rows.h"

#include <algorithm>

#include "domain/bounds.h"
#include "domain/roles.h"
#include "seal/seal.h"

namespace dudao::engine {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t weight_least = 8;
constexpr std::int64_t weight_most = 16;
constexpr std::int64_t days_a_step = 30;
constexpr int quiet_working_days = 10;
constexpr Span way = days(1);

bool is_open(task::State state) {
    return state == task::State::Released || state == task::State::Accepted ||
           state == task::State::OnSite;
}

/// The first day of the last 10 working days.
Day quiet_since(const Calendar& calendar, Day today) {
    Day day = today;
    for (int found = 0; found < quiet_working_days; day = day - 1) {
        if (calendar.is_working(day)) ++found;
    }
    return day;
}

/// The figures of every village for one tick.
class Villages {
 public:
    Villages(const State& state, const Plan& plan, const Schedule& schedule,
             const UnderWay& under_way, Moment tick)
        : state_(state),
          plan_(plan),
          schedule_(schedule),
          under_way_(under_way),
          tick_(tick),
          today_(state.calendar.zone.local_day(tick)),
          quiet_(quiet_since(state.calendar, today_)) {}

    draw::Target row(const UnitRow& village) const {
        return {village.id.text, village.parent.text, weight(village.id), left(village.id)};
    }

 private:
    std::optional<Moment> last_visit(const UnitId& village) const {
        const auto under_way = under_way_.targets.find(village);
        if (under_way != under_way_.targets.end()) return under_way->second;
        const auto visits = state_.visits.find(village);
        if (visits == state_.visits.end() || visits->second.empty()) return std::nullopt;
        return visits->second.back();
    }

    /// A village that was never visited waits since the start of the first plan that covered it.
    Moment waiting_since(const UnitId& village) const {
        if (const auto last = last_visit(village)) return *last;
        Moment first = plan_.draft.start;
        for (const auto& [id, plan] : state_.plans) {
            const bool ran = plan.state == plan::State::Running ||
                             plan.state == plan::State::Closed ||
                             plan.state == plan::State::Superseded;
            if (ran && plan.draft.start < first && is_within(state_, village, plan.draft.scope)) {
                first = plan.draft.start;
            }
        }
        return first;
    }

    bool at_ceiling(const UnitId& village) const {
        const auto visits = state_.visits.find(village);
        if (visits == state_.visits.end()) return false;
        const auto& zone = state_.calendar.zone;
        const int year = civil(today_).year;
        const auto this_year =
            std::count_if(visits->second.begin(), visits->second.end(),
                          [&](Moment visit) { return civil(zone.local_day(visit)).year == year; });
        return this_year >= plan_.draft.visits_a_year_max;
    }

    std::uint32_t weight(const UnitId& village) const {
        if (at_ceiling(village)) return 1;
        const auto waited = (tick_ - waiting_since(village)).ms / day_ms;
        const auto normal =
            std::clamp(weight_least + waited / days_a_step, weight_least, weight_most);
        const auto last = last_visit(village);
        const bool quiet = last && state_.calendar.zone.local_day(*last) >= quiet_;
        return static_cast<std::uint32_t>(quiet ? normal / 4 : normal);
    }

    std::uint32_t left(const UnitId& village) const {
        const Span longest = days(plan_.draft.longest_gap_days);
        if (longest.ms == 0 || under_way_.targets.contains(village)) return 0;
        const Moment since = waiting_since(village);
        if (tick_ - since < Span{longest.ms / 4 * 3}) return 0;
        const Moment deadline = since + longest - (longest > days(4) ? way : Span{});
        std::int64_t ticks = schedule_.between(tick_, deadline + Span{1});
        if (deadline > schedule_.end() && schedule_.end() > tick_) {
            // The plan ends before the deadline, so its ticks are only a part of those left for the
            // village.
            ticks = schedule_.between(tick_, schedule_.end()) * (deadline - tick_).ms /
                    (schedule_.end() - tick_).ms;
        }
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(ticks, 1, UINT32_MAX));
    }

    const State& state_;
    const Plan& plan_;
    const Schedule& schedule_;
    const UnderWay& under_way_;
    Moment tick_;
    Day today_;
    Day quiet_;
};

void add_conflicts(const State& state, draw::Manifest& out) {
    for (const draw::Person& group : out.persons) {
        for (const draw::Target& target : out.targets) {
            if (has_conflict(state, {group.id}, {target.id})) {
                out.conflicts.push_back({group.id, target.id});
            }
        }
    }
}

}  // namespace

std::vector<KeyRow> live_devices(const State& state, const GroupId& group) {
    std::vector<KeyRow> devices;
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Device && key.group == group && !key.revoked &&
            seal::takes_box(key.sealing_key)) {
            devices.push_back(key);
        }
        if (devices.size() == bounds::devices_max) break;  // a release has no room for more
    }
    return devices;
}

bool is_free(const State& state, const GroupId& group) {
    const bool busy = std::any_of(state.tasks.begin(), state.tasks.end(), [&](const auto& each) {
        return each.second.group == group && is_open(each.second.state);
    });
    return !busy && !live_devices(state, group).empty();
}

draw::Manifest rows(const State& state, const Plan& plan, const Schedule& schedule,
                    const UnderWay& under_way, Moment tick) {
    draw::Manifest out;
    for (const auto& [id, group] : state.groups) {
        if (under_way.groups.contains(id) || !is_free(state, id)) continue;
        std::vector<std::string> skills;
        for (const std::string& each : group.skills) {
            const bool again = std::find(skills.begin(), skills.end(), each) != skills.end();
            if (skills.size() < bounds::skills_max && is_skill(each) && !again)
                skills.push_back(each);
        }
        out.persons.push_back({id.text, id.text, 1, std::move(skills)});
    }
    const Villages villages(state, plan, schedule, under_way, tick);
    for (const auto& [id, unit] : state.units) {
        if (unit.level == Level::Village && is_within(state, id, plan.draft.scope)) {
            out.targets.push_back(villages.row(unit));
        }
    }
    add_conflicts(state, out);
    return out;
}

}  // namespace dudao::engine
