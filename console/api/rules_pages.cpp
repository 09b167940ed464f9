// Calendar, policy, and what they make of a start: for whoever wants to know why a date is a date.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/filters.h"
#include "console/api/ladder.h"
#include "console/api/registry.h"
#include "domain/deadline.h"
#include "files/checklist_file.h"
#include "files/policy_text.h"
#include "hex.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

constexpr std::int32_t year_min = 1990;
constexpr std::int32_t year_max = 2200;
constexpr Moment start_max{7'258'118'400'000};  // 2200

Result<Moment> start_of(const Reader& reader, const Query& query) {
    const auto start = query.number("start", reader.now.ms);
    if (!start || Moment{*start} > start_max) {
        return bad_input(says("no_start"));
    }
    return Moment{*start};
}

const Policy* policy_now(const State& state) { return row_of(state.policies, state.policy_now); }

Json limits_of(const Policy& policy) {
    return {{"task_accept", to_text(policy.task.accept)},
            {"task_check_in", to_text(policy.task.check_in)},
            {"task_preliminary", to_text(policy.task.preliminary)},
            {"task_final_report", to_text(policy.task.final_report)},
            {"task_review", to_text(policy.task.review)},
            {"task_supplement", to_text(policy.task.supplement)},
            {"task_missed_factor", std::to_string(policy.task.missed_factor)},
            {"contest", to_text(policy.contest)},
            {"contest_decision", to_text(policy.contest_decision)},
            {"conclusion_review", to_text(policy.conclusion_review)},
            {"deemed_service", to_text(policy.deemed_service)},
            {"verification", to_text(policy.verification)},
            {"extension_decision", to_text(policy.extension_decision)},
            {"extensions_max", std::to_string(policy.extensions_max)},
            {"suspension_review", to_text(policy.suspension_review)},
            {"referral", to_text(policy.referral)},
            {"lead_disposal", to_text(policy.lead_disposal)},
            {"confirmation", to_text(policy.confirmation)}};
}

}  // namespace

Result<Json> calendar_page(const Reader& reader, const Query& query) {
    const Calendar& calendar = reader.state.calendar;
    const std::int32_t this_year = civil(calendar.zone.local_day(reader.now)).year;
    const auto asked = query.number("year", this_year);
    if (!asked || *asked < year_min || *asked > year_max) {
        return bad_input(says("no_such_year"));
    }
    const auto number = static_cast<std::int32_t>(*asked);
    const CalendarYear* known = calendar.find(number);
    const CalendarYear year = known ? *known : statutory_year(number);
    Json off = Json::array();
    for (const DayOff& each : year.off) {
        off.push_back({{"day", to_text(Day{each.day})}, {"name", each.name}});
    }
    Json work = Json::array();
    for (const std::int32_t day : year.work) work.push_back(to_text(Day{day}));
    Json years = Json::array();
    for (const CalendarYear& each : calendar.years) years.push_back(each.year);
    return Json{{"year", number},
                {"official", year.official},
                {"revision", calendar.revision},
                {"off", std::move(off)},
                {"work", std::move(work)},
                {"open_tail", year.open_tail == 0 ? "" : to_text(Day{year.open_tail})},
                {"years", std::move(years)}};
}

Json policy_page(const Reader& reader) {
    const Policy* policy = policy_now(reader.state);
    if (!policy) return Json::object();
    Json budgets = Json::array();
    for (const SeverityBudget& each : policy->budgets) {
        budgets.push_back({{"severity", name(each.severity)},
                           {"budget", to_text(each.budget)},
                           {"first_overdue_step", each.first_overdue_step}});
    }
    const auto hash = hash_from_bytes(reader.state.policy_now);
    return {{"title", policy->title},
            {"hash", hash ? to_hex(*hash) : ""},
            {"budgets", std::move(budgets)},
            {"ladder", ladder_in(*policy)},
            {"limits", limits_of(*policy)}};
}

