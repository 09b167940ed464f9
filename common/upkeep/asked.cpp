#include "upkeep/asked.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "json_depth.h"

namespace dudao::upkeep {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> names{"examine", "verify", "back_up"};
constexpr std::size_t person_bytes_max = 64;
constexpr std::size_t head_letters = 64;
constexpr std::size_t commit_digits_max = 18;

bool all_of(std::string_view text, std::string_view letters) {
    return text.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace

std::string_view name(Work work) { return names.at(static_cast<std::size_t>(work)); }

std::optional<Work> work_named(std::string_view name) {
    const auto* const at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Work>(at - names.begin());
}

bool is_noted_head(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > commit_digits_max) return false;
    const std::string_view head = text.substr(colon + 1);
    return all_of(text.substr(0, colon), "0123456789") && head.size() == head_letters &&
           all_of(head, "0123456789abcdef");
}

std::string to_json(const Asked& asked) {
    return Json{{"number", asked.number},
                {"work", name(asked.work)},
                {"lang", asked.chinese ? "zh" : "en"},
                {"by", asked.by},
                {"at", asked.at_ms},
                {"noted", asked.noted}}
               .dump() +
           "\n";
}

std::optional<Asked> parse_asked(std::string_view text) {
    if (text.size() > asked_bytes_max) return std::nullopt;
    const Json json = json_from_outside<Json>(text);
    if (!json.is_object()) return std::nullopt;
    const auto whole_number = [&](const char* field) -> std::optional<std::int64_t> {
        const auto at = json.find(field);
        if (at == json.end() || !at->is_number_unsigned() || *at > INT64_MAX) return std::nullopt;
        return at->get<std::int64_t>();
    };
    const auto number = whole_number("number");
    const auto at_ms = whole_number("at");
    const auto work = work_named(text_in(json, "work"));
    const std::string lang = text_in(json, "lang");
    Asked asked{.by = text_in(json, "by"), .noted = text_in(json, "noted")};
    if (!number || !at_ms || !work || (lang != "zh" && lang != "en")) return std::nullopt;
    if (asked.by.size() > person_bytes_max) return std::nullopt;
    if (!asked.noted.empty() && !is_noted_head(asked.noted)) return std::nullopt;
    asked.number = *number;
    asked.work = *work;
    asked.chinese = lang == "zh";
    asked.at_ms = *at_ms;
    return asked;
}

}  // namespace dudao::upkeep
