// Describes records by their DUDAO_FIELDS, as Encoder::put writes them (wire/codec.h): a table of
// fields, types, bounds and what the sources say of each. What a record is made of, and the words
// of enums, are gathered on the way, each once.
#pragma once

#include <cxxabi.h>

#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/longer.h"
#include "domain/moment.h"
#include "domain/names.h"
#include "domain/text.h"
#include "source.h"
#include "wire/limits.h"

namespace dudao::test {

/// "dudao::wire::Hello"; the type may be incomplete, as tags of ids are.
template <class T>
std::string full_name() {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> text(
        abi::__cxa_demangle(typeid(T*).name(), nullptr, nullptr, &status), std::free);
    std::string name = status == 0 ? text.get() : "?";
    while (!name.empty() && name.back() == '*') name.pop_back();
    return name;
}

/// Without "dudao::".
inline std::string short_name(std::string name) {
    constexpr std::string_view space = "dudao::";
    return name.starts_with(space) ? name.substr(space.size()) : name;
}

/// The anchor that a heading of this name gets.
inline std::string anchor(const std::string& name) {
    std::string out;
    for (const char c : name) {
        if (c == ':') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

inline std::string in_cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != text.npos; at += 2) {
        text.insert(at, "\\");
    }
    return text;
}

/// Names what a tag stands for: "UnitTag" is a unit's.
template <class Tag>
std::string thing() {
    const std::string name = short_name(full_name<Tag>());
    return anchor(name.substr(0, name.size() - std::string_view("Tag").size()));
}

class Described {
 public:
    explicit Described(const Sources& sources) : sources_(sources) {}

    /// What the sources say above the record; may be empty.
    template <Record T>
    std::string about() const {
        return sources_.of(full_name<T>()).about;
    }

    /// The table of a record's fields; `bounded`: the bounds of a command stand in it.
    template <Record T>
    std::string fields(bool bounded) {
        if (field_count<T>() == 0) return "No fields.\n";
        std::string out = bounded ? "| field | type | at most | what |\n|---|---|---|---|\n"
                                  : "| field | type | what |\n|---|---|---|\n";
        T blank{};
        for_each_field(blank, [&]<class Member>(std::string_view name, const Member& unsaid) {
            const auto& comments = sources_.of(full_name<T>()).fields;
            const auto comment = comments.find(std::string(name));
            out += "| `" + std::string(name) + "` | " + type<Member>() + default_of(unsaid) + " | ";
            if (bounded) out += bound<Member>(bounds::longer_of<T>(name)) + " | ";
            out += (comment == comments.end() ? "" : in_cell(comment->second)) + " |\n";
        });
        return out;
    }

    /// Sections of the records that others are made of, by name.
    const std::map<std::string, std::string>& records() const { return records_; }
    /// Words of the enums that were met, by name.
    const std::map<std::string, std::string>& words() const { return words_; }

    template <NamedEnum E>
    std::string words_of() {
        const std::string name = short_name(full_name<E>());
        std::string& list = words_[name];
        if (list.empty()) {
            for (const auto& [value, word] : Names<E>::table) {
                list += (list.empty() ? "`" : ", `") + std::string(word) + "`";
            }
        }
        return "word of [" + name + "](records.md#" + anchor(name) + ")";
    }

 private:
    template <class T>
    struct Of {};

    /// What a field left out means, where that is not 0, empty or false.
    template <class T>
    static std::string default_of(const T& value) {
        if constexpr (NamedEnum<T>) {
            return "; `" + std::string(dudao::name(value)) + "`";
        } else if constexpr (std::is_same_v<T, bool>) {
            return value ? "; true" : "";
        } else if constexpr (std::is_integral_v<T>) {
            return value == 0 ? "" : "; " + std::to_string(value);
        } else {
            return {};
        }
    }

    template <class T>
    std::string type() {
        return type_of(Of<T>{});
    }
    std::string type_of(Of<bool>) { return "flag"; }
    std::string type_of(Of<std::int32_t>) { return "number"; }
    std::string type_of(Of<std::int64_t>) { return "number"; }
    std::string type_of(Of<std::uint64_t>) { return "number"; }
    std::string type_of(Of<std::string>) { return "text"; }
    std::string type_of(Of<Bytes>) { return "bytes"; }
    std::string type_of(Of<Text>) { return "words"; }
    std::string type_of(Of<Moment>) { return "moment"; }
    std::string type_of(Of<Span>) { return "span"; }
    std::string type_of(Of<Day>) { return "day"; }
    template <class Tag>
    std::string type_of(Of<Code<Tag>>) {
        return "id: " + thing<Tag>();
    }
    template <class Tag>
    std::string type_of(Of<Id<Tag>>) {
        return "number: " + thing<Tag>();
    }
    template <NamedEnum E>
    std::string type_of(Of<E>) {
        return words_of<E>();
    }
    template <class T>
    std::string type_of(Of<std::vector<T>>) {
        return "list: " + type<T>();
    }
    template <class T>
    std::string type_of(Of<std::deque<T>>) {
        return "list: " + type<T>();
    }
    template <class T>
    std::string type_of(Of<std::set<T>>) {
        return "list: " + type<T>();
    }
    template <class K, class T>
    std::string type_of(Of<std::map<K, T>>) {
        return "list of pairs: " + type<K>() + ", " + type<T>();
    }
    template <Record T>
    std::string type_of(Of<T>) {
        const std::string name = short_name(full_name<T>());
        if (!records_.contains(name)) {
            records_[name];  // before its fields: a record may hold its own kind
            std::string said = about<T>();
            records_[name] = (said.empty() ? "" : said + "\n\n") + fields<T>(true);
        }
        return "[" + name + "](records.md#" + anchor(name) + ")";
    }

    /// What beyond_bounds (domain/bounds.cpp) refuses of every command; rules may be closer.
    template <class T>
    std::string bound(std::size_t longer) {
        return bound_of(Of<T>{}, longer);
    }
    static std::string count(std::size_t number, const char* of) {
        return std::to_string(number) + " " + of;
    }
    static std::string bound_of(Of<std::int32_t>, std::size_t) {
        return "±" + std::to_string(bounds::count_max);
    }
    static std::string bound_of(Of<std::string>, std::size_t longer) {
        return count(longer == 0 ? bounds::letters_max : longer, "letters");
    }
    static std::string bound_of(Of<Bytes>, std::size_t) {
        return count(bounds::bytes_max, "bytes");
    }
    static std::string bound_of(Of<Text>, std::size_t) {
        return count(wire::text_bytes_max, "bytes");
    }
    template <class T>
    std::string bound_of(Of<std::vector<T>>, std::size_t longer) {
        const std::string each = bound<T>(0);
        return count(longer == 0 ? bounds::list_max : longer, "entries") +
               (each.empty() ? "" : " of " + each);
    }
    template <class T>
    static std::string bound_of(Of<T>, std::size_t) {
        return {};
    }

    const Sources& sources_;
    std::map<std::string, std::string> records_;
    std::map<std::string, std::string> words_;
};

}  // namespace dudao::test
