// What a process said last on its standard error, as it stands at the end of its log: the reason of
// its end, for whoever sits at the terminal.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace dudao::up {

inline constexpr std::size_t last_lines_max = 6;
inline constexpr std::size_t last_line_letters_max = 300;

/// 0 if there is no such file.
std::int64_t size_of(const std::filesystem::path& file);
/// The last lines of the file after `from`, printable, each indented by two spaces and cut; without
/// a newline at the end. Empty if nothing was said.
std::string last_words(const std::filesystem::path& file, std::int64_t from);

/// The same as one line, for a table.
std::string in_one_line(const std::string& words);

}  // namespace dudao::up
