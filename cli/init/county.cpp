#include "cli/init/county.h"

#include <algorithm>
#include <set>

#include "cli/init/faults.h"
#include "cli/init/policy_loader.h"
#include "cli/init/tables.h"
#include "cli/init/toml_table.h"
#include "domain/bounds.h"
#include "files/calendar_file.h"
#include "files/zone_file.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "visible.h"
#include "wire/codec.h"

namespace dudao::init {
namespace {

constexpr std::size_t jurisdiction_id_max = 16;

bool is_jurisdiction_id(const std::string& id) {
    return !id.empty() && id.size() <= jurisdiction_id_max &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

std::optional<TomlTable> open(const std::filesystem::path& folder, const std::string& file,
                              Faults& faults) {
    const auto bytes = read_bytes(folder, file, faults);
    if (!bytes) return std::nullopt;
    return TomlTable::parse(*bytes, file, faults);
}

/// China's zone is built in: a founding there does not depend on the machine's zone files.
Calendar read_calendar(TomlTable& table, const std::string& zone_name) {
    if (table.text("calendar") != "CN") table.wrong("calendar", says("no_known_calendar"));
    if (zone_name == shanghai().name || zone_name.empty()) return built_in_calendar();
    const auto zone = load_zone(zone_name);
    if (!zone) {
        table.wrong("time_zone", says("no_known_zone", zone.error().what));
        return built_in_calendar();
    }
    const auto calendar = parse_calendar(built_in_calendar_texts(), *zone);
    return calendar ? *calendar : built_in_calendar();
}

void read_jurisdiction(const std::filesystem::path& folder, County& county, Faults& faults) {
    auto table = open(folder, "jurisdiction.toml", faults);
    if (!table) return;
    county.id = table->text("id");
    if (!is_jurisdiction_id(county.id)) {
        table->wrong("id", says("no_jurisdiction_id", printable(county.id)));
    }
    county.name_zh = table->text("name_zh");
    county.name_en = table->text("name_en");
    for (const auto& [key, name] :
         {std::pair("name_zh", county.name_zh), {"name_en", county.name_en}}) {
        if (!name.empty() && !is_name(name)) table->wrong(key, says("toml_no_name"));
    }
    county.root = {table->text("root")};
    county.time_zone = table->text("time_zone");
    county.calendar = read_calendar(*table, county.time_zone);
    county.demo = table->boolean("demo", Need::Optional);
    if (county.demo) county.demo_start = table->moment("demo_start");
    const bool beyond = county.demo_start < bounds::first_moment ||
                        county.demo_start >= bounds::last_moment - days(366);
    if (county.demo && table->has("demo_start") && beyond) {
        table->wrong("demo_start", says("demo_start_beyond"));
    }
    table->set_aside("demo_start");  // kept in the file of a county that has outgrown its demo
    table->close();
}

std::vector<ChecklistItem> read_items(TomlTable& list) {
    std::vector<ChecklistItem> items;
    for (TomlTable& item : list.tables("items")) {
        items.push_back({item.text("id"), item.text("zh"), item.text("en"), item.text("how"),
                         item.text("rule", Need::Optional), item.text("note", Need::Optional)});
        item.close();
    }
    return items;
}

void read_checklists(const std::filesystem::path& folder, County& county, Faults& faults) {
    auto table = open(folder, "checklists.toml", faults);
    if (!table) return;
    std::set<std::string> themes;
    for (TomlTable& list : table->tables("checklists")) {
        ChecklistRow row{
            list.text("theme"), list.text("zh"), list.text("en"), {}, read_items(list)};
        if (!themes.insert(row.theme).second) {
            list.wrong("theme", says("theme_twice", printable(row.theme)));
        }
        row.hash = Bytes(to_bytes(sha256(encode(row.items))));
        list.close();
        county.checklists.push_back(std::move(row));
    }
    table->close();
}

void read_mandate(TomlTable& plan, const Zone& zone, bool english, Mandate& mandate) {
    auto table = plan.table("mandate");
    if (!table) return;
    mandate = {table->worded("decided_by", english), table->worded("number", english),
               table->text("scope"), zone.local_moment(table->day("until") + 1, 0)};
    table->close();
}

void read_windows(TomlTable& plan, std::vector<Window>& windows) {
    for (TomlTable& window : plan.tables("windows")) {
        windows.push_back({window.minutes("from"), window.minutes("to"),
                           window.boolean("working_days_only", Need::Optional)});
        window.close();
    }
}

PersonId read_person(TomlTable& plan, const std::string& key, const County& county) {
    const PersonId person{plan.text(key)};
    const bool found =
        !county.people_read || std::any_of(county.people.begin(), county.people.end(),
                                           [&](const auto& each) { return each.row.id == person; });
    if (!found) plan.wrong(key, says("value_not_in_file", printable(person.text), "people.csv"));
    return person;
}

void read_plan(const std::filesystem::path& folder, bool english, County& county, Faults& faults) {
    auto table = open(folder, "plan.toml", faults);
    if (!table) return;
    const Zone& zone = county.calendar.zone;
    PlanDraft& plan = county.plan;
    plan.title = table->worded("title", english);
    plan.scope = {table->text("scope")};
    plan.start = zone.local_moment(table->day("start"), 0);
    plan.end = zone.local_moment(table->day("end") + 1, 0);
    plan.themes = table->texts("themes");
    plan.themes_a_task = table->number("themes_a_task");
    plan.tick_seconds = table->number("tick_seconds");
    plan.expected_visits = table->number("expected_visits");
    plan.longest_gap_days = table->number("longest_gap_days", Need::Optional);
    plan.visits_a_year_max = table->number("visits_a_year_max");
    county.author = read_person(*table, "author", county);
    county.approver = read_person(*table, "approver", county);
    read_mandate(*table, zone, english, plan.mandate);
    read_windows(*table, plan.windows);
    table->close();
}

}  // namespace

Result<County> read_county(const std::filesystem::path& folder, FoundingOptions options) {
    if (!std::filesystem::is_directory(folder)) {
        return fail(Error::Kind::NotFound, folder.string() + " is not a folder",
                    "--county: the folder with jurisdiction.toml");
    }
    Faults faults;
    County county;
    read_jurisdiction(folder, county, faults);
    if (county.demo) options.now = county.demo_start;
    read_tables(folder, options, county, faults);
    const bool english = county.demo && options.lang == Lang::En;
    const auto policy = read_bytes(folder, "policy.toml", faults);
    if (policy) county.policy = read_policy(*policy, "policy.toml", faults, english);
    read_checklists(folder, county, faults);
    read_plan(folder, english, county, faults);
    if (faults.none()) return county;
    return tl::unexpected<Error>(faults.report(options.lang, says("nothing_founded")));
}

}  // namespace dudao::init
