#include "cli/init/plan_file.h"

#include <algorithm>
#include <map>

#include "domain/bounds.h"
#include "files/toml_table.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::init {
namespace {

constexpr std::int64_t days_a_year = 365;
constexpr std::int64_t gaps_a_mean = 3;  // a promise of fewer mean intervals fails by chance alone

PersonId read_person(files::TomlTable& plan, const std::string& key, const County& county) {
    PersonId person{plan.text(key)};
    const bool found =
        !county.people_read || std::any_of(county.people.begin(), county.people.end(),
                                           [&](const auto& each) { return each.row.id == person; });
    if (!found) plan.wrong(key, says("value_not_in_file", printable(person.text), "people.csv"));
    return person;
}

void read_mandate(files::TomlTable& plan, const Zone& zone, bool english, PlanDraft& draft) {
    auto table = plan.table("mandate");
    if (!table) return;
    draft.mandate = {table->worded("decided_by", english), table->worded("number", english),
                     table->text("scope"), zone.local_moment(table->day("until") + 1, 0)};
    for (const auto& [key, words] :
         {std::pair("decided_by", draft.mandate.decided_by), {"number", draft.mandate.number}}) {
        if (is_blank(words) && table->has(key)) table->wrong(key, says("cell_empty"));
    }
    const bool dated = table->has("until") && plan.has("end") && draft.end < bounds::last_moment;
    if (dated && draft.mandate.until < draft.end) {
        table->wrong("until", says("mandate_too_short"));
    }
    table->close();
}

void read_windows(files::TomlTable& plan, std::vector<Window>& windows) {
    for (files::TomlTable& window : plan.tables("windows")) {
        windows.push_back({window.minutes("from"), window.minutes("to"),
                           window.boolean("working_days_only", files::Need::Optional)});
        const bool whole = window.has("from") && window.has("to");
        if (whole && windows.back().from >= windows.back().to) {
            window.wrong("to", says("window_backwards"));
        }
        window.close();
    }
    if (plan.has("windows") && windows.empty()) plan.wrong("windows", says("no_windows"));
}

/// A theme is inspected by its checklist, by a group that has the skill of that name.
void check_themes(files::TomlTable& table, const County& county) {
    const PlanDraft& plan = county.plan;
    if (!table.has("themes")) return;
    if (plan.themes.empty()) table.wrong("themes", says("no_themes"));
    for (const std::string& theme : plan.themes) {
        const bool listed = std::any_of(county.checklists.begin(), county.checklists.end(),
                                        [&](const auto& each) { return each.theme == theme; });
        if (!county.checklists.empty() && !listed) {
            table.wrong("themes", says("theme_not_listed", printable(theme)));
        }
        const bool skilled =
            std::any_of(county.groups.begin(), county.groups.end(), [&](const auto& each) {
                const auto& skills = each.row.skills;
                return std::find(skills.begin(), skills.end(), theme) != skills.end();
            });
        if (!county.groups.empty() && !skilled) {
            table.wrong("themes", says("theme_without_skill", printable(theme)));
        }
    }
    const auto most = static_cast<std::int32_t>(plan.themes.size());
    const bool fits = plan.themes_a_task >= 1 && plan.themes_a_task <= std::max(most, 1);
    if (table.has("themes_a_task") && !fits) {
        table.wrong("themes_a_task", says("number_not_within", plan.themes_a_task, 1, most));
    }
}

/// Villages of the plan's scope; 0: none, or the units could not be read.
std::int64_t villages_within(const County& county, const UnitId& scope) {
    std::map<UnitId, UnitId> parent;
    for (const auto& each : county.units) parent[each.row.id] = each.row.parent;
    return std::count_if(county.units.begin(), county.units.end(), [&](const auto& each) {
        if (each.row.level != Level::Village) return false;
        UnitId at = each.row.id;
        for (std::size_t i = 0; at && i <= parent.size(); ++i) {
            if (at == scope) return true;
            const auto up = parent.find(at);
            at = up == parent.end() ? UnitId{} : up->second;
        }
        return false;
    });
}

/// How often each village can be visited, and how long none of them may be left out.
void check_visits(files::TomlTable& table, const County& county) {
    const PlanDraft& plan = county.plan;
    if (table.has("visits_a_year_max") && plan.visits_a_year_max < 1) {
        table.wrong("visits_a_year_max", says("number_too_small", plan.visits_a_year_max, 1));
    }
    if (!table.has("expected_visits")) return;
    if (plan.expected_visits < 1) {
        table.wrong("expected_visits", says("number_too_small", plan.expected_visits, 1));
        return;
    }
    const std::int64_t period = (plan.end - plan.start).ms / days(1).ms;
    const std::int64_t villages = villages_within(county, plan.scope);
    const bool told = period < 1 || period > bounds::plan_days_max;  // by the rules
    if (villages == 0 || told || plan.visits_a_year_max < 1) return;
    const std::int64_t years = (period + days_a_year - 1) / days_a_year;
    const std::int64_t most = villages * plan.visits_a_year_max * years;
    if (plan.expected_visits > most) {
        table.wrong("expected_visits", says("visits_beyond", plan.expected_visits, villages,
                                            plan.visits_a_year_max, most));
    }
    const std::int64_t asked = gaps_a_mean * period * villages;
    const std::int64_t least = (asked + plan.expected_visits - 1) / plan.expected_visits;
    if (plan.longest_gap_days != 0 && plan.longest_gap_days < least) {
        table.wrong("longest_gap_days", says("gap_too_short", plan.longest_gap_days,
                                             plan.expected_visits, villages, least));
    }
}

}  // namespace

