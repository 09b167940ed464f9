// Enum <-> text: one constexpr table an enum serves wire, log, command line, catalogue and docs.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "ensure.h"
#include "result.h"

namespace dudao {

/// Specialised for each enum: `static constexpr auto table = std::to_array<Named<E>>({…});`
template <class E>
struct Names;

template <class E>
using Named = std::pair<E, std::string_view>;

template <class E>
concept NamedEnum = requires { Names<E>::table; };

template <NamedEnum E>
constexpr std::string_view name(E value) {
    for (const auto& [e, text] : Names<E>::table) {
        if (e == value) return text;
    }
    return "?";
}

/// Unknown text is refused with the list of what is known.
template <NamedEnum E>
Result<E> parse_name(std::string_view text) {
    std::string known;
    for (const auto& [e, word] : Names<E>::table) {
        if (word == text) return e;
        known += (known.empty() ? "" : ", ") + std::string(word);
    }
    return bad_input("'" + std::string(text.substr(0, 64)) + "' is not known", "one of " + known);
}

}  // namespace dudao
