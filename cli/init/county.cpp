#include "cli/init/county.h"

#include <algorithm>
#include <set>

#include "cli/init/marks.h"
#include "cli/init/plan_file.h"
#include "cli/init/tables.h"
#include "disk/file.h"
#include "domain/bounds.h"
#include "files/calendar_file.h"
#include "files/checklist_file.h"
#include "files/faults.h"
#include "files/policy_file.h"
#include "files/toml_table.h"
#include "files/zone_file.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "visible.h"
#include "wire/codec.h"

namespace dudao::init {
namespace {

constexpr std::size_t jurisdiction_id_max = 16;
constexpr std::size_t group_size_min = 2;  // two go to a village, and sign
constexpr std::int32_t format_read = 1;    // what this release writes, and the most it reads

std::optional<files::TomlTable> open(const std::filesystem::path& folder, const std::string& file,
                                     files::Faults& faults) {
    const auto bytes = read_bytes(folder, file, faults);
    if (!bytes) return std::nullopt;
    return files::TomlTable::parse(*bytes, file, faults);
}

/// China's zone is built in: a founding there does not depend on the machine's zone files.
Calendar read_calendar(files::TomlTable& table, const std::string& zone_name) {
    if (table.text("calendar") != "CN") table.wrong("calendar", says("no_known_calendar"));
    if (zone_name == shanghai().name || zone_name.empty()) return built_in_calendar();
    const auto zone = load_zone(zone_name);
    if (!zone) {
        table.wrong("time_zone", says("no_known_zone", printable(zone_name)));
        return built_in_calendar();
    }
    const auto calendar = parse_calendar(built_in_calendar_texts(), *zone);
    return calendar ? *calendar : built_in_calendar();
}

void read_jurisdiction(const std::filesystem::path& folder, County& county, files::Faults& faults) {
    auto table = open(folder, "jurisdiction.toml", faults);
    if (!table) return;
    county.has_format = table->has("format");
    county.format = table->number("format", files::Need::Optional);
    if (county.format > format_read) {
        table->wrong("format", says("format_newer", county.format, format_read));
        return;  // what else such a file says is not for this release to judge
    }
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
    county.demo = table->boolean("demo", files::Need::Optional);
    if (county.demo) county.demo_start = table->moment("demo_start");
    const bool beyond = county.demo_start < bounds::first_moment ||
                        county.demo_start >= bounds::last_moment - days(366);
    if (county.demo && table->has("demo_start") && beyond) {
        table->wrong("demo_start", says("demo_start_beyond"));
    }
    table->set_aside("demo_start");  // kept in the file of a county that has outgrown its demo
    table->close();
}

void read_checklists(const std::filesystem::path& folder, County& county, files::Faults& faults) {
    const auto bytes = read_bytes(folder, "checklists.toml", faults);
    if (!bytes) return;
    county.checklists = files::read_checklists(*bytes, "checklists.toml", faults);
    for (ChecklistRow& row : county.checklists) {
        row.hash = Bytes(to_bytes(sha256(encode(row.items))));
    }
}

/// A mark of what is made up is for a demo: a real county's papers would print it.
void find_made_up(const std::filesystem::path& folder, const County& county,
                  files::Faults& faults) {
    const auto marked = marked_files(folder);
    for (const auto& [file, lines] : marked) {
        faults.add({file}, says("made_up_marked", lines.size(), files::runs_of(lines)));
    }
    if (marked.empty()) return;
    faults.hint(county.has_format ? says("template_left") : says("sample_copied"));
}

/// What a group needs to be sent out: two people, and a device that the task is sealed to.
void check_groups(const County& county, files::Faults& faults) {
    for (const auto& [group, place] : county.groups) {
        const std::set<PersonId> people(group.members.begin(), group.members.end());
        const auto at = [&place = place](const char* column) {
            return files::Place{place.file, place.line, 0, column};
        };
        if (people.size() < group_size_min) {
            faults.add(at("members"), says("group_too_small", people.size(), group_size_min));
        }
        const bool has_device =
            std::any_of(county.devices.begin(), county.devices.end(),
                        [&id = group.id](const auto& each) { return each.row.group == id; });
        if (county.devices_read && !has_device) faults.add(at("id"), says("group_without_device"));
    }
}

}  // namespace

bool is_jurisdiction_id(const std::string& id) {
    return !id.empty() && id.size() <= jurisdiction_id_max &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

Result<County> read_county(const std::filesystem::path& folder, FoundingOptions options) {
    std::error_code closed;
    if (!std::filesystem::is_directory(folder, closed)) {
        return fail(Error::Kind::NotFound, says("no_county_folder", printable(folder.string())));
    }
    files::Faults faults;
    County county;
    read_jurisdiction(folder, county, faults);
    if (county.format > format_read) {
        return tl::unexpected<Error>(faults.report(options.lang, says("nothing_founded")));
    }
    if (!county.demo && !county.id.empty()) find_made_up(folder, county, faults);
    if (county.demo) options.now = county.demo_start;
    read_tables(folder, options, county, faults);
    const bool english = county.demo && options.lang == Lang::En;
    const auto policy = read_bytes(folder, "policy.toml", faults);
    if (policy) county.policy = files::read_policy(*policy, "policy.toml", faults, english);
    read_checklists(folder, county, faults);
    const auto plan = read_bytes(folder, "plan.toml", faults);
    if (plan) read_plan(*plan, english, county, faults);
    check_groups(county, faults);
    if (faults.none()) return county;
    return tl::unexpected<Error>(faults.report(options.lang, says("nothing_founded")));
}

}  // namespace dudao::init
