// Why something was refused, as data: the code of a sentence in refusals/, and what stands in its
// holes. Programs compare codes; people are told the sentence in their language
// (messages/refusals.h).
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/fields.h"

namespace dudao {

struct Argument;

struct Said {
    std::string code;  // "no_such_task"; empty: nothing was said
    std::vector<Argument> args;
    DUDAO_FIELDS(code, args)
};

/// What stands in one hole: a text or a number as it is, words of the catalogue, or a sentence.
struct Argument {
    std::string hole;                 // "state"
    std::string group;                // of the catalogue: "state.demand"; empty: shown as it is
    std::vector<std::string> values;  // one, or a list
    std::vector<Said> inner;          // instead of values: one sentence
    DUDAO_FIELDS(hole, group, values, inner)

    Argument() = default;
    template <std::convertible_to<std::string_view> Text>
    Argument(const Text& text) : values{std::string(std::string_view(text))} {}
    template <std::integral Number>
    Argument(Number number) : values{std::to_string(number)} {}
    Argument(const Said& sentence);
};

inline Argument::Argument(const Said& sentence) : inner{sentence} {}

/// Words of a group of the catalogue, as the wire writes them: words("verb", {"accept", "recuse"}).
inline Argument words(std::string_view group, std::vector<std::string> values) {
    Argument argument;
    argument.group = group;
    argument.values = std::move(values);
    return argument;
}
inline Argument word(std::string_view group, std::string_view value) {
    return words(group, {std::string(value)});
}

/// Both halves of a refusal.
struct RefusalWords {
    std::string what;  // was wrong
    std::string mend;  // what would be right; may be empty
};

/// In English, with words as the wire writes them. A code that is not in the table says nothing.
RefusalWords in_english(const Said& said);

}  // namespace dudao
