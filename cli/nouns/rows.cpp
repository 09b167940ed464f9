#include "cli/nouns/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "domain/number.h"
#include "domain/zone.h"
#include "messages/number_text.h"
#include "refusals/says.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t first_moment = 100'000'000'000;  // 1973: counts are never so large

std::string_view last_of(std::string_view field) { return field.substr(field.rfind('.') + 1); }

bool is_deadline(std::string_view field) {
    const std::string_view last = last_of(field);
    return last.ends_with("due") || last.ends_with("until") || last == "deadline" ||
           last == "lapses";
}

bool is_moment(std::string_view field) {
    const std::string_view last = last_of(field);
    return is_deadline(last) || last.ends_with("_at") || last == "at" || last == "start" ||
           last == "end" || last == "now" || last == "since" || last == "last" || last == "from";
}

/// "versions.severity": of a list its last entry.
const Json* at(const Json& row, std::string_view field) {
    const Json* value = &row;
    while (value && !field.empty()) {
        const std::string name(field.substr(0, field.find('.')));
        field.remove_prefix(std::min(field.size(), name.size() + 1));
        const auto found = value->find(name);
        value = value->is_object() && found != value->end() ? &*found : nullptr;
        if (value && !field.empty() && value->is_array())
            value = value->empty() ? nullptr : &value->back();
    }
    return value;
}

/// The group of the catalogue that has the words of a field; empty: it has none.
std::string words_of(const Noun& noun, std::string_view field) {
    const std::string_view last = last_of(field);
    if (last == "state")
        return noun.lifecycle.empty() ? "" : "state." + std::string(noun.lifecycle);
    if (last == "kind" && noun.name == "task") return "task.kind";
    if (last == "kind" && noun.name == "demand") return "demand";
    if (last == "kind" && noun.name == "assignment") return "assignment";
    if (last == "kind" && noun.name == "key") return "kind";
    for (const std::string_view group : {"severity", "category", "level", "role", "slip", "step",
                                         "source", "command", "theme", "track"}) {
        if (last == group) return std::string(group);
    }
    return {};
}

const std::map<std::string, Directory::Name>* names_of(const Directory& directory,
                                                       std::string_view field) {
    const std::string_view last = last_of(field);
    for (const std::string_view unit : {"unit", "parent", "target", "scope", "supporting"}) {
        if (last == unit) return &directory.units;
    }
    return last == "group" ? &directory.groups : nullptr;
}

const std::map<std::string, std::string>* numbers_of(const Directory& directory,
                                                     std::string_view field) {
    if (field == "task" || field == "replaces") return &directory.tasks;
    return field == "rectification" ? &directory.rectifications : nullptr;
}

bool is_hash(const Json& value) {
    return value.is_string() && value.get<std::string>().size() >= 32 &&
           value.get<std::string>().find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// [reference, commitment]: somebody's words, which stand elsewhere.
bool is_of_people(const Json& value) {
    return value.is_array() && value.size() == 2 && is_hash(value[0]) && is_hash(value[1]);
}

struct Reader {
    const Noun& noun;
    const Directory& directory;
    Lang lang;

    std::string cell(std::string_view field, const Json& value) const {
        if (value.is_null() || is_of_people(value)) return value.is_null() ? "" : "···";
        if (is_moment(field) && value.is_number() && value >= first_moment)
            return time_of(field, value.get<std::int64_t>());
        if (value.is_boolean()) return std::string(text(lang, value ? "list.yes" : "list.no"));
        if (value.is_object()) return pairs(value);
        if (value.is_array()) {
            std::string all;
            for (const Json& each : value) {
                const std::string one = cell(field, each);
                if (!one.empty()) all += (all.empty() ? "" : each.is_object() ? "; " : " ") + one;
            }
            return all;
        }
        return word(field, cell_of(value));
    }

    std::string word(std::string_view field, const std::string& raw) const {
        if (raw == "0" || raw.empty()) return {};  // ids and counts that are not set
        const std::string key = words_of(noun, field) + "." + raw;
        if (has_text(key)) return std::string(text(lang, key));
        if (const auto* names = names_of(directory, field)) {
            const auto found = names->find(raw);
            if (found != names->end())
                return lang == Lang::Zh ? found->second.zh : found->second.en;
        }
        if (const auto* numbers = numbers_of(directory, field)) {
            const auto found = numbers->find(raw);
            if (found != numbers->end()) return found->second;
        }
        return raw;
    }

    std::string pairs(const Json& object) const {
        std::string all;
        for (const auto& [name, value] : object.items()) {
            std::string one = cell(name, value);
            if (one.empty()) continue;
            if (is_hash(value)) one = one.substr(0, 8) + "…";
            if (!all.empty()) all += say(lang, "，", ", ");
            all += header_of(name, lang) + std::string(say(lang, "：", ": ")) + one;
        }
        return all;
    }
};

/// The words a field can have, as "open 待答复"; empty: any text.
std::string choices_of(const Noun& noun, std::string_view field) {
    const std::string group = words_of(noun, field);
    if (group.empty()) return {};
    std::string all;
    for (const std::string_view key : text_keys()) {
        if (!key.starts_with(group + ".") || key.find('.', group.size() + 1) != key.npos) continue;
        all += (all.empty() ? "" : ", ") + std::string(key.substr(group.size() + 1));
    }
    return all;
}

bool could_be(const Noun& noun, std::string_view field, const std::string& wanted) {
    const std::string group = words_of(noun, field);
    if (group.empty() || has_text(group + "." + wanted)) return true;
    for (const std::string_view key : text_keys()) {
        if (!key.starts_with(group + ".")) continue;
        if (text(Lang::Zh, key) == wanted || text(Lang::En, key) == wanted) return true;
    }
    return false;
}

/// The whole name of a column that was given by its last part.
Result<std::string> column_named(const Noun& noun, const Json& rows, const std::string& given) {
    std::string known = "id";
    if (noun.numbered) known += ", number";
    for (const std::string_view column : noun.columns) {
        if (column.empty()) continue;
        if (column == given || last_of(column) == given) return std::string(column);
        known += ", " + std::string(last_of(column));
    }
    if (given == "id" || (given == "number" && noun.numbered)) return given;
    if (!rows.empty() && at(rows.front(), given)) return given;
    if (!rows.empty()) {
        for (const auto& [name, value] : rows.front().items()) {
            if (known.find(name) == known.npos) known += ", " + name;
        }
    }
    return bad_input("--columns: no column '" + given + "'", known);
}

}  // namespace

