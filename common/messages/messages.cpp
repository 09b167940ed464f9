#include "messages/messages.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/command.h"
#include "ensure.h"
#include "holes.h"
#include "messages/checks.h"
#include "messages/events.h"
#include "messages/fields.h"
#include "messages/figures.h"
#include "messages/kinds.h"
#include "messages/lists.h"
#include "messages/notices.h"
#include "messages/numbers.h"
#include "messages/refusal_kinds.h"
#include "messages/slips.h"
#include "messages/states.h"
#include "messages/words.h"

namespace dudao {
namespace {

using messages::Entry;
using Catalogue = std::map<std::string, InBothLanguages, std::less<>>;

template <std::size_t N>
void add_entries(Catalogue& all, const std::array<Entry, N>& table) {
    for (const auto& [key, zh, en] : table) {
        ensure(all.emplace(key, InBothLanguages{zh, en}).second,
               "a key of the catalogue stands once");
    }
}

const Catalogue& catalogue() {
    static const Catalogue all = [] {
        Catalogue made;
        add_entries(made, messages::states);
        add_entries(made, messages::words);
        // `command.<its name on the wire>`; those of processes too: a refusal may name any.
        for (const CommandDeclaration& each : command_declarations) {
            made.emplace("command." + std::string(each.name), each.title);
        }
        add_entries(made, messages::fields);
        add_entries(made, messages::checks);
        add_entries(made, messages::events);
        add_entries(made, messages::kinds);
        add_entries(made, messages::lists);
        add_entries(made, messages::refusal_kinds);
        add_entries(made, messages::slips);
        add_entries(made, messages::figures);
        add_entries(made, messages::notices);
        add_entries(made, messages::numbers);
        return made;
    }();
    return all;
}

}  // namespace

bool has_text(std::string_view key) { return catalogue().contains(key); }

std::string_view text(Lang lang, std::string_view key) {
    const auto found = catalogue().find(key);
    if (found == catalogue().end()) {
        throw BrokenInvariant("no text in the catalogue for " + std::string(key));
    }
    return lang == Lang::Zh ? found->second.zh : found->second.en;
}

std::string format(Lang lang, std::string_view key, const std::vector<Filling>& fillings) {
    std::set<std::string_view> used;
    std::string filled = fill_holes(text(lang, key), [&](std::string_view name) {
        const auto given = std::find_if(fillings.begin(), fillings.end(),
                                        [&](const Filling& each) { return each.first == name; });
        if (given == fillings.end()) {
            throw BrokenInvariant("a text needs {" + std::string(name) + "}");
        }
        used.insert(name);
        return given->second;
    });
    ensure(used.size() == fillings.size(), "a text is given only what it has a place for");
    return filled;
}

std::vector<std::string_view> placeholders(std::string_view text) {
    std::vector<std::string_view> names;
    walk_holes(
        text, [](std::string_view) {}, [&](std::string_view name) { names.push_back(name); });
    return names;
}

std::vector<std::string_view> text_keys() {
    std::vector<std::string_view> keys;
    for (const auto& [key, entry] : catalogue()) keys.push_back(key);
    return keys;
}

}  // namespace dudao
