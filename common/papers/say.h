// say(lang, "late.days", in<"n">(3)): a line of the table with what stands in its holes, each under
// its name. A code that is not there, a hole left open or one too many do not compile.
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "messages/messages.h"
#include "papers/table.h"

namespace dudao::papers {

/// The name of a hole, as an argument of a template.
struct HoleName {
    char text[24] = {};  // NOLINT(modernize-avoid-c-arrays): structural, so that it may be one
    template <std::size_t N>
    consteval HoleName(const char (&name)[N]) {  // NOLINT(modernize-avoid-c-arrays)
        static_assert(N <= sizeof text);
        std::copy_n(static_cast<const char*>(name), N, static_cast<char*>(text));
    }
    constexpr std::string_view view() const { return static_cast<const char*>(text); }
};

template <HoleName>
struct Given {
    std::string value;
};
template <HoleName name, std::convertible_to<std::string_view> Text>
Given<name> in(const Text& value) {
    return {std::string(std::string_view(value))};
}
template <HoleName name, std::integral Number>
Given<name> in(Number value) {
    return {std::to_string(value)};
}

// Never defined: a call of these while compiling is the error that they name.
void no_line_has_this_code();
void the_arguments_do_not_fit_the_holes();

/// A code of the table whose line has exactly these holes.
template <HoleName... names>
struct Code {
    std::size_t row;

    consteval Code(const char* code) : row(row_of(code)) {
        if (row == no_row) {
            no_line_has_this_code();
            return;
        }
        const auto holes = holes_of(table.at(row).en);
        if (holes.count != sizeof...(names) || (!holes.contains(names.view()) || ...)) {
            the_arguments_do_not_fit_the_holes();
        }
    }
};

/// Values are taken as they are.
std::string filled(Lang lang, std::size_t row, const std::vector<Filling>& fillings);

template <HoleName... names>
std::string say(Lang lang, std::type_identity_t<Code<names...>> code,
                const Given<names>&... given) {
    return filled(lang, code.row, {Filling{names.view(), given.value}...});
}

/// The words of a line without holes whose code is computed ("month.3"); a code that is not there
/// is a broken invariant.
std::string_view word_of(Lang lang, std::string_view code);

}  // namespace dudao::papers
