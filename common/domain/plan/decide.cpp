// The rules of plans and recorded draws (domain.md §3.1).
#include "domain/bounds.h"
#include "domain/listed.h"
#include "domain/refuse.h"
#include "domain/rules.h"
#include "visible.h"

namespace dudao {
namespace {

constexpr std::size_t windows_max = 8;
constexpr std::size_t themes_max = 16;

const Plan* find(const Draft& draft, PlanId id) {
    const auto at = draft.state().plans.find(id);
    return at == draft.state().plans.end() ? nullptr : &at->second;
}

Refusal no_such_plan() { return refuse(Why::NotFound, "no_such_plan"); }

Refusal fault_of(const Draft& draft, const PlanDraft& plan) {
    const State& state = draft.state();
    if (is_blank(plan.title)) return refuse(Why::BadInput, "plan_without_title");
    if (!state.units.contains(plan.scope)) {
        return refuse(Why::BadInput, "no_such_scope");
    }
    if (plan.end <= plan.start) {
        return refuse(Why::BadInput, "end_not_after_start");
    }
    if (plan.windows.empty() || plan.windows.size() > windows_max) {
        return refuse(Why::BadInput, "windows_out_of_bounds");
    }
    for (const Window& window : plan.windows) {
        if (window.from < 0 || window.to > 1440 || window.from >= window.to) {
            return refuse(Why::BadInput, "window_not_within_a_day");
        }
    }
    if (plan.tick_seconds < bounds::tick_seconds_min ||
        plan.tick_seconds > bounds::tick_seconds_max) {
        return refuse(Why::BadInput, "tick_out_of_bounds");
    }
    if (plan.expected_visits < 0 || plan.longest_gap_days < 0 || plan.visits_a_year_max < 1) {
        return refuse(Why::BadInput, "count_negative");
    }
    if (plan.themes.empty() || plan.themes.size() > themes_max || plan.themes_a_task < 1) {
        return refuse(Why::BadInput, "themes_out_of_bounds");
    }
    for (const std::string& theme : plan.themes) {
        if (!state.checklist_now.contains(theme)) {
            return refuse(Why::BadInput, "theme_without_checklist", theme);
        }
    }
    return std::nullopt;
}

struct PlanStep {
    const Draft& draft;
    const Plan& plan;
    const Text& reason;
};

Refusal refused_by(plan::Guard guard, const PlanStep& step) {
    const Mandate& mandate = step.plan.draft.mandate;
    switch (guard) {
        case plan::Guard::None:
            break;
        case plan::Guard::MandateGiven:
            if (mandate.decided_by.empty() || mandate.number.empty() ||
                mandate.until < step.plan.draft.end) {
                return refuse(Why::BadInput, "no_mandate");
            }
            break;
        case plan::Guard::NotItsAuthor:
            if (step.plan.author == step.draft.context().actor) {
                return refuse(Why::OwnMatter, "author_approves");
            }
            break;
        case plan::Guard::ReasonGiven:
            if (step.reason.empty()) {
                return refuse(Why::BadInput, "no_reason_to_end_early");
            }
            break;
    }
    return std::nullopt;
}

Refusal step(Draft& draft, const Plan& plan, plan::Verb verb, const Text& reason = {}) {
    if (auto refusal = step_refused(plan::table, plan.state, verb, PlanStep{draft, plan, reason})) {
        return refusal;
    }
    draft.add(PlanStepped{plan.id, verb, reason});
    return std::nullopt;
}

}  // namespace

Refusal decide(Draft& draft, const PlanDraft& command) {
    if (auto fault = fault_of(draft, command)) return fault;
    if (command.supersedes && !find(draft, command.supersedes)) return no_such_plan();
    const auto id = draft.new_id<PlanId>();
    const auto [year, number] = draft.next_number("plan");
    draft.add(PlanDrafted{id, year, number, command});
    draft.made(id.value, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ProposePlan& command) {
    const Plan* plan = find(draft, command.plan);
    if (!plan) return no_such_plan();
    return step(draft, *plan, command.verb());
}

Refusal decide(Draft& draft, const ApprovePlan& command) {
    const Plan* plan = find(draft, command.plan);
    if (!plan) return no_such_plan();
    if (auto refusal = step(draft, *plan, command.verb())) return refusal;
    draft.set_timer(TimerKind::PlanOpen, matter(plan->id), plan->draft.start);
    draft.set_timer(TimerKind::PlanClose, matter(plan->id), plan->draft.end);
    if (const Plan* old = find(draft, plan->draft.supersedes)) {
        if (row(plan::table, old->state, plan::Verb::Supersede)) {
            draft.add(PlanStepped{old->id, plan::Verb::Supersede, {}});
            draft.cancel_all_timers(matter(old->id));
        }
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const WithdrawPlan& command) {
    const Plan* plan = find(draft, command.plan);
    if (!plan) return no_such_plan();
    return step(draft, *plan, command.verb(), command.reason);
}

Refusal decide(Draft& draft, const ClosePlan& command) {
    const Plan* plan = find(draft, command.plan);
    if (!plan) return no_such_plan();
    if (auto refusal = step(draft, *plan, command.verb(), command.reason)) return refusal;
    draft.cancel_all_timers(matter(plan->id));
    return std::nullopt;
}

Refusal decide(Draft& draft, const RecordDraw& command) {
    const Plan* plan = find(draft, command.plan);
    if (!plan) return no_such_plan();
    if (plan->state != plan::State::Running) {
        return refuse(Why::NotNow, "plan_not_running");
    }
    if (draft.state().draws.contains(command.draw)) {
        return refuse(Why::BadInput, "draw_on_record");
    }
    const bool hashes = command.manifest_root.size() == 32 && command.params_hash.size() == 32 &&
                        command.result_commitment.size() == 32;
    if (!hashes || !is_draw_id(command.draw)) {
        return refuse(Why::BadInput, "draw_without_hashes");
    }
    draft.add(command);
    return std::nullopt;
}

}  // namespace dudao
