// The mark ※ of what is made up, or left to be replaced, in the files of a county folder.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dudao::init {

/// The files whose words come onto record or paper.
inline constexpr std::array files_with_names = {
    "jurisdiction.toml", "units.csv",     "people.csv",      "posts.csv",   "groups.csv",
    "teams.csv",         "conflicts.csv", "checklists.toml", "policy.toml", "plan.toml"};

/// A line of TOML up to its comment; a # between quotes begins none.
std::string_view without_comment(std::string_view line);

/// The lines with the mark; comments of TOML do not count.
std::vector<std::size_t> marked_lines(std::string_view bytes, bool toml);

struct MarkedFile {
    std::string file;
    std::vector<std::size_t> lines;
};

/// Those of the folder that have it; what cannot be read is told by who reads it for its content.
std::vector<MarkedFile> marked_files(const std::filesystem::path& folder);

}  // namespace dudao::init
