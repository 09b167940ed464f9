#include "messages/refusals.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "ensure.h"
#include "messages/pattern.h"
#include "messages/refusals/bounds.h"
#include "messages/refusals/devices.h"
#include "messages/refusals/input.h"
#include "messages/refusals/proposals.h"
#include "messages/refusals/rectifications.h"
#include "messages/refusals/registry.h"
#include "messages/refusals/visits.h"

namespace dudao {
namespace {

using messages::Sentence;

constexpr int depth_max = 4;  // of a sentence within a sentence

/// Sentences without a hole by their words; the others in the order they are tried in, so that
/// "{param}: {sentence}" comes after all that say more.
struct Tables {
    std::map<std::string_view, std::string_view> plain;
    std::vector<Sentence> with_holes;
};

const Tables& tables() {
    static const Tables all = [] {
        Tables made;
        const auto take = [&made](const auto& table) {
            for (const Sentence& each : table) {
                if (each.en.find('{') == each.en.npos || placeholders(each.en).empty()) {
                    made.plain.emplace(each.en, each.zh);
                } else {
                    made.with_holes.push_back(each);
                }
            }
        };
        take(messages::bound_refusals);
        take(messages::registry_refusals);
        take(messages::proposal_refusals);
        take(messages::visit_refusals);
        take(messages::rectification_refusals);
        take(messages::device_refusals);
        take(messages::input_refusals);
        return made;
    }();
    return all;
}

std::optional<std::string> said(std::string_view sentence, int depth);

std::optional<std::string> word(std::string_view group, std::string_view of) {
    const std::string key = std::string(group) + "." + std::string(of);
    if (!has_text(key)) return std::nullopt;
    return std::string(text(Lang::Zh, key));
}

/// Each part of a list between ", " by `one`, or nothing when it has no word for a part.
template <class One>
std::optional<std::string> list(std::string_view of, One one) {
    std::string all;
    while (true) {
        const auto end = std::min(of.find(", "), of.size());
        const std::optional<std::string> part = one(of.substr(0, end));
        if (!part) return std::nullopt;
        all += (all.empty() ? "" : "、") + *part;
        if (end == of.size()) return all;
        of.remove_prefix(end + 2);
    }
}

/// The rules name a state without its lifecycle; where two share a word, the first here will do.
std::optional<std::string> state(std::string_view of) {
    for (const char* lifecycle : {"task", "rectification", "finding", "demand", "plan", "case"}) {
        if (auto found = word(std::string("state.") + lifecycle, of)) return found;
    }
    return std::nullopt;
}

/// A word of the wire with the people's word before it: it is the former that must be sent.
std::optional<std::string> wire_word(std::string_view of) {
    for (const char* group : {"severity", "category", "role", "level", "verb", "slip", "unit"}) {
        if (const auto found = word(group, of)) return *found + "（" + std::string(of) + "）";
    }
    return std::string(of);
}

/// "facts.severity" by the words of its parts; a name that has none is told as it is.
std::optional<std::string> field(std::string_view path) {
    const auto strange = [](char c) {
        return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.');
    };
    if (path.empty() || std::any_of(path.begin(), path.end(), strange)) return std::nullopt;
    std::string all;
    while (!path.empty()) {
        const auto end = std::min(path.find('.'), path.size());
        const std::string_view part = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        all += (all.empty() ? "" : "的") + word("field", part).value_or(std::string(part));
    }
    return all;
}

/// A parameter of an address as it is typed: that is what its reader has before them.
std::optional<std::string> param(std::string_view name) {
    const bool good =
        !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos;
    return good ? std::optional(std::string(name)) : std::nullopt;
}

std::optional<std::string> filled(std::string_view hole, std::string_view value, int depth) {
    while (!hole.empty() && hole.back() >= '0' && hole.back() <= '9') hole.remove_suffix(1);
    if (hole == "command") return word("command", value);
    if (hole == "verb") return word("verb", value);
    if (hole == "verbs") return list(value, [](auto each) { return word("verb", each); });
    if (hole == "state") return state(value);
    if (hole == "roles") {
        if (value == "a process of the system") return std::string("系统程序");
        return list(value, [](auto each) { return word("role", each); });
    }
    if (hole == "words") return list(value, wire_word);
    if (hole == "field") return field(value);
    if (hole == "fields") return list(value, field);
    if (hole == "param") return param(value);
    if (hole == "unit") return word("unit", value);
    if (hole == "sentence") return said(value, depth + 1);
    if (hole == "cause") return std::string();  // a library's own words: for the English reader
    return std::string(value);
}

std::optional<std::string> by_pattern(const Sentence& pattern, std::string_view sentence,
                                      int depth) {
    const auto holes = messages::holes_in(pattern.en, sentence);
    if (!holes) return std::nullopt;
    std::vector<std::string> values;
    std::vector<Filling> fillings;
    values.reserve(holes->size());  // the fillings point into it
    for (const auto& [hole, value] : *holes) {
        auto told = filled(hole, value, depth);
        if (!told) return std::nullopt;
        values.push_back(std::move(*told));
        fillings.emplace_back(hole, values.back());
    }
    return messages::fill(pattern.zh, fillings);
}

std::optional<std::string> said(std::string_view sentence, int depth) {
    if (depth > depth_max) return std::nullopt;
    const auto plain = tables().plain.find(sentence);
    if (plain != tables().plain.end()) return std::string(plain->second);
    for (const Sentence& each : tables().with_holes) {
        if (auto found = by_pattern(each, sentence, depth)) return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> in_chinese(std::string_view sentence) { return said(sentence, 0); }

RefusalWords refusal_in(Lang lang, std::string_view why, const std::string& what,
                        const std::string& mend) {
    if (lang == Lang::En) return {what, mend};
    const std::string of = "refusal." + std::string(why);
    const std::string kind = has_text(of) ? of : "refusal.other";
    const auto or_kind = [](const std::string& sentence, const std::string& key) {
        return in_chinese(sentence).value_or(std::string(text(Lang::Zh, key)));
    };
    return {or_kind(what, kind), or_kind(mend, kind + ".mend")};
}

Lang lang_of(std::string_view accept_language) {
    return accept_language.starts_with("en") ? Lang::En : Lang::Zh;
}

}  // namespace dudao
