// Tables for spreadsheets: UTF-8 with a mark (or Chinese shows as rubbish), CRLF, and no cell that
// a spreadsheet would take for a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/moment.h"
#include "domain/zone.h"

namespace dudao::console {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One cell: each of its lines whose first visible sign is = + - @, in either width, gets an
/// apostrophe before it, as does a tab or return at its beginning, and what would be shown as a day
/// and is none (1/2); quoted where needed. A number with its sign stays a number.
std::string csv_cell(std::string_view text);
std::string csv_line(const std::vector<std::string>& cells);
/// A deadline as a cell; the end of a day is that day alone, since a spreadsheet takes 24:00 for
/// the day after. Empty for a moment of 0.
std::string csv_deadline(const Zone& zone, Moment deadline);

}  // namespace dudao::console
