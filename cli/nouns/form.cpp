#include "cli/nouns/form.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "domain/deadline.h"
#include "wire/command_codec.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t file_bytes_max = 1024 * 1024;

template <NamedEnum E>
std::string words_of() {
    std::string words;
    for (const auto& [value, word] : Names<E>::table)
        words += (words.empty() ? "" : ", ") + std::string(word);
    return words;
}

struct Describe {
    std::vector<FormField>& out;

    void operator()(std::string_view name, const auto& member) { add(name, member); }

    void put(std::string_view name, FieldKind kind, std::string choices = {}) {
        out.push_back({std::string(name), kind, std::move(choices)});
    }
    void add(std::string_view name, bool) { put(name, FieldKind::YesOrNo); }
    void add(std::string_view name, std::int32_t) { put(name, FieldKind::Number); }
    void add(std::string_view name, std::int64_t) { put(name, FieldKind::Number); }
    void add(std::string_view name, const std::string&) { put(name, FieldKind::Text); }
    void add(std::string_view name, const Text&) { put(name, FieldKind::Text); }
    void add(std::string_view name, const Bytes&) { put(name, FieldKind::Hex); }
    void add(std::string_view name, Moment) { put(name, FieldKind::Moment); }
    void add(std::string_view name, const Budget&) { put(name, FieldKind::Budget); }
    template <class Tag>
    void add(std::string_view name, const Code<Tag>&) {
        put(name, FieldKind::Text);
    }
    template <class Tag>
    void add(std::string_view name, Id<Tag>) {
        put(name, FieldKind::Number);
    }
    template <NamedEnum E>
    void add(std::string_view name, E) {
        put(name, FieldKind::Word, words_of<E>());
    }
    template <class T>
    void add(std::string_view name, const std::vector<T>&) {
        constexpr bool texts =
            requires(T each) { each.text.size(); } || std::is_same_v<T, std::string>;
        put(name, texts && !Record<T> ? FieldKind::List : FieldKind::Json);
    }
    template <Record T>
        requires(!std::is_same_v<T, Budget>)
    void add(std::string_view name, const T&) {
        put(name, FieldKind::Json);
    }
};

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return bad_input(path + " cannot be read", "a file that exists");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > file_bytes_max) return bad_input(path + " is too large", "at most 1 MiB");
    return text;
}

Result<Json> json_value(const std::string& given) {
    std::string text = given;
    if (given.starts_with('@')) {
        auto file = read_file(given.substr(1));
        if (!file) return tl::unexpected<Error>(file.error());
        text = std::move(*file);
    }
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return bad_input("not JSON", "JSON, or @FILE with it");
    return value;
}

Result<Json> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return bad_input("'" + text.substr(0, 64) + "' is not a whole number",
                         "a number such as 12");
    }
    return value < 0 ? Json(value) : Json(static_cast<std::uint64_t>(value));
}

Result<Json> yes_or_no(const std::string& text) {
    if (text == "true" || text == "yes") return Json(true);
    if (text == "false" || text == "no") return Json(false);
    return bad_input("'" + text.substr(0, 16) + "' is neither yes nor no", "yes or no");
}

Result<Json> value_of(const FormField& field, const std::vector<std::string>& given) {
    const std::string& first = given.front();
    switch (field.kind) {
        case FieldKind::Number:
            return number(first);
        case FieldKind::YesOrNo:
            return yes_or_no(first);
        case FieldKind::Text:
        case FieldKind::Word:
            return Json(first);
        case FieldKind::List:
            return Json(given);
        case FieldKind::Json:
            return json_value(first);
        case FieldKind::Hex:
            if (auto bytes = bytes_from_hex(first)) return Json::binary(std::move(*bytes));
            return bad_input("not hexadecimal", "pairs of digits 0-9 a-f");
        case FieldKind::Moment: {
            const auto moment = parse_moment(first);
            if (!moment) return tl::unexpected<Error>(moment.error());
            return Json(moment->ms);
        }
        case FieldKind::Budget: {
            const auto budget = parse_budget(first);
            if (!budget) return tl::unexpected<Error>(budget.error());
            return Json{{"amount", budget->amount}, {"unit", name(budget->unit)}};
        }
    }
    return Json();
}

}  // namespace

std::string FormField::flag() const {
    std::string flag = "--" + name;
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string FormField::hint() const {
    switch (kind) {
        case FieldKind::Number:
            return "NUMBER";
        case FieldKind::Text:
            return "TEXT";
        case FieldKind::YesOrNo:
            return "yes|no";
        case FieldKind::Word:
            return choices;
        case FieldKind::List:
            return "TEXT …";
        case FieldKind::Budget:
            return "10wd, 7d, 48h, 3m";
        case FieldKind::Moment:
            return "2026-10-21T09:00+08:00";
        case FieldKind::Hex:
            return "HEX";
        case FieldKind::Json:
            return "JSON or @FILE";
    }
    return {};
}

std::optional<std::vector<std::uint8_t>> bytes_from_hex(const std::string& text) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
        if (error != std::errc{} || end != text.data() + i + 2) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(value));
    }
    if (bytes.size() * 2 != text.size()) return std::nullopt;
    return bytes;
}

bool for_people(std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    return declared && !declared->help.en.empty();
}

std::vector<FormField> form_of(std::string_view command) {
    std::vector<FormField> form;
    if (const auto blank = blank_command(command)) {
        std::visit([&](const auto& record) { for_each_field(record, Describe{form}); }, *blank);
    }
    return form;
}

Result<Command> fill(std::string_view command,
                     const std::map<std::string, std::vector<std::string>>& given,
                     const std::string& rest) {
    Json args = Json::object();
    if (!rest.empty()) {
        auto more = json_value(rest);
        if (!more) return within("--json", more.error());
        if (!more->is_object()) return bad_input("--json: not an object", "{\"field\": value, …}");
        args = std::move(*more);
    }
    for (const FormField& field : form_of(command)) {
        const auto at = given.find(field.name);
        if (at == given.end() || at->second.empty()) continue;
        auto value = value_of(field, at->second);
        if (!value) return within(field.flag(), value.error());
        args[field.name] = std::move(*value);
    }
    const std::vector<std::uint8_t> packed = Json::to_msgpack(args);
    return decode_command(command, {reinterpret_cast<const char*>(packed.data()), packed.size()});
}

}  // namespace dudao
