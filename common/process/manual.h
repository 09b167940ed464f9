// A manual page of a program in the language of man(1), made from its flags and commands, so that
// it says what `--help` says.
#pragma once

#include <string>
#include <string_view>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace dudao {

/// The headings of a page and what stands between a program's own words.
struct ManualWords {
    std::string_view name;
    std::string_view synopsis;
    std::string_view description;
    std::string_view options;
    std::string_view commands;
    std::string_view see_also;
    std::string_view flags;  // in the synopsis
    std::string_view command;
};
const ManualWords& manual_words_en();
const ManualWords& manual_words_zh();

/// The page, in section 1. `see_also` is printed as it is: "dudao(1)".
std::string manual_of(const CLI::App& app, const ManualWords& words, std::string_view see_also);

}  // namespace dudao
