#include "accounts/invitation_code.h"

#include "accounts/base32.h"

namespace dudao {
namespace {

constexpr std::size_t letters_in_all = invitation_code_bytes * 8 / 5;
constexpr std::size_t letters_a_group = 4;
constexpr std::size_t typed_bytes_max = 256;

/// The dashes that keyboards and papers put between the groups.
std::string_view without_dash(std::string_view typed) {
    for (const std::string_view each : {"-", " ", "\t", "\r", "\n", "\u00A0", "\u2010", "\u2011",
                                        "\u2013", "\u2014", "\u3000", "\uFF0D"}) {
        if (typed.starts_with(each)) return typed.substr(each.size());
    }
    return typed;
}

char read_letter(char typed) {
    switch (typed) {
        case '0':
            return 'O';
        case '1':
            return 'I';
        case '8':
            return 'B';
        default:
            return typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    }
}

}  // namespace

std::string invitation_letters(std::string_view bytes) { return to_base32(bytes); }

std::string invitation_shown(std::string_view letters) {
    std::string shown;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % letters_a_group == 0) shown += '-';
        shown += letters[i];
    }
    return shown;
}

std::optional<std::string> read_invitation(std::string_view typed) {
    return read_letters(typed, letters_in_all);
}

std::optional<std::string> read_letters(std::string_view typed, std::size_t wanted) {
    if (typed.size() > typed_bytes_max) return std::nullopt;
    std::string letters;
    while (!typed.empty()) {
        if (const auto rest = without_dash(typed); rest.size() < typed.size()) {
            typed = rest;
            continue;
        }
        const char letter = read_letter(typed.front());
        const bool good = (letter >= 'A' && letter <= 'Z') || (letter >= '2' && letter <= '7');
        if (!good || letters.size() == wanted) return std::nullopt;
        letters += letter;
        typed.remove_prefix(1);
    }
    if (letters.size() != wanted) return std::nullopt;
    return letters;
}

}  // namespace dudao
