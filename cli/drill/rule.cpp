#include "cli/drill/rule.h"

#include <charconv>

#include "domain/listed.h"

namespace dudao::drill {
namespace {

std::optional<Severity> severity_of(char letter) {
    switch (letter) {
        case 'm':
            return Severity::Minor;
        case 'o':
            return Severity::Ordinary;
        case 's':
            return Severity::Serious;
        case 'g':
            return Severity::Grave;
        default:
            return std::nullopt;
    }
}

struct Pair {
    std::string_view when;
    std::string_view wrong;
    std::string_view right;
};
constexpr auto answers = std::to_array<Pair>({
    {"y", "y", "n"},
    {"n", "n", "y"},
    {"2n", "n", "y"},
    {"none", "none", "y"},
    {"<2", "1", "4"},
    {"≥1", "2", "0"},
    {">20", "26", "6"},
    {"<all", "3/5", "5/5"},
    {"all 0", "0", "2"},
});

std::string_view usual(char type) {
    switch (type) {
        case 'N':
            return "3";
        case 'S':
            return "1";
        case 'P':
            return "y";
        case 'T':
            return "y";
        default:
            return "y";
    }
}

}  // namespace

std::optional<Rule> parse_rule(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    Rule rule;
    rule.when = std::string(text.substr(0, colon));
    text.remove_prefix(colon + 1);
    int category = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), category);
    if (error != std::errc() || category < 1 || category > 11) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return std::nullopt;
    const auto severity = severity_of(text.front());
    if (!severity) return std::nullopt;
    text.remove_prefix(1);
    if (!text.empty() && text.front() != ' ') return std::nullopt;
    rule.category = static_cast<Category>(category);
    rule.severity = *severity;
    rule.check = text.empty() ? "" : std::string(text.substr(1));
    return rule;
}

std::string answer_to(const ChecklistItem& item, bool wrong) {
    const auto rule = parse_rule(item.rule);
    std::string answer(usual(item.how.empty() ? 'Y' : item.how.back()));
    if (rule) {
        for (const Pair& each : answers) {
            if (each.when == rule->when) answer = wrong ? each.wrong : each.right;
        }
    }
    if (is_answer(item, answer)) return answer;
    const auto choices = choices_of(item);  // the best stands first, but where they are counted
    if (choices.empty()) return wrong ? "n" : "y";
    const bool counted = choices.front() == "0";
    return wrong == counted ? choices.front() : choices[choices.size() - (counted ? 1 : 2)];
}

}  // namespace dudao::drill
