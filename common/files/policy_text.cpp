#include "files/policy_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "files/toml_text.h"

namespace dudao::files {
namespace {

/// Of the local day: "20:00".
std::string clock_text(std::int32_t minutes) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minutes / 60, minutes % 60);
    return text.data();
}

std::string list_of(const std::vector<Addressee>& to, bool in_quotes) {
    std::string text;
    for (const Addressee each : to) {
        const std::string word(name(each));
        text += (text.empty() ? "" : ", ") + (in_quotes ? quoted(word) : word);
    }
    return text;
}

std::string flag(bool value) { return value ? "true" : "false"; }

class File {
 public:
    void table(const char* head) { text_ += "\n" + std::string(head) + "\n"; }
    void bare(const char* key, const std::string& value) {
        text_ += std::string(key) + " = " + value + "\n";
    }
    void number(const char* key, std::int32_t value) { bare(key, std::to_string(value)); }
    void text(const char* key, const std::string& value) { bare(key, quoted(value)); }
    void budget(const char* key, Budget value) { text(key, to_text(value)); }
    template <class E>
    void word(const char* key, E value) {
        text(key, std::string(name(value)));
    }
    std::string take() { return std::move(text_); }

 private:
    std::string text_;
};

void write_ladder(File& file, const LadderStep& step) {
    file.table("[[ladder]]");
    file.number("offset", step.offset);
    file.word("slip", step.slip);
    file.bare("to", "[" + list_of(step.to, true) + "]");
    if (step.demand != DemandKind::None) file.word("demand", step.demand);
    if (step.demand_days != 0) file.number("demand_days", step.demand_days);
    if (step.opens_lead) file.bare("opens_lead", flag(true));
}

void write_case_limit(File& file, const CaseLimit& row) {
    file.table("[[case_limits]]");
    if (row.track != cases::Track::None) file.word("track", row.track);
    file.word("limit", row.limit);
    file.budget("budget", row.budget);
    if (row.extension.amount != 0) file.budget("extension", row.extension);
    if (row.approver != CaseApprover::None) file.word("approver", row.approver);
    file.text("source", row.source);
}

using Value = std::pair<std::string, std::string>;  // path, text

void put_case_limit(std::vector<Value>& out, const CaseLimit& row) {
    const std::string at =
        "case_limits/" + std::string(name(row.track)) + "/" + std::string(name(row.limit)) + "/";
    out.emplace_back(at + "budget", to_text(row.budget));
    if (row.extension.amount != 0) out.emplace_back(at + "extension", to_text(row.extension));
    if (row.approver != CaseApprover::None) {
        out.emplace_back(at + "approver", std::string(name(row.approver)));
    }
    out.emplace_back(at + "source", row.source);
}

void put_step(std::vector<Value>& out, std::size_t number, const LadderStep& step) {
    const std::string at = "ladder/" + std::to_string(number) + "/";
    out.emplace_back(at + "offset", std::to_string(step.offset));
    out.emplace_back(at + "slip", std::string(name(step.slip)));
    out.emplace_back(at + "to", list_of(step.to, false));
    if (step.demand != DemandKind::None) {
        out.emplace_back(at + "demand", std::string(name(step.demand)));
    }
    if (step.demand_days != 0) {
        out.emplace_back(at + "demand_days", std::to_string(step.demand_days));
    }
    if (step.opens_lead) out.emplace_back(at + "opens_lead", flag(true));
}

std::vector<Value> values_of(const Policy& p) {
    std::vector<Value> out{{"title", p.title},
                           {"contest", to_text(p.contest)},
                           {"contest_decision", to_text(p.contest_decision)},
                           {"conclusion_review", to_text(p.conclusion_review)},
                           {"deemed_service", to_text(p.deemed_service)},
                           {"verification", to_text(p.verification)},
                           {"extension_decision", to_text(p.extension_decision)},
                           {"extensions_max", std::to_string(p.extensions_max)},
                           {"suspension_review", to_text(p.suspension_review)},
                           {"referral", to_text(p.referral)},
                           {"lead_disposal", to_text(p.lead_disposal)},
                           {"confirmation", to_text(p.confirmation)},
                           {"quiet_from", clock_text(p.quiet_from)},
                           {"quiet_until", clock_text(p.quiet_until)},
                           {"task/accept", to_text(p.task.accept)},
                           {"task/check_in", to_text(p.task.check_in)},
                           {"task/preliminary", to_text(p.task.preliminary)},
                           {"task/final_report", to_text(p.task.final_report)},
                           {"task/review", to_text(p.task.review)},
                           {"task/supplement", to_text(p.task.supplement)},
                           {"task/missed_factor", std::to_string(p.task.missed_factor)}};
    for (const SeverityBudget& row : p.budgets) {
        const std::string at = "budgets/" + std::string(name(row.severity)) + "/";
        out.emplace_back(at + "budget", to_text(row.budget));
        out.emplace_back(at + "first_overdue_step", std::to_string(row.first_overdue_step));
    }
    for (std::size_t i = 0; i < p.ladder.size(); ++i) put_step(out, i + 1, p.ladder[i]);
    for (const CaseLimit& row : p.case_limits) put_case_limit(out, row);
    return out;
}

const std::string* value_at(const std::vector<Value>& values, const std::string& path) {
    const auto at = std::find_if(values.begin(), values.end(),
                                 [&](const Value& each) { return each.first == path; });
    return at == values.end() ? nullptr : &at->second;
}

}  // namespace

std::string policy_text(const Policy& policy) {
    File file;
    file.text("title", policy.title);
    file.bare("quiet_from", clock_text(policy.quiet_from) + ":00");
    file.bare("quiet_until", clock_text(policy.quiet_until) + ":00");
    file.budget("deemed_service", policy.deemed_service);
    file.budget("contest", policy.contest);
    file.budget("contest_decision", policy.contest_decision);
    file.budget("conclusion_review", policy.conclusion_review);
    file.budget("verification", policy.verification);
    file.budget("extension_decision", policy.extension_decision);
    file.number("extensions_max", policy.extensions_max);
    file.budget("suspension_review", policy.suspension_review);
    file.budget("referral", policy.referral);
    file.budget("confirmation", policy.confirmation);
    file.budget("lead_disposal", policy.lead_disposal);
    file.table("[task]");
    file.budget("accept", policy.task.accept);
    file.budget("check_in", policy.task.check_in);
    file.budget("preliminary", policy.task.preliminary);
    file.budget("final_report", policy.task.final_report);
    file.budget("review", policy.task.review);
    file.budget("supplement", policy.task.supplement);
    file.number("missed_factor", policy.task.missed_factor);
    for (const SeverityBudget& row : policy.budgets) {
        file.table("[[budgets]]");
        file.word("severity", row.severity);
        file.budget("budget", row.budget);
        file.number("first_overdue_step", row.first_overdue_step);
    }
    for (const LadderStep& step : policy.ladder) write_ladder(file, step);
    for (const CaseLimit& row : policy.case_limits) write_case_limit(file, row);
    return file.take();
}

std::vector<PolicyChange> policy_changes(const Policy& before, const Policy& after) {
    const std::vector<Value> old = values_of(before);
    const std::vector<Value> fresh = values_of(after);
    std::vector<PolicyChange> out;
    for (const auto& [path, value] : fresh) {
        const std::string* was = value_at(old, path);
        if (!was || *was != value) out.push_back({path, was ? *was : "", value});
    }
    for (const auto& [path, value] : old) {
        if (!value_at(fresh, path)) out.push_back({path, value, ""});
    }
    return out;
}

}  // namespace dudao::files
