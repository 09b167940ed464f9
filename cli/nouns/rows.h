// The broker's answers as tables for people.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.h"
#include "domain/words.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao {

/// A noun of the command line and the names of its queries; empty if there is no such query.
struct Noun {
    std::string_view name;
    std::string_view many;
    std::string_view one;
    std::string_view lifecycle;          // of its state's words in the catalogue
    std::optional<MatterKind> numbered;  // whose numbers its rows have
    std::string_view help;
    // Fields of a row, dotted where nested; of a list its last entry.
    std::array<std::string_view, 7> columns{};
    std::array<std::string_view, 6> filters{};  // those by which a list may be narrowed
};

/// What ids in rows stand for: people read names and numbers.
struct Directory {
    struct Name {
        std::string zh;
        std::string en;
    };
    std::map<std::string, Name> units;
    std::map<std::string, Name> groups;
    std::map<std::string, std::string> tasks;           // 督字〔2026〕12号, by id
    std::map<std::string, std::string> rectifications;  // 改字〔2026〕3号, by id
};

/// Which columns of a list are shown, and which rows.
struct ListAsked {
    std::vector<std::string> columns;          // by name, or the last part of it; empty: the noun's
    std::map<std::string, std::string> where;  // a filter and what it must be: code, word or name
};

/// 督字〔2026〕12号; empty where the noun has no numbers, or the row none.
std::string number_of(const Noun& noun, const nlohmann::ordered_json& row, Lang lang);

/// The rows that were asked for. BadInput: a word that such a field never has, with those it has.
Result<nlohmann::ordered_json> matching(const Noun& noun, const nlohmann::ordered_json& rows,
                                        const ListAsked& asked, const Directory& directory);

/// Those columns of the rows, in words. BadInput: no such column, with those there are.
Result<TextTable> table_of(const Noun& noun, const nlohmann::ordered_json& rows,
                           const ListAsked& asked, const Directory& directory, Lang lang);
/// One row, a line a field; empty fields are left out.
TextTable fields_of(const Noun& noun, const nlohmann::ordered_json& row, const Directory& directory,
                    Lang lang);

/// The fields of an object in one line, "unit: 成岁村, severity: ordinary"; long hashes by their
/// beginning.
std::string in_words(const Noun& noun, const nlohmann::ordered_json& object,
                     const Directory& directory, Lang lang);
/// A field's name as people read it.
std::string header_of(std::string_view field, Lang lang);
/// 2026-10-21 09:42; a deadline at midnight as 24:00 of the day it ends. Empty: not set.
std::string time_of(std::string_view field, std::int64_t ms);

/// Moments as 2026-10-21T09:42:00+08:00, null where they are not set.
void put_iso_times(nlohmann::ordered_json& value);

}  // namespace dudao
