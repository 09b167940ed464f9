#include "messages/pattern.h"

#include <algorithm>
#include <set>

#include "ensure.h"

namespace dudao {
namespace {

struct Hole {
    std::size_t begin;  // of the brace
    std::size_t end;    // past the closing brace
};
constexpr Hole no_hole{std::string_view::npos, std::string_view::npos};

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// The next {name} from `from` on.
Hole next_hole(std::string_view text, std::size_t from) {
    for (auto begin = text.find('{', from); begin != text.npos; begin = text.find('{', begin + 1)) {
        const auto close = text.find('}', begin);
        if (close == text.npos) return no_hole;
        if (is_name(text.substr(begin + 1, close - begin - 1))) return {begin, close + 1};
    }
    return no_hole;
}

std::string_view name_of(std::string_view text, Hole hole) {
    return text.substr(hole.begin + 1, hole.end - hole.begin - 2);
}

}  // namespace

std::vector<std::string_view> placeholders(std::string_view text) {
    std::vector<std::string_view> names;
    for (Hole hole = next_hole(text, 0); hole.begin != text.npos;
         hole = next_hole(text, hole.end)) {
        names.push_back(name_of(text, hole));
    }
    return names;
}

namespace messages {

std::string fill(std::string_view pattern, const std::vector<Filling>& fillings) {
    std::string filled;
    std::set<std::string_view> used;
    std::size_t at = 0;
    for (Hole hole = next_hole(pattern, 0); hole.begin != pattern.npos;
         hole = next_hole(pattern, at)) {
        const std::string_view name = name_of(pattern, hole);
        const auto given = std::find_if(fillings.begin(), fillings.end(),
                                        [&](const Filling& each) { return each.first == name; });
        if (given == fillings.end()) {
            throw BrokenInvariant("a text needs {" + std::string(name) + "}");
        }
        used.insert(name);
        filled.append(pattern.substr(at, hole.begin - at)).append(given->second);
        at = hole.end;
    }
    ensure(used.size() == fillings.size(), "a text is given only what it has a place for");
    return filled.append(pattern.substr(at));
}

std::optional<std::vector<Filling>> holes_in(std::string_view pattern, std::string_view sentence) {
    std::vector<Filling> found;
    std::size_t past = 0;  // of the pattern, as far as it has been read
    for (Hole hole = next_hole(pattern, 0); hole.begin != pattern.npos;) {
        const std::string_view before = pattern.substr(past, hole.begin - past);
        if (!sentence.starts_with(before)) return std::nullopt;
        sentence.remove_prefix(before.size());
        past = hole.end;
        const Hole next = next_hole(pattern, past);
        const std::string_view after = pattern.substr(past, next.begin - past);
        const bool last = next.begin == pattern.npos;
        if (last && !sentence.ends_with(after)) return std::nullopt;
        const auto end = last ? sentence.size() - after.size() : sentence.find(after);
        if (end == sentence.npos) return std::nullopt;
        found.emplace_back(name_of(pattern, hole), sentence.substr(0, end));
        sentence.remove_prefix(end);
        hole = next;
    }
    return sentence == pattern.substr(past) ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace messages
}  // namespace dudao
