// Enum <-> text: one constexpr table per enum for wire, log, command line, catalogue and docs.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ensure.h"
#include "result.h"

namespace dudao {

/// Specialized for each enum: `static constexpr auto table = std::to_array<Named<E>>({…});` An enum
/// shown to people also has `words`, its group in the catalogue (messages/).
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

/// The word of a value, to be translated by the catalogue.
template <NamedEnum E>
Argument word(E value) {
    return word(Names<E>::words, name(value));
}

/// All words of an enum, for a refusal that lists them.
template <NamedEnum E>
Argument choices() {
    Argument all;
    if constexpr (requires { Names<E>::words; }) all.group = Names<E>::words;
    for (const auto& [e, word] : Names<E>::table) all.values.emplace_back(word);
    return all;
}

template <NamedEnum E>
constexpr std::optional<E> find_name(std::string_view text) {
    for (const auto& [e, word] : Names<E>::table) {
        if (word == text) return e;
    }
    return std::nullopt;
}

Error not_known(std::string_view text, const Argument& choices);

/// Parses a word. Errors: BadInput with the list of known words.
template <NamedEnum E>
Result<E> parse_name(std::string_view text) {
    if (const auto found = find_name<E>(text)) return *found;
    return tl::unexpected<Error>(not_known(text, choices<E>()));
}

}  // namespace dudao
