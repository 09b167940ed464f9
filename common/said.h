// A refusal as data: the code of a sentence in refusals/, and the values of its placeholders.
// Programs compare codes; people are shown the sentence in their language (messages/refusals.h).
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
    std::string code;  // e.g. "no_such_task"; empty: none
    std::vector<Argument> args;
    DUDAO_FIELDS(code, args)
};

/// The value of one placeholder: literal text or number, words of the catalogue, or a sentence.
struct Argument {
    std::string hole;   // the placeholder's name: "state"
    std::string group;  // catalogue group of the values: "state.demand"; empty: literal
    std::vector<std::string> values;  // one, or a list
    std::vector<Said> inner;          // instead of values: a sentence, or several, a line each
    DUDAO_FIELDS(hole, group, values, inner)

    Argument() = default;
    template <std::convertible_to<std::string_view> Text>
    Argument(const Text& text) : values{std::string(std::string_view(text))} {}
    template <std::integral Number>
    Argument(Number number) : values{std::to_string(number)} {}
    Argument(const Said& sentence);
};

inline Argument::Argument(const Said& sentence) : inner{sentence} {}

/// Words of a catalogue group, in their form on the wire: words("verb", {"accept", "recuse"}).
inline Argument words(std::string_view group, std::vector<std::string> values) {
    Argument argument;
    argument.group = group;
    argument.values = std::move(values);
    return argument;
}
inline Argument word(std::string_view group, std::string_view value) {
    return words(group, {std::string(value)});
}

/// The two sentences of a refusal.
struct RefusalWords {
    std::string what;  // what is wrong
    std::string mend;  // what would be right; may be empty
};

/// In English, with words in their form on the wire. Empty for an unknown code.
RefusalWords in_english(const Said& said);

}  // namespace dudao
