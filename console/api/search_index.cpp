#include "console/api/search_index.h"

#include <array>

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

}  // namespace

void SearchIndex::add(const FoldedCommit& folded, const Record& record) {
    std::uint64_t index = folded.commit.first;
    for (const Event& event : folded.events) {
        const std::uint64_t own = index++;
        if (own < record.begin() || !is_searched(record.line(own).matter)) continue;
        for (Text& text : texts_of(event)) {
            auto& spoken = by_ref_[text.ref];
            if (!spoken) {
                spoken = std::make_shared<Spoken>(Spoken{text.ref, text.commitment, {}});
                unread_.push_back(text.ref);
                bytes_ += text.ref.size() + text.commitment.size();
            }
            uses_.push_back({own, spoken});
        }
    }
    while (uses_.size() > words_searched_max || bytes_ > search_bytes_max) drop_oldest();
}

void SearchIndex::drop_oldest() {
    const std::shared_ptr<Spoken> words = std::move(uses_.front().words);
    uses_.pop_front();
    if (words.use_count() > 2) return;  // here and by its reference
    bytes_ -= words->ref.size() + words->commitment.size() + words->folded.size();
    by_ref_.erase(words->ref);
}

WordsWanted SearchIndex::unread(std::size_t most) {
    WordsWanted wanted;
    while (!unread_.empty() && wanted.size() < most) {
        const auto at = by_ref_.find(unread_.back());
        if (at != by_ref_.end()) wanted.emplace(at->first, at->second->commitment);
        unread_.pop_back();
    }
    return wanted;
}

void SearchIndex::again(const WordsWanted& wanted) {
    for (const auto& [ref, commitment] : wanted) unread_.push_back(ref);
}

void SearchIndex::read(const std::string& ref, const WordsKept::Kept& kept) {
    const auto at = by_ref_.find(ref);
    if (at == by_ref_.end()) return;
    Spoken& words = *at->second;
    const bool genuine = !kept.missing && kept.commitment == words.commitment;
    bytes_ -= words.folded.size();
    words.folded = genuine ? folded(kept.words) : std::string();
    bytes_ += words.folded.size();
    while (bytes_ > search_bytes_max && !uses_.empty()) drop_oldest();
}

}  // namespace dudao::console
