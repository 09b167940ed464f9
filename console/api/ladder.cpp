#include "console/api/ladder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "domain/rectification/clock.h"

namespace dudao::console {
namespace {

Json step_json(const LadderStep& rung, int number) {
    Json to = Json::array();
    for (const Addressee each : rung.to) to.push_back(name(each));
    return {{"step", number},      {"slip", name(rung.slip)},     {"offset", rung.offset},
            {"to", std::move(to)}, {"demand", name(rung.demand)}, {"opens_lead", rung.opens_lead}};
}

Json dated(const LadderStep& rung, int number, Moment at, std::string_view state, Moment taken) {
    Json step = step_json(rung, number);
    step["at"] = at.ms;
    step["state"] = state;
    step["taken_at"] = taken.ms;
    return step;
}

/// What has become of each step in the running generation, by step.
struct Past {
    std::map<std::int32_t, Moment> taken;
    std::map<std::int32_t, Moment> overtaken;
};

Past past_of(const Reader& reader, const Rectification& r) {
    Past past;
    for (const std::uint64_t index : reader.record.of(matter_text("rectification", r.id.value))) {
        const Event event = reader.record.event(index);
        if (const auto* taken = std::get_if<StepTaken>(&event.body)) {
            if (taken->generation == r.generation) past.taken[taken->step] = event.at;
        } else if (const auto* over = std::get_if<StepOvertaken>(&event.body)) {
            if (over->generation == r.generation) past.overtaken[over->step] = event.at;
        }
    }
    return past;
}

}  // namespace

Json derivation_json(const Derivation& derivation) {
    Json skipped = Json::array();
    for (const SkippedDay& each : derivation.skipped) {
        skipped.push_back({{"day", to_text(each.day)}, {"why", each.why}});
    }
    return {{"start", derivation.start.ms},
            {"budget", to_text(derivation.budget)},
            {"consumed", derivation.consumed},
            {"due", derivation.due.ms},
            {"skipped", std::move(skipped)},
            {"skipped_count", derivation.skipped_count},
            {"calendar_revision", derivation.calendar_revision},
            {"provisional", derivation.provisional}};
}

Json derivation_of(const Reader& reader, const Rectification& r) {
    if (r.deadline.ms == 0) return nullptr;
    // The first start of this generation: a hollow return goes on with the deadline it had.
    for (const std::uint64_t index : reader.record.of(matter_text("rectification", r.id.value))) {
        const Event event = reader.record.event(index);
        const auto* started = std::get_if<ClockStarted>(&event.body);
        if (!started || started->generation != r.generation) continue;
        const Calendar& calendar = reader.state.calendar;
        const Derivation derivation =
            started->consumed == 0
                ? derive(calendar, started->started_at, started->budget)
                : resume(calendar, started->started_at, started->budget, started->consumed);
        if (derivation.due != started->deadline) return nullptr;
        return derivation_json(derivation);
    }
    return nullptr;
}

Json ladder_of(const Reader& reader, const Rectification& r) {
    const Policy* policy = row_of(reader.state.policies, r.policy);
    if (!policy) return Json::array();
    std::map<std::int32_t, Moment> due;
    if (r.deadline.ms != 0) {
        for (const DueStep& each :
             dudao::ladder_of(reader.state.calendar, *policy, r.severity, r.deadline)) {
            due[each.step] = each.due;
        }
    }
    const Past past = past_of(reader, r);
    const bool over = r.state == rectification::State::StruckOff;
    bool next_found = false;
    Json steps = Json::array();
    std::int32_t number = 0;
    for (const LadderStep& rung : policy->ladder) {
        ++number;
        const auto at = due.find(number);
        const Moment moment = at == due.end() ? Moment{} : at->second;
        const auto taken = past.taken.find(number);
        const auto overtaken = past.overtaken.find(number);
        if (taken != past.taken.end()) {
            steps.push_back(dated(rung, number, moment, "taken", taken->second));
        } else if (overtaken != past.overtaken.end() || number <= r.step) {
            const Moment when = overtaken == past.overtaken.end() ? Moment{} : overtaken->second;
            steps.push_back(dated(rung, number, moment, "overtaken", when));
        } else if (over || (r.deadline.ms != 0 && at == due.end()) ||
                   (r.clock_runs && moment <= reader.now)) {
            // Not for this severity, or a reminder whose moment had passed when the clock began.
            steps.push_back(dated(rung, number, moment, "fallen", {}));
        } else if (r.clock_runs && !next_found) {
            next_found = true;
            steps.push_back(dated(rung, number, moment, "next", {}));
        } else {
            steps.push_back(dated(rung, number, r.clock_runs ? moment : Moment{}, "later", {}));
        }
    }
    return steps;
}

Json imagined_ladder(const Calendar& calendar, const Policy& policy, Severity severity,
                     Moment deadline) {
    std::map<std::int32_t, Moment> due;
    for (const DueStep& each : dudao::ladder_of(calendar, policy, severity, deadline)) {
        due[each.step] = each.due;
    }
    Json steps = Json::array();
    std::int32_t number = 0;
    for (const LadderStep& rung : policy.ladder) {
        const auto at = due.find(++number);
        steps.push_back(at == due.end() ? dated(rung, number, {}, "fallen", {})
                                        : dated(rung, number, at->second, "later", {}));
    }
    return steps;
}

Json ladder_in(const Policy& policy) {
    Json steps = Json::array();
    int number = 0;
    for (const LadderStep& rung : policy.ladder) steps.push_back(step_json(rung, ++number));
    return steps;
}

}  // namespace dudao::console
