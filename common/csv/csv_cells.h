// Tables for spreadsheets: UTF-8 with a mark (or Chinese shows as rubbish), CRLF, and no cell that
// a spreadsheet would take for a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dudao {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One cell: each of its lines whose first visible sign is = + - @, in either width, gets an
/// apostrophe before it, as does a tab or return at its beginning, and what would be shown as
/// another day or hour (1/2, 2026-10-21 24:00). Quoted where needed; a number with its sign stays a
/// number.
std::string csv_cell(std::string_view text);
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace dudao