std::string in_words(const Noun& noun, const Json& object, const Directory& directory, Lang lang) {
    return Reader{noun, directory, lang}.pairs(object);
}

std::string header_of(std::string_view field, Lang lang) {
    std::string last(last_of(field));
    for (const char* group : {"list.", "column.", "field."}) {
        if (has_text(group + last)) return std::string(text(lang, group + last));
    }
    return last;
}

std::string time_of(std::string_view field, std::int64_t ms) {
    if (ms == 0) return {};
    const auto shown = [](std::int64_t moment) {
        std::string told = to_text(Moment{moment}, shanghai().offset_at(Moment{moment}));
        told.resize(16);
        told[10] = ' ';
        return told;
    };
    std::string told = shown(ms);
    if (!is_deadline(field) || !told.ends_with(" 00:00")) return told;
    return shown(ms - minute_ms).substr(0, 10) + " 24:00";
}

void put_iso_times(Json& value) {
    if (!value.is_structured()) return;
    if (value.is_array()) {
        for (Json& each : value) put_iso_times(each);
        return;
    }
    for (auto& [name, each] : value.items()) {
        if (!is_moment(name) || !each.is_number()) {
            put_iso_times(each);
            continue;
        }
        const std::int64_t ms = each.get<std::int64_t>();
        if (ms == 0) each = nullptr;
        if (ms >= first_moment) each = to_text(Moment{ms}, shanghai().offset_at(Moment{ms}));
    }
}

std::string number_of(const Noun& noun, const Json& row, Lang lang) {
    if (!noun.numbered) return {};
    return number_text(lang, *noun.numbered, row.value("year", 0), row.value("number", 0));
}

Result<Json> matching(const Noun& noun, const Json& rows, const ListAsked& asked,
                      const Directory& directory) {
    const Reader zh{noun, directory, Lang::Zh};
    const Reader en{noun, directory, Lang::En};
    for (const auto& [field, wanted] : asked.where) {
        if (!could_be(noun, field, wanted)) {
            return bad_input("--" + std::string(last_of(field)) + ": '" + wanted + "' is not known",
                             choices_of(noun, field));
        }
    }
    Json chosen = Json::array();
    for (const Json& row : rows) {
        const bool fits =
            std::all_of(asked.where.begin(), asked.where.end(), [&](const auto& each) {
                const auto& [field, wanted] = each;
                const Json* value = at(row, field);
                return value && (cell_of(*value) == wanted || zh.cell(field, *value) == wanted ||
                                 en.cell(field, *value) == wanted);
            });
        if (fits) chosen.push_back(row);
    }
    return chosen;
}

Result<TextTable> table_of(const Noun& noun, const Json& rows, const ListAsked& asked,
                           const Directory& directory, Lang lang) {
    std::vector<std::string> columns;
    for (const std::string& given : asked.columns) {
        auto column = column_named(noun, rows, given);
        if (!column) return tl::unexpected<Error>(column.error());
        columns.push_back(std::move(*column));
    }
    if (columns.empty()) {
        // A grant has none.
        const bool named = std::any_of(rows.begin(), rows.end(),
                                       [](const Json& row) { return row.contains("id"); });
        if (noun.numbered) columns.emplace_back("number");
        if (!noun.numbered && (named || rows.empty())) columns.emplace_back("id");
        for (const std::string_view column : noun.columns) {
            if (!column.empty()) columns.emplace_back(column);
        }
    }
    const Reader reader{noun, directory, lang};
    TextTable table;
    for (const std::string& column : columns) table.header.push_back(header_of(column, lang));
    for (const Json& row : rows) {
        std::vector<std::string> line;
        for (const std::string& column : columns) {
            const Json* value = at(row, column);
            line.push_back(column == "number" && noun.numbered ? number_of(noun, row, lang)
                           : value                             ? reader.cell(column, *value)
                                                               : std::string());
        }
        table.rows.push_back(std::move(line));
    }
    return table;
}

TextTable fields_of(const Noun& noun, const Json& row, const Directory& directory, Lang lang) {
    const Reader reader{noun, directory, lang};
    TextTable table;
    if (const std::string number = number_of(noun, row, lang); !number.empty()) {
        table.rows.push_back({header_of("number", lang), number});
    }
    for (const auto& [field, value] : row.items()) {
        const std::string shown = reader.cell(field, value);
        if (!shown.empty() && field != "year" && field != "number")
            table.rows.push_back({header_of(field, lang), shown});
    }
    return table;
}

}  // namespace dudao