void read_plan(const std::string& bytes, bool english, County& county, files::Faults& faults) {
    auto table = files::TomlTable::parse(bytes, "plan.toml", faults);
    if (!table) return;
    const Zone& zone = county.calendar.zone;
    PlanDraft& plan = county.plan;
    plan.title = table->worded("title", english);
    if (table->has("title") && is_blank(plan.title)) table->wrong("title", says("cell_empty"));
    plan.scope = {table->text("scope")};
    const bool scoped = std::any_of(county.units.begin(), county.units.end(),
                                    [&](const auto& each) { return each.row.id == plan.scope; });
    if (table->has("scope") && !county.units.empty() && !scoped) {
        table->wrong("scope", says("value_not_in_file", printable(plan.scope.text), "units.csv"));
    }
    plan.start = zone.local_moment(table->day("start"), 0);
    plan.end = zone.local_moment(table->day("end") + 1, 0);
    if (table->has("start") && table->has("end") && plan.end <= plan.start) {
        table->wrong("end", says("plan_ends_early"));
    }
    plan.themes = table->texts("themes");
    plan.themes_a_task = table->number("themes_a_task");
    plan.tick_seconds = table->number("tick_seconds");
    const bool ticks = plan.tick_seconds >= bounds::tick_seconds_min &&
                       plan.tick_seconds <= bounds::tick_seconds_max;
    if (table->has("tick_seconds") && !ticks) {
        table->wrong("tick_seconds", says("number_not_within", plan.tick_seconds,
                                          bounds::tick_seconds_min, bounds::tick_seconds_max));
    }
    plan.expected_visits = table->number("expected_visits");
    plan.longest_gap_days = table->number("longest_gap_days", files::Need::Optional);
    plan.visits_a_year_max = table->number("visits_a_year_max");
    check_themes(*table, county);
    check_visits(*table, county);
    county.author = read_person(*table, "author", county);
    county.approver = read_person(*table, "approver", county);
    if (county.author && county.author == county.approver) {
        table->wrong("approver", says("approver_is_author"));
    }
    read_mandate(*table, zone, english, plan);
    read_windows(*table, plan.windows);
    table->close();
}

}  // namespace dudao::init
