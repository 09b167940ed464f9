#include "cli/report/deadlines.h"

namespace dudao::report {
namespace {

std::string words(const Timer& timer) {
    std::string text = "deadline " + std::string(name(timer.kind)) + " of " +
                       std::string(name(timer.matter.kind)) + " " + std::to_string(timer.matter.id);
    if (timer.step != 0) text += ", step " + std::to_string(timer.step);
    return text + ", due " + to_text(timer.due, 0);
}

}  // namespace

void Deadlines::set(const Timer& timer, Faults& faults) {
    if (!timers_.emplace(timer.id, Kept{timer, std::nullopt}).second) {
        ++twice_;
        faults.add(words(timer) + ": its id was used before");
    }
}

void Deadlines::end(const TimerEnded& ended, Moment at, Faults& faults) {
    const auto found = timers_.find(ended.id);
    if (found == timers_.end()) {
        faults.add("deadline " + std::to_string(ended.id.value) + " ended and was never set");
        return;
    }
    Kept& kept = found->second;
    if (kept.ending) {
        ++twice_;
        faults.add(words(kept.timer) + ": acted on twice");
        return;
    }
    kept.ending = Ending{ended.how, at};
    if (ended.how != TimerEnd::Cancelled && at < kept.timer.due) {
        ++early_;
        faults.add(words(kept.timer) + ": acted on too early, at " + to_text(at, 0));
    }
}

void Deadlines::step(const StepTaken& step, Faults& faults) {
    if (steps_.emplace(step.id, step.generation, step.step).second) return;
    ++twice_;
    faults.add("step " + std::to_string(step.step) + " of rectification " +
               std::to_string(step.id.value) + ": acted on twice");
}

Report::Deadlines Deadlines::count(Moment end, Faults& faults) const {
    Report::Deadlines counts;
    counts.early = early_;
    counts.twice = twice_;
    for (const auto& [id, kept] : timers_) {
        const bool due = kept.timer.due <= end;
        const bool cancelled = kept.ending && kept.ending->how == TimerEnd::Cancelled;
        if (!due && !(cancelled && kept.ending->at < kept.timer.due)) continue;
        ++counts.due;
        if (!kept.ending) {
            ++counts.missing;
            faults.add(words(kept.timer) + ": nobody acted on it");
        } else if (cancelled && kept.ending->at > kept.timer.due) {
            ++counts.missing;  // cancelled after it was due, without effect until then
            faults.add(words(kept.timer) + ": passed without effect, cancelled at " +
                       to_text(kept.ending->at, 0));
        } else if (cancelled) {
            ++counts.cancelled;
        } else if (kept.ending->how == TimerEnd::Overtaken) {
            ++counts.overtaken;
        } else {
            ++counts.acted;
        }
    }
    return counts;
}

}  // namespace dudao::report
