#include "console/api/words.h"

#include "console/limits.h"

namespace dudao::console {

void WordsKept::keep(const std::string& ref, Kept read, std::int64_t now_ms) {
    if (!words_.insert_or_assign(ref, std::move(read)).second) return;
    by_age_.emplace_back(now_ms, ref);
    while (by_age_.size() > words_kept_max) {
        words_.erase(by_age_.front().second);
        by_age_.pop_front();
    }
}

const WordsKept::Kept* WordsKept::find(const std::string& ref) const {
    const auto at = words_.find(ref);
    return at == words_.end() ? nullptr : &at->second;
}

void WordsKept::expire(std::int64_t now_ms) {
    while (!by_age_.empty() && now_ms - by_age_.front().first > words_kept_ms) {
        words_.erase(by_age_.front().second);
        by_age_.pop_front();
    }
}

std::string Words::of(const Text& text) {
    if (text.ref.empty()) return {};
    if (const WordsKept::Kept* kept = kept_.find(text.ref)) {
        if (kept->missing) return std::string(missing);
        if (kept->commitment != text.commitment) return std::string(altered);
        ++shown_;
        if (kept->lead) cases_.insert(kept->lead);
        return kept->words;
    }
    if (wanted_.size() < words_wanted_max) wanted_.try_emplace(text.ref, text.commitment);
    return {};
}

std::string Words::of(const Text& text, bool needs) {
    if (text.ref.empty() || needs) return of(text);
    return std::string(masked);
}

}  // namespace dudao::console
