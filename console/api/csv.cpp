#include "console/api/csv.h"

#include <algorithm>

namespace dudao::console {
namespace {

bool is_number(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell(text);
    constexpr std::string_view formulas = "=+-@\t\r";
    if (!cell.empty() && formulas.find(cell.front()) != formulas.npos && !is_number(text)) {
        cell.insert(cell.begin(), '\'');
    }
    if (cell.find_first_of(",\"\r\n") == cell.npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i ? "," : "") + csv_cell(cells[i]);
    return line + "\r\n";
}

}  // namespace dudao::console
