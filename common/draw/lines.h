// Reads DDS-1 texts: LF-terminated lines of TAB-separated fields. The first error is reported with
// its line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "result.h"

namespace dudao::draw {

inline constexpr std::size_t text_bytes_max = 16U << 20U;
inline constexpr std::size_t rows_max = 100'000;

struct Line {
    std::size_t number = 0;  // counted from 1
    std::string_view text;   // without the LF
    std::vector<std::string_view> fields;
};

/// Removes the next line and its LF from `rest`. Refuses CR, other control characters, a missing
/// last LF, and bytes that are not UTF-8.
Result<Line> take_line(std::string_view& rest, std::size_t number);

/// An error at this line.
tl::unexpected<Error> refuse(const Line& line, const std::string& what,
                             const std::string& mend = {});

/// Reads a decimal number without sign or leading zeros, within [least, most].
Result<std::uint64_t> read_number(const Line& line, std::size_t field, std::uint64_t least,
                                  std::uint64_t most);
/// Reads an id matching [A-Za-z0-9._-]{1,64}.
Result<std::string> read_id(const Line& line, std::size_t field);
/// Reads comma-separated words, none for an empty field; each has 1..64 bytes and occurs once.
Result<std::vector<std::string>> read_words(const Line& line, std::size_t field);

std::string join(const std::vector<std::string>& words, char between);

}  // namespace dudao::draw
