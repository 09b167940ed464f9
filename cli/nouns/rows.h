// What the broker answered, as tables for people.
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

/// A noun of the command line and what the broker's queries call it; empty where there is no such
/// query.
struct Noun {
    std::string_view name;
    std::string_view many;
    std::string_view one;
    std::string_view lifecycle;  // of its state's words in the catalogue
    std::string_view numbered;   // before a short number: 督字〔2026〕12号
    std::string_view help;
    std::array<std::string_view, 6> columns{};  // fields of a row, dotted where nested
};

struct ShortNumber {
    std::int32_t year = 0;
    std::int32_t number = 0;
};
/// Of "2026-12" or "督字〔2026〕12号"; nothing when it is neither.
std::optional<ShortNumber> short_number(const std::string& given);

TextTable table_of(const Noun& noun, const nlohmann::ordered_json& rows, Lang lang);
/// One row, a line a field; empty fields are left out.
TextTable fields_of(const Noun& noun, const nlohmann::ordered_json& row, Lang lang);

}  // namespace dudao
