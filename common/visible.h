// What of a text people can see. A text of blanks and signs that draw nothing is empty, at every
// door; a name holds no sign that hides in it, or that turns the text around it. The pages have the
// same table (console/web/src/domain/visible.ts, made from this one).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "utf8.h"

namespace dudao {

struct Letters {
    char32_t first;
    char32_t last;
};

/// Spaces of any width; the names of people and places may hold them between words.
inline constexpr auto blank_letters = std::to_array<Letters>({{0x20, 0x20},
                                                              {0xA0, 0xA0},
                                                              {0x1680, 0x1680},
                                                              {0x2000, 0x200A},
                                                              {0x202F, 0x202F},
                                                              {0x205F, 0x205F},
                                                              {0x3000, 0x3000}});

/// Control characters, signs without width, signs that set the direction of writing, tags, and the
/// letters that are drawn as nothing (U+2800 of Braille, the fillers of Hangul).
inline constexpr auto hidden_letters = std::to_array<Letters>(
    {{0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},       {0x034F, 0x034F},
     {0x061C, 0x061C}, {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
     {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},   {0x2800, 0x2800},
     {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
     {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}});

template <std::size_t N>
constexpr bool is_among(const std::array<Letters, N>& table, char32_t letter) {
    return std::any_of(table.begin(), table.end(), [letter](const Letters& each) {
        return letter >= each.first && letter <= each.last;
    });
}

/// The letter at `at`, and past it. A byte that is no UTF-8 is a letter of its own, U+FFFD.
constexpr char32_t next_letter(std::string_view text, std::size_t& at) {
    const std::string_view rest = text.substr(at);
    if (!begins_with_utf8(rest)) {
        ++at;
        return 0xFFFD;
    }
    const auto lead = static_cast<unsigned char>(rest.front());
    const std::size_t length = utf8_length(lead);
    at += length;
    if (length == 1) return lead;
    char32_t letter = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        letter = (letter << 6U) | (static_cast<unsigned char>(rest[i]) & 0x3FU);
    }
    return letter;
}

/// Nothing in it can be seen.
constexpr bool is_blank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = next_letter(text, at);
        if (!is_among(blank_letters, letter) && !is_among(hidden_letters, letter)) return false;
    }
    return true;
}

/// Something in it cannot be seen, blanks apart.
constexpr bool hides_something(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_among(hidden_letters, next_letter(text, at))) return true;
    }
    return false;
}

/// Without blanks and tabs at its ends; empty when nothing in it can be seen.
constexpr std::string_view trimmed(std::string_view text) {
    if (is_blank(text)) return {};
    const auto is_space = [](char32_t letter) {
        return letter == '\t' || is_among(blank_letters, letter);
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; is_space(next_letter(text, at));) begin = at;
    std::size_t end = 0;
    for (std::size_t at = begin; at < text.size();) {
        if (!is_space(next_letter(text, at))) end = at;
    }
    return text.substr(begin, end - begin);
}

/// As one line of a terminal may have it: each hidden letter as its number, `<U+001B>`, so that
/// nobody's words command it or turn a line around. Bytes that are no UTF-8 become U+FFFD.
inline std::string printable(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t letter = next_letter(text, at);
        if (letter == 0xFFFD) {
            out += "\xEF\xBF\xBD";
        } else if (!is_among(hidden_letters, letter)) {
            out += text.substr(begin, at - begin);
        } else {
            out += "<U+";
            for (unsigned shift = letter > 0xFFFF ? 20 : 16; shift > 0;) {
                shift -= 4;
                out += digits[(letter >> shift) & 0xFU];
            }
            out += ">";
        }
    }
    return out;
}

}  // namespace dudao
