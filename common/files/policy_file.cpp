#include "files/policy_file.h"

#include "domain/deadline.h"
#include "files/toml_table.h"

namespace dudao::files {
namespace {

Budget budget(TomlTable& table, const std::string& key) {
    const std::string text = table.text(key);
    if (text.empty()) return {1, TimeUnit::WorkingDays};  // a fault already
    const auto parsed = parse_budget(text);
    if (parsed) return *parsed;
    table.wrong(key, parsed.error());
    return {1, TimeUnit::WorkingDays};
}

template <class E>
E word(TomlTable& table, const std::string& key, E otherwise, Need need = Need::Required) {
    if (need == Need::Optional && !table.has(key)) return otherwise;
    const auto parsed = parse_name<E>(table.text(key));
    if (parsed) return *parsed;
    table.wrong(key, parsed.error());
    return otherwise;
}

TaskLimits read_task(TomlTable& table) {
    TaskLimits limits;
    limits.accept = budget(table, "accept");
    limits.check_in = budget(table, "check_in");
    limits.preliminary = budget(table, "preliminary");
    limits.final_report = budget(table, "final_report");
    limits.review = budget(table, "review");
    limits.supplement = budget(table, "supplement");
    limits.missed_factor = table.number("missed_factor");
    table.close();
    return limits;
}

SeverityBudget read_budget(TomlTable& table) {
    SeverityBudget row;
    row.severity = word(table, "severity", Severity::Ordinary);
    row.budget = budget(table, "budget");
    row.first_overdue_step = table.number("first_overdue_step");
    table.close();
    return row;
}

LadderStep read_step(TomlTable& table) {
    LadderStep step;
    step.offset = table.number("offset");
    step.slip = word(table, "slip", Slip::None);
    for (const std::string& each : table.texts("to")) {
        const auto to = parse_name<Addressee>(each);
        if (to) {
            step.to.push_back(*to);
        } else {
            table.wrong("to", to.error());
        }
    }
    step.demand = word(table, "demand", DemandKind::None, Need::Optional);
    step.demand_days = table.number("demand_days", Need::Optional);
    step.opens_lead = table.boolean("opens_lead", Need::Optional);
    table.close();
    return step;
}

CaseLimit read_case_limit(TomlTable& table) {
    CaseLimit row;
    row.track = word(table, "track", cases::Track::None, Need::Optional);
    row.limit = word(table, "limit", CaseLimitKind::None);
    row.budget = budget(table, "budget");
    if (table.has("extension")) row.extension = budget(table, "extension");
    row.approver = word(table, "approver", CaseApprover::None, Need::Optional);
    row.source = table.text("source");
    table.close();
    return row;
}

void read_budgets(TomlTable& table, Policy& policy) {
    policy.contest = budget(table, "contest");
    policy.contest_decision = budget(table, "contest_decision");
    policy.conclusion_review = budget(table, "conclusion_review");
    policy.deemed_service = budget(table, "deemed_service");
    policy.verification = budget(table, "verification");
    policy.extension_decision = budget(table, "extension_decision");
    policy.suspension_review = budget(table, "suspension_review");
    policy.referral = budget(table, "referral");
    policy.lead_disposal = budget(table, "lead_disposal");
    if (table.has("confirmation")) policy.confirmation = budget(table, "confirmation");
}

}  // namespace

Policy read_policy(const std::string& bytes, const std::string& file, Faults& faults,
                   bool english) {
    Policy policy;
    auto table = TomlTable::parse(bytes, file, faults);
    if (!table) return policy;
    const std::size_t before = faults.count();
    policy.title = table->worded("title", english);
    read_budgets(*table, policy);
    policy.extensions_max = table->number("extensions_max");
    policy.quiet_from = table->minutes("quiet_from");
    policy.quiet_until = table->minutes("quiet_until");
    if (auto task = table->table("task")) policy.task = read_task(*task);
    for (TomlTable& each : table->tables("budgets")) policy.budgets.push_back(read_budget(each));
    for (TomlTable& each : table->tables("ladder")) policy.ladder.push_back(read_step(each));
    for (TomlTable& each : table->tables("case_limits", Need::Optional)) {
        policy.case_limits.push_back(read_case_limit(each));
    }
    // What a county has decided already, with its sources, and no rule reads yet: marked as such.
    table->set_aside("not_in_use");
    table->close();
    if (faults.count() == before) {  // the domain's own check is for a policy that could be read
        for (const Said& fault : dudao::faults(policy)) faults.add({file}, fault);
    }
    return policy;
}

Result<Policy> load_policy(const std::string& bytes, const std::string& file, Lang lang) {
    Faults faults;
    Policy policy = read_policy(bytes, file, faults);
    if (!faults.none()) return tl::unexpected<Error>(faults.report(lang));
    return policy;
}

}  // namespace dudao::files
