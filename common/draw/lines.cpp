#include "draw/lines.h"

#include <algorithm>
#include <charconv>

#include "domain/ids.h"

namespace dudao::draw {
namespace {

constexpr std::size_t line_bytes_max = 8192;
constexpr std::size_t words_max = 64;

/// Length of the UTF-8 character at the start of `text`, or 0 if there is none (RFC 3629: no
/// overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t character(std::string_view text) {
    const auto at = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = at(0);
    if (lead < 0x80) return 1;
    const std::size_t size = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (size == 0 || at(1) < low || at(1) > high) return 0;
    for (std::size_t i = 2; i < size; ++i) {
        if (at(i) < 0x80 || at(i) > 0xBF) return 0;
    }
    return size;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = character(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    for (std::size_t end = 0; end != text.npos;) {
        end = text.find(between);
        parts.push_back(text.substr(0, end));
        if (end != text.npos) text.remove_prefix(end + 1);
    }
    return parts;
}

}  // namespace

tl::unexpected<Error> refuse(const Line& line, const std::string& what, const std::string& mend) {
    return bad_input("line " + std::to_string(line.number) + ": " + what, mend);
}

Result<Line> take_line(std::string_view& rest, std::size_t number) {
    Line line{number, {}, {}};
    const auto end = rest.find('\n');
    if (end == rest.npos) return refuse(line, "does not end", "every line ends with LF");
    line.text = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (line.text.size() > line_bytes_max) return refuse(line, "is longer than 8192 bytes");
    if (line.text.empty()) return refuse(line, "is empty", "leave no empty lines");
    for (const char c : line.text) {
        if (c == '\r') return refuse(line, "contains a CR", "lines end with LF alone");
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) {
            return refuse(line, "contains a control character");
        }
    }
    if (!is_utf8(line.text)) return refuse(line, "is not UTF-8");
    line.fields = split(line.text, '\t');
    return line;
}

Result<std::uint64_t> read_number(const Line& line, std::size_t field, std::uint64_t least,
                                  std::uint64_t most) {
    const std::string_view text = line.fields.at(field);
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = fault == std::errc{} && end == text.data() + text.size();
    const bool plain = text == "0" || (!text.empty() && text[0] != '0');
    if (!whole || !plain || value < least || value > most) {
        return refuse(line, "\"" + std::string(text.substr(0, 32)) + "\" is not a number here",
                      "write a decimal from " + std::to_string(least) + " to " +
                          std::to_string(most) + " without leading zeros");
    }
    return value;
}

Result<std::string> read_id(const Line& line, std::size_t field) {
    const std::string_view text = line.fields.at(field);
    if (!is_code(text)) {
        return refuse(line, "\"" + std::string(text.substr(0, 64)) + "\" is not an id",
                      "ids are 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return std::string(text);
}

Result<std::vector<std::string>> read_words(const Line& line, std::size_t field) {
    std::vector<std::string> words;
    if (line.fields.at(field).empty()) return words;
    for (const std::string_view word : split(line.fields.at(field), ',')) {
        if (word.empty() || word.size() > 64) {
            return refuse(line, "a word between commas has 1 to 64 bytes");
        }
        if (std::find(words.begin(), words.end(), word) != words.end()) {
            return refuse(line, "\"" + std::string(word) + "\" stands there twice");
        }
        if (words.size() == words_max) return refuse(line, "has more than 64 words");
        words.emplace_back(word);
    }
    return words;
}

std::string join(const std::vector<std::string>& words, char between) {
    std::string text;
    for (const std::string& word : words) {
        if (&word != &words.front()) text += between;
        text += word;
    }
    return text;
}

}  // namespace dudao::draw
