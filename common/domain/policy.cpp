#include "domain/policy.h"

#include <algorithm>

#include "domain/bounds.h"
#include "ensure.h"
#include "refusals/says.h"

namespace dudao {
namespace {

constexpr Budget wd(std::int32_t n) { return {n, TimeUnit::WorkingDays}; }
constexpr Budget h(std::int32_t n) { return {n, TimeUnit::Hours}; }
constexpr Budget d(std::int32_t n) { return {n, TimeUnit::Days}; }

void want_budget(std::vector<Said>& faults, const char* key, Budget budget) {
    if (budget.amount >= 1 && budget.amount <= 9999) return;
    faults.push_back(says("policy_budget", key, to_text(budget)));
}

/// A row for each limit that a track needs, each once; no budget below one.
void want_case_limits(std::vector<Said>& faults, const Policy& policy) {
    const auto& rows = policy.case_limits;
    if (rows.empty()) return;  // the defaults
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CaseLimit& row = rows[i];
        want_budget(faults, "case.budget", row.budget);
        const bool extended = row.extension.amount != 0;
        if (extended) want_budget(faults, "case.extension", row.extension);
        if (extended != (row.approver != CaseApprover::None)) {
            faults.push_back(says("policy_case_approver", name(row.limit)));
        }
        const bool twice =
            std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const CaseLimit& other) {
                            return other.track == row.track && other.limit == row.limit;
                        });
        if (twice || row.limit == CaseLimitKind::None || row.limit == CaseLimitKind::Disposal) {
            faults.push_back(says("policy_case_limit_twice", name(row.limit), name(row.track)));
        }
    }
    for (const auto& [track, track_name] : Names<cases::Track>::table) {
        for (const auto& [limit, limit_name] : Names<CaseLimitKind>::table) {
            if (must_have_limit(track, limit) && !case_limit(rows, track, limit)) {
                faults.push_back(says("policy_case_limit_missing", limit_name, track_name));
            }
        }
    }
}

}  // namespace

std::vector<Said> faults(const Policy& policy) {
    std::vector<Said> found;
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
        found.push_back(says("policy_missed_factor", policy.task.missed_factor));
    }
    want_case_limits(found, policy);
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
        found.push_back(says("policy_budgets", policy.budgets.size()));
    }
    const auto steps = static_cast<std::int32_t>(policy.ladder.size());
    for (const SeverityBudget& each : policy.budgets) {
        want_budget(found, "budgets", each.budget);
        if (each.first_overdue_step < 1 || each.first_overdue_step > steps) {
            found.push_back(
                says("policy_first_step", name(each.severity), each.first_overdue_step));
        }
    }
    if (steps < 1 || steps > 12) found.push_back(says("policy_ladder_steps"));
    for (std::size_t i = 0; i < policy.ladder.size(); ++i) {
        const LadderStep& step = policy.ladder[i];
        const std::string key = "ladder." + std::to_string(i + 1);
        if (i > 0 && step.offset <= policy.ladder[i - 1].offset) {
            found.push_back(says("policy_offset", key, step.offset));
        }
        if (step.offset < -366 || step.offset > 366 || step.demand_days > 366) {
            found.push_back(says("policy_days", key));
        }
        if (step.to.empty()) found.push_back(says("policy_addressee", key));
        if (step.demand != DemandKind::None && step.demand_days < 1) {
            found.push_back(says("policy_demand_days", key, step.demand_days));
        }
    }
    if (policy.quiet_until < 0 || policy.quiet_from > 1440 ||
        policy.quiet_until >= policy.quiet_from) {
        found.push_back(says("policy_quiet_hours"));
    }
    if (policy.visits_a_year < 1 || policy.visits_a_year > bounds::count_max) {
        found.push_back(says("policy_visits_a_year"));
    }
    if (policy.extensions_max < 0 || policy.extensions_max > bounds::extensions_max) {
        found.push_back(says("policy_extensions"));
    }
    if (policy.like_findings < 1 || policy.like_findings > bounds::count_max) {
        found.push_back(says("policy_like_findings"));
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
    policy.lead_disposal = {1, TimeUnit::Months};
    policy.case_limits = default_case_limits();
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
