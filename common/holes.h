// Texts with placeholders {name}, where a name consists of a-z, 0-9 and _. Other braces are
// literal.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dudao {

/// Calls on_text(part) and on_hole(name) for the parts of a text, in order.
template <class OnText, class OnHole>
constexpr void walk_holes(std::string_view text, OnText on_text, OnHole on_hole) {
    const auto is_name = [](std::string_view name) {
        return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    };
    std::size_t past = 0;  // everything before it has been handled
    for (auto begin = text.find('{'); begin != text.npos; begin = text.find('{', begin + 1)) {
        const auto close = text.find('}', begin);
        if (close == text.npos) break;
        const std::string_view name = text.substr(begin + 1, close - begin - 1);
        if (!is_name(name)) continue;
        on_text(text.substr(past, begin - past));
        on_hole(name);
        past = close + 1;
    }
    on_text(text.substr(past));
}

/// Replaces each placeholder by `value_of(name)`.
template <class ValueOf>
std::string fill_holes(std::string_view text, ValueOf value_of) {
    std::string filled;
    walk_holes(
        text, [&](std::string_view part) { filled += part; },
        [&](std::string_view name) { filled += value_of(name); });
    return filled;
}

}  // namespace dudao
