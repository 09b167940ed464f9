// The files of a county folder in one text: each begins with a line "== name".
#include "cli/init/county.h"

#include <array>
#include <fstream>

#include "tests/fuzz/target.h"
#include "tests/support/temp_dir.h"

namespace dudao::fuzz {
namespace {

constexpr auto files = std::to_array<std::string_view>(
    {"jurisdiction.toml", "units.csv", "people.csv", "posts.csv", "grants.csv", "groups.csv",
     "devices.csv", "conflicts.csv", "policy.toml", "checklists.toml", "plan.toml"});

std::string_view file_in(std::string_view all, std::string_view name) {
    const std::string title = "== " + std::string(name) + "\n";
    const auto at = all.find(title);
    if (at == all.npos) return {};
    all.remove_prefix(at + title.size());
    return all.substr(0, all.find("== "));
}

}  // namespace

DUDAO_FUZZ_TARGET(county) {
    static const test::TempDir folder;
    for (const auto name : files) {
        std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << file_in(bytes, name);
    }
    const auto county = init::read_county(folder.path(), {*parse_moment("2026-09-14T08:00:00Z")});
    if (!county) return refused_well(county.error());
    hold(!county->units.empty() && !county->id.empty(), "a county that is taken is one");
}

}  // namespace dudao::fuzz
