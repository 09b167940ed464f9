#include "csv/csv_cells.h"

#include <algorithm>
#include <array>
#include <span>

#include "utf8.h"

namespace dudao {
namespace {

bool is_number(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 2026-10-21 or 2026-10-21 09:42, as this program writes days and times.
bool is_time(std::string_view text) {
    constexpr std::string_view form = "0000-00-00 00:00";
    if ((text.size() != 10 && text.size() != form.size()) || text.ends_with(" 24:00")) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
    }
    return true;
}

/// 1/2, 3-4, 12:30: words that a spreadsheet would show as a day or an hour. 2026-10-21 24:00: the
/// end of a day, which it would show as the day after.
bool is_taken_for_a_time(std::string_view text) {
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
    const auto parts = [](char c) { return c == '/' || c == '-' || c == ':'; };
    return std::any_of(text.begin(), text.end(), parts) && !is_time(text) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return is_digit(c) || parts(c) || c == ' '; });
}

bool begins_with_one_of(std::string_view text, std::span<const std::string_view> signs) {
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.starts_with(sign); });
}

// What ends a line of a cell, to this program or that.
constexpr auto line_ends =
    std::to_array<std::string_view>({"\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"});
// What is there and not seen: a reader takes the sign behind it for the first. U+2000 to U+200F,
// U+202A to U+202F, U+2060 to U+206F, U+FE00 to U+FE0F and the tags are asked for by their bytes.
constexpr auto blanks_of_text = std::to_array<std::string_view>(
    {" ",      "\t",     "\u00A0", "\u00AD", "\u034F", "\u061C", "\u115F",
     "\u1160", "\u1680", "\u17B4", "\u17B5", "\u180B", "\u180C", "\u180D",
     "\u180E", "\u205F", "\u2800", "\u3000", "\u3164", "\uFEFF", "\uFFA0"});
// What begins a formula, also in full width: a keyboard for Chinese types those, and a table that
// is opened by it takes them for the same.
constexpr auto formulas =
    std::to_array<std::string_view>({"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"});

bool is_unseen(std::string_view text) {
    if (begins_with_one_of(text, blanks_of_text)) return true;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(0) < ' ' || byte(0) == 0x7F) return !begins_with_one_of(text, line_ends);
    if (text.starts_with("\xF3\xA0")) return true;
    if (text.size() >= 3 && text.starts_with("\xEF\xB8")) return byte(2) <= 0x8F;
    if (text.size() < 3 || byte(0) != 0xE2) return false;
    const unsigned char last = byte(2);
    return (byte(1) == 0x80 && (last <= 0x8F || (last >= 0xAA && last <= 0xAF))) ||
           (byte(1) == 0x81 && last >= 0xA0 && last <= 0xAF);
}

std::size_t length_of(std::string_view text) {
    const std::size_t length = utf8_length(static_cast<unsigned char>(text.front()));
    return std::clamp<std::size_t>(length, 1, text.size());
}

/// Whether the first sign that is seen of this line begins a formula; a tab before it too.
bool is_formula(std::string_view line) {
    if (line.starts_with('\t')) return true;
    while (!line.empty() && is_unseen(line)) line.remove_prefix(length_of(line));
    return begins_with_one_of(line, formulas);
}

/// Each line that would begin a formula begins with an apostrophe instead.
std::string defused(std::string_view text) {
    if (is_number(text)) return std::string(text);
    if (is_taken_for_a_time(text)) return "'" + std::string(text);
    std::string cell;
    bool begins = true;
    if (text.starts_with('\r')) cell += '\'';
    while (!text.empty()) {
        if (begins && is_formula(text)) cell += '\'';
        begins = begins_with_one_of(text, line_ends);
        const std::size_t length = length_of(text);
        cell += text.substr(0, length);
        text.remove_prefix(length);
    }
    return cell;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell = defused(text);
    // Some cut at semicolons or tabs where the machine's language does.
    if (cell.find_first_of(",;\t\"\r\n") == cell.npos) return cell;
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

}  // namespace dudao
