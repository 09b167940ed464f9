// The broker's answers as tables for people.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cli/output.h"
#include "messages/messages.h"

namespace dudao {

/// A noun of the command line and the names of its queries; empty if there is no such query.
struct Noun {
    std::string_view name;
    std::string_view many;
    std::string_view one;
    std::string_view lifecycle;  // catalogue of the words for its state
    std::string_view numbered;   // prefix of its short number: 督字〔2026〕12号
    std::string_view help;
    std::array<std::string_view, 6> columns{};  // fields of a row; nested ones with dots
};

struct ShortNumber {
    std::int32_t year = 0;
    std::int32_t number = 0;
};
/// Parses "2026-12" or "督字〔2026〕12号"; std::nullopt for anything else.
std::optional<ShortNumber> short_number(const std::string& given);

TextTable table_of(const Noun& noun, const nlohmann::ordered_json& rows, Lang lang);
/// One row, with a line per field; empty fields are omitted.
TextTable fields_of(const Noun& noun, const nlohmann::ordered_json& row, Lang lang);

}  // namespace dudao
