#include "domain/policy.h"

#include <algorithm>

#include "domain/bounds.h"
#include "ensure.h"

namespace dudao {
namespace {

constexpr Budget wd(std::int32_t n) { return {n, TimeUnit::WorkingDays}; }
constexpr Budget h(std::int32_t n) { return {n, TimeUnit::Hours}; }
constexpr Budget d(std::int32_t n) { return {n, TimeUnit::Days}; }

void want_budget(std::vector<std::string>& faults, const char* key, Budget budget) {
    if (budget.amount >= 1 && budget.amount <= 9999) return;
    faults.push_back(std::string(key) + "=" + to_text(budget) +
                     ", want 1 to 9999 of h, d, wd or m");
}

}  // namespace

std::vector<std::string> faults(const Policy& policy) {
    std::vector<std::string> found;
    want_budget(found, "task.accept", policy.task.accept);
    want_budget(found, "task.check_in", policy.task.check_in);
    want_budget(found, "task.preliminary", policy.task.preliminary);
    want_budget(found, "task.final_report", policy.task.final_report);
    want_budget(found, "task.review", policy.task.review);
    want_budget(found, "task.supplement", policy.task.supplement);
    want_budget(found, "contest", policy.contest);
    want_budget(found, "contest_decision", policy.contest_decision);
    want_budget(found, "conclusion_review", policy.conclusion_review);
    want_budget(found, "deemed_service", policy.deemed_service);
    want_budget(found, "verification", policy.verification);
    want_budget(found, "extension_decision", policy.extension_decision);
    want_budget(found, "suspension_review", policy.suspension_review);
    want_budget(found, "referral", policy.referral);
    want_budget(found, "refer_out", policy.refer_out);
    want_budget(found, "lead_disposal", policy.lead_disposal);
    want_budget(found, "confirmation", policy.confirmation);
    if (policy.task.missed_factor < 2 || policy.task.missed_factor > 10) {
        found.push_back("task.missed_factor=" + std::to_string(policy.task.missed_factor) +
                        ", want 2 to 10");
    }
    const bool each_once =
        policy.budgets.size() == Names<Severity>::table.size() &&
        std::all_of(Names<Severity>::table.begin(), Names<Severity>::table.end(),
                    [&](const auto& severity) {
                        return std::any_of(policy.budgets.begin(), policy.budgets.end(),
                                           [&](const SeverityBudget& budget) {
                                               return budget.severity == severity.first;
                                           });
                    });
    if (!each_once) {
        found.push_back("budgets: " + std::to_string(policy.budgets.size()) +
                        " given, want one for each severity");
    }
    const auto steps = static_cast<std::int32_t>(policy.ladder.size());
    for (const SeverityBudget& each : policy.budgets) {
        want_budget(found, "budgets", each.budget);
        if (each.first_overdue_step < 1 || each.first_overdue_step > steps) {
            found.push_back("budgets." + std::string(name(each.severity)) +
                            ".first_overdue_step=" + std::to_string(each.first_overdue_step) +
                            ", want a step of the ladder");
        }
    }
    if (steps < 1 || steps > 12) found.push_back("ladder: want 1 to 12 steps");
    for (std::size_t i = 0; i < policy.ladder.size(); ++i) {
        const LadderStep& step = policy.ladder[i];
        const std::string key = "ladder." + std::to_string(i + 1);
        if (i > 0 && step.offset <= policy.ladder[i - 1].offset) {
            found.push_back(key + ".offset=" + std::to_string(step.offset) +
                            ", want more than the step before");
        }
        if (step.offset < -366 || step.offset > 366 || step.demand_days > 366) {
            found.push_back(key + ": want offset and demand_days within 366 working days");
        }
        if (step.to.empty()) found.push_back(key + ".to is empty, want an addressee");
        if (step.demand != DemandKind::None && step.demand_days < 1) {
            found.push_back(key + ".demand_days=" + std::to_string(step.demand_days) +
                            ", want 1 or more working days");
        }
    }
    if (policy.quiet_until < 0 || policy.quiet_from > 1440 ||
        policy.quiet_until >= policy.quiet_from) {
        found.push_back("quiet hours: want 0 <= quiet_until < quiet_from <= 1440 minutes");
    }
    if (policy.visits_a_year < 1 || policy.visits_a_year > bounds::count_max) {
        found.push_back("visits_a_year: want 1 to 1,000,000");
    }
    if (policy.extensions_max < 0 || policy.extensions_max > bounds::extensions_max) {
        found.push_back("extensions_max: want 0 to 10");
    }
    if (policy.like_findings < 1 || policy.like_findings > bounds::count_max) {
        found.push_back("like_findings: want 1 to 1,000,000");
    }
    return found;
}

Policy default_policy() {
    using A = Addressee;
    Policy policy;
    policy.title = "default";
    policy.task = {h(2), h(24), h(24), wd(3), wd(3), wd(2), 2};
    policy.contest = wd(5);
    policy.contest_decision = wd(5);
    policy.conclusion_review = d(30);
    policy.budgets = {{Severity::Minor, wd(5), 3},
                      {Severity::Ordinary, wd(20), 3},
                      {Severity::Serious, wd(15), 3},
                      {Severity::Grave, wd(7), 4}};
    policy.deemed_service = wd(2);
    policy.verification = wd(5);
    policy.extension_decision = wd(2);
    policy.extensions_max = 2;
    policy.suspension_review = wd(20);
    policy.referral = wd(5);
    policy.refer_out = wd(5);
    policy.lead_disposal = {1, TimeUnit::Months};
    policy.ladder = {
        {-3, Slip::Blue, {A::Unit}, DemandKind::None, 0, false},
        {-1, Slip::Blue, {A::Unit, A::Officer}, DemandKind::None, 0, false},
        {0, Slip::Yellow, {A::Unit, A::UpperUnit, A::Officer}, DemandKind::Explanation, 2, false},
        {3, Slip::Orange, {A::TownshipLeader, A::Officer}, DemandKind::Undertaking, 2, false},
        {7, Slip::Red, {A::LeadingGroup}, DemandKind::Interview, 3, false},
        {12, Slip::None, {A::Officer}, DemandKind::None, 0, true},
    };
    return policy;
}

const SeverityBudget& budget_for(const Policy& policy, Severity severity) {
    for (const SeverityBudget& each : policy.budgets) {
        if (each.severity == severity) return each;
    }
    throw BrokenInvariant("a policy was adopted without a budget for each severity");
}

}  // namespace dudao
