#include "messages/refusals.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "refusals/table.h"

namespace dudao {
namespace {

std::string word_or_itself(std::string_view group, const std::string& of) {
    const std::string key = std::string(group) + "." + of;
    return has_text(key) ? std::string(text(Lang::Zh, key)) : of;
}

/// "facts.severity" by the words of its parts.
std::string path_in_words(std::string_view path) {
    std::string all;
    while (!path.empty()) {
        const auto end = std::min(path.find('.'), path.size());
        all +=
            (all.empty() ? "" : "的") + word_or_itself("field", std::string(path.substr(0, end)));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return all;
}

std::string in_words(const Argument& argument, const std::string& value) {
    if (argument.group.empty()) return value;
    if (argument.group == "field") return path_in_words(value);
    std::string told = word_or_itself(argument.group, value);
    if (argument.hole == "choices" && told != value) told += "（" + value + "）";
    return told;
}

/// What stands in the hole, or nothing when it has no Chinese.
std::optional<std::string> filling(const Argument& argument, std::string RefusalWords::*half) {
    std::string all;
    for (const Said& inner : argument.inner) {
        auto told = in_chinese(inner);
        if (!told) return std::nullopt;
        const std::string& text = (*told).*half;
        all += (all.empty() || text.empty() ? "" : "\n") + text;  // of several each has a line
    }
    for (const std::string& value : argument.values) {
        all += (all.empty() ? "" : "、") + in_words(argument, value);
    }
    return all;
}

std::optional<std::string> filled(const Said& said, std::string_view text,
                                  std::string RefusalWords::*half) {
    bool good = true;
    std::string all = fill_holes(text, [&](std::string_view hole) {
        const auto given = std::find_if(said.args.begin(), said.args.end(),
                                        [&](const Argument& each) { return each.hole == hole; });
        auto told = given == said.args.end() ? std::nullopt : filling(*given, half);
        good = good && told;
        return told.value_or(std::string());
    });
    return good ? std::optional(std::move(all)) : std::nullopt;
}

}  // namespace

std::optional<RefusalWords> in_chinese(const Said& said) {
    const std::size_t row = refusals::row_of(said.code);
    if (row == refusals::no_row) return std::nullopt;
    const refusals::Sentence& sentence = refusals::table.at(row);
    auto what = filled(said, sentence.zh.what, &RefusalWords::what);
    auto mend = filled(said, sentence.zh.mend, &RefusalWords::mend);
    if (!what || !mend) return std::nullopt;
    return RefusalWords{std::move(*what), std::move(*mend)};
}

RefusalWords refusal_in(Lang lang, std::string_view why, const Said& said, RefusalWords english) {
    if (lang == Lang::En) return english;
    const std::string of = "refusal." + std::string(why);
    const std::string kind = has_text(of) ? of : "refusal.other";
    RefusalWords words = in_chinese(said).value_or(RefusalWords{});
    if (words.what.empty()) words.what = text(Lang::Zh, kind);
    if (words.mend.empty()) words.mend = text(Lang::Zh, kind + ".mend");
    return words;
}

Lang lang_of(std::string_view accept_language) {
    while (!accept_language.empty()) {
        const auto end = std::min(accept_language.find(','), accept_language.size());
        std::string_view tag = accept_language.substr(0, end);
        while (tag.starts_with(' ')) tag.remove_prefix(1);
        if (tag.starts_with("zh")) return Lang::Zh;
        if (tag.starts_with("en")) return Lang::En;
        accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    }
    return Lang::Zh;
}

std::string told(const Error& error, Lang lang) {
    if (lang == Lang::En || error.said.code.empty()) return error.text();
    const auto words = in_chinese(error.said);
    if (!words) return error.text();
    return words->mend.empty() ? words->what : words->what + "；" + words->mend;
}

Lang lang_of_environment() {
    for (const char* variable : {lang_variable, "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value && *value) return std::string_view(value).starts_with("zh") ? Lang::Zh : Lang::En;
    }
    return Lang::En;
}

}  // namespace dudao
