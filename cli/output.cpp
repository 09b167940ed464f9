#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "hex.h"
#include "messages/refusals.h"
#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

struct Range {
    char32_t first;
    char32_t last;
};

// East Asian Width W and F of UAX #11 in coarse blocks, on which terminals agree.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC}, {0x2614, 0x2615}, {0x26A1, 0x26A1},
    {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2B50, 0x2B50}, {0x2E80, 0x303E}, {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF}, {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};
constexpr Range without_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x1160, 0x11FF},  {0x1AB0, 0x1AFF}, {0x200B, 0x200F},
    {0x202A, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20FF},  {0x302A, 0x302D}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t c) {
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// The next UTF-8 character; an invalid byte is returned as it is.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0xC0) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char32_t c = first & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more && at < text.size(); ++i) {
        c = (c << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    return c;
}

// The recursion depth is bounded by the decoder, which refuses deeper nesting.
void bytes_to_hex(Json& value) {
    if (value.is_binary()) {
        const auto& bytes = value.get_binary();
        value = to_hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    } else if (value.is_structured()) {
        for (Json& each : value) bytes_to_hex(each);
    }
}

constexpr std::string_view end_of_day = " 24:00";

/// 2026-10-21 24:00
bool is_end_of_day(std::string_view cell) {
    constexpr std::size_t day_size = 10;
    return cell.size() == day_size + end_of_day.size() && cell.ends_with(end_of_day) &&
           std::all_of(cell.begin(), cell.begin() + day_size,
                       [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

}  // namespace

bool shows_in_place() {
    const char* terminal = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) != 0 && terminal && std::string_view(terminal) != "dumb";
}

bool shows_colour() {
    const char* none = std::getenv("NO_COLOR");
    return shows_in_place() && !(none && *none);
}

Result<Lang> parse_lang(const std::string& word) {
    if (word.empty()) return lang_of_environment();
    if (word == "zh") return Lang::Zh;
    if (word == "en") return Lang::En;
    return bad_input("--lang: '" + word + "' is not known", "zh or en");
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        if (!is_in(without_width, c)) width += is_in(wide, c) ? 2U : 1U;
    }
    return width;
}

void print(std::ostream& out, const TextTable& given) {
    TextTable table = given;
    for (auto& row : table.rows) {
        for (std::string& cell : row) cell = printable(cell);
    }
    std::vector<std::size_t> widths;
    const auto measure = [&widths](const std::vector<std::string>& row) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    };
    const auto line = [&](const std::vector<std::string>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out << row[i];
            if (i + 1 < row.size()) out << std::string(widths[i] - width_of(row[i]) + 2, ' ');
        }
        out << '\n';
    };
    if (!table.header.empty()) measure(table.header);
    for (const auto& row : table.rows) measure(row);
    if (!table.header.empty()) line(table.header);
    for (const auto& row : table.rows) line(row);
}

void print_csv(std::ostream& out, const TextTable& table) {
    const auto line = [&out](const std::vector<std::string>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out << ',';
            std::string cell = printable(row[i]);
            if (is_end_of_day(cell)) cell.insert(0, "'");  // else it is shown as the day after
            if (cell.find_first_of(",\"") == std::string::npos) {
                out << cell;
                continue;
            }
            out << '"';
            for (const char c : cell) out << (c == '"' ? "\"" : "") << c;
            out << '"';
        }
        out << "\r\n";
    };
    if (!table.header.empty()) line(table.header);
    for (const auto& row : table.rows) line(row);
}

std::string json_text(const Json& value, int indent) {
    const std::string plain = value.dump(indent, ' ', false, Json::error_handler_t::replace);
    std::string text;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t begin = at;
        const char32_t letter = next_letter(plain, at);
        if (letter == '\n' || !is_among(hidden_letters, letter)) {
            text += plain.substr(begin, at - begin);
            continue;
        }
        // Outside strings there are none.
        const std::string escaped = Json(plain.substr(begin, at - begin)).dump(-1, ' ', true);
        text += escaped.substr(1, escaped.size() - 2);
    }
    return text;
}

std::string cell_of(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.get<std::string>();
    if (value.is_array()) {
        std::string text;
        for (const Json& each : value) text += (text.empty() ? "" : " ") + cell_of(each);
        return text;
    }
    return value.dump();
}

Result<Json> json_of(std::string_view packed) {
    Json value = Json::from_msgpack(packed, true, false);
    if (value.is_discarded()) return fail(Error::Kind::Corrupt, "not MessagePack");
    bytes_to_hex(value);
    return value;
}

void complain(const Error& error) {
    const std::string text =
        told(error, lang_of_environment());  // of several lines, where a file has several faults
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const std::string line = printable(std::string_view(text).substr(at, end - at));
        std::cerr << (at == 0 ? "dudao: " : "") << line << '\n';
        at = end + 1;
    }
}

int refuse(const Error& error) {
    complain(error);
    return code(exit_of(error));
}

}  // namespace dudao