Answer policy_file(const Reader& reader) {
    const Policy* policy = policy_now(reader.state);
    if (!policy) return problem(reader.lang, "not_found");
    return {.type = "application/toml; charset=utf-8",
            .body = files::policy_text(*policy),
            .file = "policy.toml"};
}

Json policy_changes_in(const Policy& now, const Policy& next) {
    Json changes = Json::array();
    for (const files::PolicyChange& each : files::policy_changes(now, next)) {
        changes.push_back({{"path", each.path}, {"before", each.before}, {"after", each.after}});
    }
    return {{"changes", std::move(changes)}};
}

namespace {

Json item_json(const ChecklistItem& item) {
    if (item.id.empty()) return {};
    return {{"id", item.id},   {"zh", item.zh},     {"en", item.en},
            {"how", item.how}, {"rule", item.rule}, {"note", item.note}};
}

}  // namespace

Json checklist_list(const Reader& reader) {
    Json lists = Json::array();
    for (const auto& [theme, hash] : reader.state.checklist_now) {
        const ChecklistRow& list = reader.state.checklists.at(hash);
        Json items = Json::array();
        for (const ChecklistItem& item : list.items) items.push_back(item_json(item));
        lists.push_back({{"theme", list.theme},
                         {"zh", list.zh},
                         {"en", list.en},
                         {"hash", to_hex(list.hash)},
                         {"items", std::move(items)}});
    }
    return lists;
}

Answer checklists_file(const Reader& reader) {
    std::vector<ChecklistRow> lists;
    for (const auto& [theme, hash] : reader.state.checklist_now) {
        lists.push_back(reader.state.checklists.at(hash));
    }
    if (lists.empty()) return problem(reader.lang, "not_found");
    return {.type = "application/toml; charset=utf-8",
            .body = files::checklists_text(lists),
            .file = "checklists.toml"};
}

Json checklist_changes_in(const State& state, const std::vector<ChecklistRow>& lists) {
    Json out = Json::array();
    for (const ChecklistRow& list : lists) {
        const auto at = state.checklist_now.find(list.theme);
        const ChecklistRow* now =
            row_of(state.checklists, at == state.checklist_now.end() ? Bytes() : at->second);
        Json changes = Json::array();
        for (const auto& [before, after] : files::item_changes(now ? *now : ChecklistRow{}, list)) {
            changes.push_back({{"before", item_json(before)}, {"after", item_json(after)}});
        }
        out.push_back({{"theme", list.theme},
                       {"zh", list.zh},
                       {"en", list.en},
                       {"items", list.items.size()},
                       {"was", now ? Json({{"zh", now->zh}, {"en", now->en}}) : Json()},
                       {"changes", std::move(changes)}});
    }
    return {{"lists", std::move(out)}};
}

Result<Json> simulation(const Reader& reader, const Query& query) {
    const auto start = start_of(reader, query);
    if (!start) return tl::unexpected<Error>(start.error());
    const std::string given = query.text("severity");
    const auto severity = parse_name<Severity>(given.empty() ? "ordinary" : given);
    if (!severity) return in_param("severity", severity.error().said);
    const Policy* policy = policy_now(reader.state);
    if (!policy) return fail(Error::Kind::NotFound, says("no_policy_yet"));
    const Calendar& calendar = reader.state.calendar;
    const Derivation clock = derive(calendar, *start, budget_for(*policy, *severity).budget);
    return Json{{"derivation", derivation_json(clock)},
                {"ladder", imagined_ladder(calendar, *policy, *severity, clock.due)}};
}

Result<Json> due(const Reader& reader, const Query& query) {
    const auto start = start_of(reader, query);
    if (!start) return tl::unexpected<Error>(start.error());
    const std::string given = query.text("budget");
    const auto budget = parse_budget(given.empty() ? "10wd" : given);
    if (!budget) return in_param("budget", budget.error().said);
    return derivation_json(derive(reader.state.calendar, *start, *budget));
}

}  // namespace dudao::console
