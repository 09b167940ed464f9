#include "console/api/search_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "console/limits.h"
#include "domain/command.h"
#include "domain/event.h"
#include "domain/folded.h"
#include "outside/outside.h"

namespace dudao::console {
namespace {

/// Every text of a record, of whatever depth.
struct Texts {
    std::vector<Text> all = {};

    void walk(const Text& text) {
        if (!text.ref.empty()) all.push_back(text);
    }
    template <class T>
    void walk(const std::vector<T>& list) {
        for (const T& each : list) walk(each);
    }
    template <class T>
    void walk(const T& value) {
        if constexpr (dudao::Record<T>) {
            for_each_field(value, [&](std::string_view, const auto& member) { walk(member); });
        }
    }
};

std::vector<Text> texts_of(const Event& event) {
    Texts texts;
    if (const auto* made = std::get_if<ProposalMade>(&event.body)) {
        const auto command = outside_of_rules.unpack(made->command, made->args);
        if (command) std::visit([&](const auto& each) { texts.walk(each); }, *command);
        return std::move(texts.all);
    }
    std::visit([&](const auto& body) { texts.walk(body); }, event.body);
    return std::move(texts.all);
}

/// Matters that a search leads to; the words of the registry are names, which have rules of their
/// own.
bool is_searched(std::string_view matter) {
    constexpr auto searched = std::to_array<std::string_view>(
        {"task:", "finding:", "rectification:", "demand:", "case:", "plan:", "proposal:"});
    for (const std::string_view kind : searched) {
        if (matter.starts_with(kind)) return true;
    }
    return false;
}

std::uint64_t hash_of(const std::string& text) { return std::hash<std::string>{}(text); }

/// What a text takes beside its letters: its entry, and the use of it.
constexpr std::size_t bytes_of_a_text = 96;

}  // namespace

void SearchIndex::Spoken::hold(std::string_view text) {
    // NOLINTNEXTLINE(*-avoid-c-arrays): a string would take as much again for a short text
    folded = text.empty() ? nullptr : std::make_unique<char[]>(text.size());
    length = static_cast<std::uint32_t>(text.size());
    std::copy(text.begin(), text.end(), folded.get());
}

void SearchIndex::add(const FoldedCommit& folded, const Record& record) {
    std::uint64_t index = folded.commit.first;
    for (const Event& event : folded.events) {
        const std::uint64_t own = index++;
        if (own < record.begin() || !is_searched(record.line(own).matter)) continue;
        bool fresh_ones = false;
        for (const Text& text : texts_of(event)) {
            const auto [at, fresh] = words_.try_emplace(hash_of(text.ref));
            if (fresh) {
                at->second.commitment = hash_of(text.commitment);
                bytes_ += bytes_of_a_text;
                fresh_ones = true;
            }
            ++at->second.uses;
            uses_.push_back({own, &*at});
        }
        if (fresh_ones) unread_.push_back(own);
    }
    while (uses_.size() > words_searched_max || bytes_ > search_bytes_max) drop_oldest();
}

void SearchIndex::drop_oldest() {
    Words::value_type* words = uses_.front().words;
    uses_.pop_front();
    // NOLINTNEXTLINE(bugprone-narrowing-conversions): of a use that is counted
    if (--words->second.uses > 0) return;
    bytes_ -= bytes_of_a_text + words->second.length;
    words_.erase(words->first);
}

WordsWanted SearchIndex::unread(std::size_t most, const Record& record) {
    WordsWanted wanted = std::exchange(again_, {});
    while (!unread_.empty()) {
        const std::uint64_t index = unread_.back();
        const auto texts =
            index < record.begin() ? std::vector<Text>() : texts_of(record.event(index));
        for (const Text& text : texts) {
            const auto at = words_.find(hash_of(text.ref));
            if (at == words_.end() || at->second.asked != 0) continue;
            if (wanted.size() >= most) return wanted;
            at->second.asked = 1;
            wanted.emplace(text.ref, text.commitment);
        }
        unread_.pop_back();
    }
    return wanted;
}

void SearchIndex::again(const WordsWanted& wanted) { again_ = wanted; }

void SearchIndex::read(const std::string& ref, const WordsKept::Kept& kept) {
    const auto at = words_.find(hash_of(ref));
    if (at == words_.end()) return;
    Spoken& words = at->second;
    const bool genuine = !kept.missing && hash_of(kept.commitment) == words.commitment;
    bytes_ -= words.length;
    words.hold(genuine ? folded(kept.words) : std::string());
    bytes_ += words.length;
    while (bytes_ > search_bytes_max && !uses_.empty()) drop_oldest();
}

}  // namespace dudao::console
