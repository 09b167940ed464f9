#include "domain/listed.h"

#include <algorithm>

namespace dudao {
namespace {

constexpr std::size_t number_digits_max = 9;
constexpr std::size_t part_digits_max = 6;
constexpr std::size_t mark_letters_max = 8;
constexpr std::size_t mark_digits_max = 4;
constexpr std::size_t draw_digits_max = 19;

constexpr auto outcomes = std::to_array<std::string_view>(
    {"no channel is set up", "file", "file: cannot be written", "webhook",
     "webhook: no answer in time", "the worker stopped", "no outcome within an hour", "mail",
     "mail: no address", "mail: address cannot be read", "mail: no connection",
     "mail: no encryption", "mail: certificate not trusted", "mail: sign-in refused",
     "mail: no answer in time", "mail: taken or not is unknown", "mail: connection ended"});
/// Followed by a number of HTTP, SMTP or libcurl.
constexpr auto numbered_outcomes =
    std::to_array<std::string_view>({"webhook: answer ", "webhook: error ",
                                     "mail: recipient refused ", "mail: refused ", "mail: error "});

template <std::size_t n>
std::string listed(const std::array<std::string_view, n>& list, std::string_view given) {
    const bool known = std::find(list.begin(), list.end(), given) != list.end();
    return std::string(known ? given : list.back());
}

bool are_digits(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_outcome(std::string_view part) {
    for (const std::string_view each : numbered_outcomes) {
        if (part.starts_with(each)) return are_digits(part.substr(each.size()), 3);
    }
    return std::find(outcomes.begin(), outcomes.end(), part) != outcomes.end();
}

std::vector<std::string> split(std::string_view text, std::string_view by) {
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(by);
        std::string_view part = text.substr(0, at);
        while (part.starts_with(' ')) part.remove_prefix(1);
        parts.emplace_back(part);
        if (at == text.npos) return parts;
        text.remove_prefix(at + by.size());
    }
}

bool is_number(std::string_view value) {
    const auto slash = value.find('/');
    if (slash == value.npos) return are_digits(value, number_digits_max);
    return are_digits(value.substr(0, slash), part_digits_max) &&
           are_digits(value.substr(slash + 1), part_digits_max);
}

}  // namespace

std::string listed_type(std::string_view given) { return listed(evidence_types, given); }

std::string listed_source(std::string_view given) {
    return given.empty() ? std::string(position_sources.front()) : listed(position_sources, given);
}

std::string listed_outcome(std::string_view given) {
    const auto parts = split(given, ", ");
    constexpr std::size_t channels_max = 3;
    const bool known = parts.size() <= channels_max &&
                       std::all_of(parts.begin(), parts.end(),
                                   [](const std::string& part) { return is_outcome(part); });
    return std::string(known ? given : "other");
}

std::vector<std::string> choices_of(const ChecklistItem& item) {
    const std::string_view en = item.en;
    const auto open = en.find('(');
    const auto close = open == en.npos ? open : en.find(')', open);
    if (close != en.npos) {
        auto listed_in = split(en.substr(open + 1, close - open - 1), ",");
        if (listed_in.size() > 1) return listed_in;
    }
    auto words = split(en, ",");
    if (words.size() > 2 && split(item.zh, "、").size() == words.size()) return words;
    return {};
}

bool is_answer(const ChecklistItem& item, std::string_view value) {
    if (value.empty()) return true;
    switch (item.how.empty() ? 'Y' : item.how.back()) {
        case 'N':
            return is_number(value);
        case 'T':
            return value == "y" || value == "none";
        case 'S': {
            const auto choices = choices_of(item);
            if (choices.empty()) break;
            return std::find(choices.begin(), choices.end(), value) != choices.end();
        }
        default:
            break;
    }
    return value == "y" || value == "n";
}

bool is_rule_mark(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
    if (letters == 0 || letters > mark_letters_max) return false;
    text.remove_prefix(letters);
    if (text.starts_with('-')) text.remove_prefix(1);
    return are_digits(text, mark_digits_max);
}

std::string_view check_of(const ChecklistItem& item) {
    const std::string_view rule = item.rule;
    const auto space = rule.rfind(' ');
    return rule.find(':') == rule.npos || space == rule.npos ? std::string_view()
                                                             : rule.substr(space + 1);
}

bool is_draw_id(std::string_view text) {
    const auto colon = text.rfind(':');
    return colon != text.npos && is_code(text.substr(0, colon)) &&
           are_digits(text.substr(colon + 1), draw_digits_max);
}

}  // namespace dudao
