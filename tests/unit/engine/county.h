// A small county with an office that decides at once: what the engine's core is tested against.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ceremony/engine/engine.h"
#include "domain/apply.h"
#include "domain/decide.h"
#include "seal/seal.h"

namespace dudao::engine::test {

struct County {
    struct Size {
        int townships = 4;
        int villages = 5;  // of each township
        int groups = 4;
    };
    County() : County(Size{}) {}
    explicit County(Size size);

    /// Running from Monday 2026-10-12 on, half-hour ticks 08:00–18:00 on working days.
    Plan& plan() { return state.plans.at(plan_id); }

    /// What the office answers to the engine; an empty word when it accepts.
    std::string office(const Command& command);
    /// Every call of a step goes to the office; releases are kept by commitment.
    void perform(const Effects& effects);
    /// Events of the field, as the office would have written them.
    void happens(EventBody body);
    void visit(TaskId task);  // accept, check in, report
    void recuse(TaskId task);
    void declare_conflict(const std::string& group, const std::string& village);
    void revoke(const std::string& group);
    void enrol_device(const std::string& group, const std::string& key);

    TaskId last_task() const { return state.tasks.rbegin()->first; }
    const Release& release_of(TaskId task) const {
        return releases.at(state.tasks.at(task).commitment);
    }

    State state;
    Moment now;
    PlanId plan_id{16};
    seal::SigningKeys signing = seal::generate_signing_keys();
    std::map<KeyId, seal::SealingKeys> devices;
    std::map<Bytes, Release> releases;
    std::vector<std::string> words;  // "draw gqc:10000017", "task group@moment"
    std::vector<std::string> refusals;
    std::vector<Line> lines;
};

/// 2026-10-12, a Monday, at this minute of the local day.
Moment monday(int minute_of_day, int days_later = 0);

Settings settings(const County& county, const std::string& master);

}  // namespace dudao::engine::test
