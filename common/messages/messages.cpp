#include "messages/messages.h"

#include <algorithm>
#include <map>
#include <set>

#include "ensure.h"
#include "messages/notices.h"
#include "messages/slips.h"
#include "messages/states.h"
#include "messages/words.h"

namespace dudao {
namespace {

using messages::Entry;
using Catalogue = std::map<std::string_view, Entry>;

template <std::size_t N>
void take(Catalogue& all, const std::array<Entry, N>& table) {
    for (const Entry& entry : table) {
        ensure(all.emplace(entry.key, entry).second, "a key of the catalogue stands once");
    }
}

const Catalogue& catalogue() {
    static const Catalogue all = [] {
        Catalogue made;
        take(made, messages::states);
        take(made, messages::words);
        take(made, messages::slips);
        take(made, messages::notices);
        return made;
    }();
    return all;
}

struct Hole {
    std::size_t begin;  // of the brace
    std::size_t end;    // past the closing brace
};

/// The next {name} from `from` on; `begin` is npos when there is none.
Hole next_hole(std::string_view text, std::size_t from) {
    const auto begin = text.find('{', from);
    const auto close = text.find('}', begin == std::string_view::npos ? from : begin);
    if (begin == std::string_view::npos || close == std::string_view::npos) {
        return {std::string_view::npos, std::string_view::npos};
    }
    return {begin, close + 1};
}

std::string_view name_of(std::string_view text, Hole hole) {
    return text.substr(hole.begin + 1, hole.end - hole.begin - 2);
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
    const std::string_view pattern = text(lang, key);
    std::string filled;
    std::set<std::string_view> used;
    std::size_t at = 0;
    for (Hole hole = next_hole(pattern, 0); hole.begin != std::string_view::npos;
         hole = next_hole(pattern, at)) {
        const std::string_view name = name_of(pattern, hole);
        const auto given = std::find_if(fillings.begin(), fillings.end(),
                                        [&](const Filling& each) { return each.first == name; });
        if (given == fillings.end()) {
            throw BrokenInvariant(std::string(key) + " needs {" + std::string(name) + "}");
        }
        used.insert(name);
        filled.append(pattern.substr(at, hole.begin - at)).append(given->second);
        at = hole.end;
    }
    ensure(used.size() == fillings.size(), "a text is given only what it has a place for");
    return filled.append(pattern.substr(at));
}

std::vector<std::string_view> text_keys() {
    std::vector<std::string_view> keys;
    for (const auto& [key, entry] : catalogue()) keys.push_back(key);
    return keys;
}

std::vector<std::string_view> placeholders(std::string_view text) {
    std::vector<std::string_view> names;
    for (Hole hole = next_hole(text, 0); hole.begin != std::string_view::npos;
         hole = next_hole(text, hole.end)) {
        names.push_back(name_of(text, hole));
    }
    return names;
}

}  // namespace dudao
