#include "cli/nouns/rows.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "domain/zone.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

bool is_moment(std::string_view field) {
    const std::string_view last = field.substr(field.rfind('.') + 1);
    return last.ends_with("_at") || last.ends_with("due") || last.ends_with("until") ||
           last == "deadline" || last == "start" || last == "end" || last == "now";
}

const Json* at(const Json& row, std::string_view field) {
    const Json* value = &row;
    while (value && !field.empty()) {
        const std::string name(field.substr(0, field.find('.')));
        field.remove_prefix(std::min(field.size(), name.size() + 1));
        const auto found = value->find(name);
        value = value->is_object() && found != value->end() ? &*found : nullptr;
    }
    return value;
}

std::string number_of(const Noun& noun, const Json& row) {
    if (noun.numbered.empty() || row.value("number", 0) == 0) return {};
    return std::string(noun.numbered) + "〔" + std::to_string(row.value("year", 0)) + "〕" +
           std::to_string(row.value("number", 0)) + "号";
}

std::string cell(const Noun& noun, std::string_view field, const Json& value, Lang lang) {
    if (is_moment(field) && value.is_number()) {
        const std::int64_t ms = value.get<std::int64_t>();
        return ms == 0 ? std::string() : to_text(Moment{ms}, shanghai().offset_at(Moment{ms}));
    }
    if (field == "state" && !noun.lifecycle.empty()) {
        const std::string key = "state." + std::string(noun.lifecycle) + "." + cell_of(value);
        if (has_text(key)) return std::string(text(lang, key));
    }
    if (value.is_number() && value == 0) return {};  // ids and counts that are not set
    return cell_of(value);
}

std::optional<std::int32_t> whole(std::string_view digits) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value <= 0)
        return std::nullopt;
    return value;
}

}  // namespace

std::optional<ShortNumber> short_number(const std::string& given) {
    constexpr std::string_view open = "〔";
    constexpr std::string_view close = "〕";
    constexpr std::string_view end = "号";
    std::string_view text = given;
    std::string_view dash = "-";
    if (const auto from = text.find(open); from != text.npos) {
        text.remove_prefix(from + open.size());
        if (text.ends_with(end)) text.remove_suffix(end.size());
        dash = close;
    }
    const auto between = text.find(dash);
    if (between == text.npos) return std::nullopt;
    const auto year = whole(text.substr(0, between));
    const auto number = whole(text.substr(between + dash.size()));
    if (!year || !number || *year < 1900) return std::nullopt;
    return ShortNumber{*year, *number};
}

TextTable table_of(const Noun& noun, const Json& rows, Lang lang) {
    TextTable table;
    const bool numbered = !noun.numbered.empty();
    table.header = {"id"};
    if (numbered) table.header.emplace_back(say(lang, "编号", "number"));
    for (const std::string_view column : noun.columns) {
        if (!column.empty()) table.header.emplace_back(column.substr(column.rfind('.') + 1));
    }
    for (const Json& row : rows) {
        std::vector<std::string> line{cell_of(row.value("id", Json()))};
        if (numbered) line.push_back(number_of(noun, row));
        for (const std::string_view column : noun.columns) {
            if (column.empty()) continue;
            const Json* value = at(row, column);
            line.push_back(value ? cell(noun, column, *value, lang) : std::string());
        }
        table.rows.push_back(std::move(line));
    }
    return table;
}

TextTable fields_of(const Noun& noun, const Json& row, Lang lang) {
    TextTable table;
    if (const std::string number = number_of(noun, row); !number.empty()) {
        table.rows.push_back({std::string(say(lang, "编号", "number")), number});
    }
    for (const auto& [field, value] : row.items()) {
        const std::string shown = cell(noun, field, value, lang);
        if (!shown.empty() && field != "year" && field != "number")
            table.rows.push_back({field, shown});
    }
    return table;
}

}  // namespace dudao
