#include "files/toml_table.h"

namespace dudao::files {
struct AssertedByToml {};
constexpr void toml_asserts(bool holds) {
    if (!holds) throw AssertedByToml{};
}
}  // namespace dudao::files

// toml++ 3.3 asserts what a file may not keep to ("[=x]"): that is a fault of the file.
#define TOML_ASSERT(expr) dudao::files::toml_asserts(static_cast<bool>(expr))
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>
#include <limits>
#include <set>
#include <utility>

#include "refusals/says.h"

namespace dudao::files {
namespace {

std::optional<toml::parse_result> parsed(const std::string& bytes, const std::string& file) {
    try {
        return toml::parse(bytes, file);
    } catch (const AssertedByToml&) {
        return std::nullopt;
    }
}

/// The library's own words are English; what they are about is enough to find the place.
Said broken(std::string_view description) {
    const auto has = [description](std::string_view word) {
        return description.find(word) != description.npos;
    };
    if (has("redefine")) return says("toml_twice");
    return has("utf-8") || has("UTF-8") ? says("toml_not_utf8") : says("toml_broken");
}

}  // namespace

struct TomlTable::Inside {
    std::shared_ptr<toml::table> root;  // keeps what `table` points into
    const toml::table* table = nullptr;
    std::string file;
    std::string path;  // "task." of a table within
    Faults* faults = nullptr;
    std::set<std::string, std::less<>> used = {};

    Place place(const toml::source_region& source, const std::string& key) const {
        return {file, source.begin.line, source.begin.column, path + key};
    }

    /// Of a value, or of the table that lacks it.
    Place place_of(const std::string& key) const {
        const toml::node* node = table->get(key);
        return place(node ? node->source() : table->source(), key);
    }

    const toml::node* find(const std::string& key, Need need) {
        used.insert(key);
        const toml::node* node = table->get(key);
        if (!node && need == Need::Required) {
            faults->add(place(table->source(), key), says("toml_missing"));
        }
        return node;
    }

    template <class T>
    std::optional<T> value(const std::string& key, Need need, const Said& fault) {
        const toml::node* node = find(key, need);
        if (!node) return std::nullopt;
        if (const auto exact = node->value_exact<T>()) return exact;
        faults->add(place(node->source(), key), fault);
        return std::nullopt;
    }

    std::shared_ptr<Inside> within(const toml::table& inner, const std::string& key) const {
        return std::make_shared<Inside>(Inside{root, &inner, file, path + key + ".", faults});
    }
};

std::optional<TomlTable> TomlTable::parse(const std::string& bytes, const std::string& file,
                                          Faults& faults) {
    auto read = parsed(bytes, file);
    if (!read) {
        faults.add({file}, says("toml_none"));
        return std::nullopt;
    }
    if (!*read) {
        const auto& error = read->error();
        faults.add({file, error.source().begin.line, error.source().begin.column, {}},
                   broken(error.description()));
        return std::nullopt;
    }
    auto inside = std::make_shared<Inside>();
    inside->root = std::make_shared<toml::table>(std::move(*read).table());
    inside->table = inside->root.get();
    inside->file = file;
    inside->faults = &faults;
    return TomlTable(std::move(inside));
}

std::string TomlTable::text(const std::string& key, Need need) {
    return inside_->value<std::string>(key, need, says("toml_no_text")).value_or("");
}

std::string TomlTable::worded(const std::string& key, bool english) {
    const std::string own = text(key);
    const std::string other = text(key + "_en", Need::Optional);
    return english && !other.empty() ? other : own;
}

std::int32_t TomlTable::number(const std::string& key, Need need) {
    const auto wide = inside_->value<std::int64_t>(key, need, says("toml_no_number")).value_or(0);
    if (wide >= std::numeric_limits<std::int32_t>::min() &&
        wide <= std::numeric_limits<std::int32_t>::max()) {
        return static_cast<std::int32_t>(wide);
    }
    wrong(key, says("toml_large_number"));
    return 0;
}

bool TomlTable::boolean(const std::string& key, Need need) {
    return inside_->value<bool>(key, need, says("toml_no_flag")).value_or(false);
}

Day TomlTable::day(const std::string& key, Need need) {
    const auto date = inside_->value<toml::date>(key, need, says("toml_no_day"));
    return date ? day_of({date->year, date->month, date->day}) : Day{};
}

Moment TomlTable::moment(const std::string& key, Need need) {
    const auto at = inside_->value<toml::date_time>(key, need, says("toml_no_moment"));
    if (!at) return {};
    if (!at->offset) {
        wrong(key, says("toml_no_offset"));
        return {};
    }
    const Day day = day_of({at->date.year, at->date.month, at->date.day});
    const std::int64_t minute = at->time.hour * 60 + at->time.minute - at->offset->minutes;
    return Moment{0} + days(day.number) + dudao::minutes(minute) + seconds(at->time.second);
}

std::int32_t TomlTable::minutes(const std::string& key, Need need) {
    const auto time = inside_->value<toml::time>(key, need, says("toml_no_time"));
    if (!time) return 0;
    if (time->second != 0 || time->nanosecond != 0) {
        wrong(key, says("toml_no_minute"));
    }
    return time->hour * 60 + time->minute;
}

std::vector<std::string> TomlTable::texts(const std::string& key, Need need) {
    std::vector<std::string> list;
    const toml::node* node = inside_->find(key, need);
    if (!node) return list;
    const toml::array* array = node->as_array();
    bool good = array != nullptr;
    if (array) {
        for (const toml::node& each : *array) {
            const auto text = each.value_exact<std::string>();
            good = good && text.has_value();
            if (text) list.push_back(*text);
        }
    }
    if (!good) inside_->faults->add(inside_->place(node->source(), key), says("toml_no_texts"));
    return list;
}

std::optional<TomlTable> TomlTable::table(const std::string& key, Need need) {
    const toml::node* node = inside_->find(key, need);
    if (!node) return std::nullopt;
    if (const toml::table* table = node->as_table()) return TomlTable(inside_->within(*table, key));
    inside_->faults->add(inside_->place(node->source(), key), says("toml_no_table", key));
    return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(const std::string& key, Need need) {
    std::vector<TomlTable> list;
    const toml::node* node = inside_->find(key, need);
    if (!node) return list;
    const toml::array* array = node->as_array();
    if (array) {
        for (const toml::node& each : *array) {
            if (const toml::table* table = each.as_table()) {
                const std::string name = key + "[" + std::to_string(list.size() + 1) + "]";
                list.push_back(TomlTable(inside_->within(*table, name)));
            }
        }
    }
    if (!array || list.size() != array->size()) {
        inside_->faults->add(inside_->place(node->source(), key), says("toml_no_tables", key));
    }
    return list;
}

bool TomlTable::has(const std::string& key) const { return inside_->table->contains(key); }

void TomlTable::set_aside(const std::string& key) { inside_->used.insert(key); }

void TomlTable::wrong(const std::string& key, const Said& what) {
    inside_->faults->add(inside_->place_of(key), what);
}

void TomlTable::wrong(const std::string& key, const Error& error) {
    inside_->faults->add(inside_->place_of(key), error);
}

void TomlTable::close() {
    std::string known;
    for (const std::string& each : inside_->used) known += (known.empty() ? "" : ", ") + each;
    for (const auto& [key, node] : *inside_->table) {
        const std::string name(key.str());
        if (inside_->used.contains(name)) continue;
        inside_->faults->add(inside_->place(key.source(), name), says("toml_unknown", known));
    }
}

}  // namespace dudao::files
