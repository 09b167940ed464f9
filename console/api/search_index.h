// The words of people, so that they can be looked for: folded, by reference, with the events that
// hold them. Kept up while the log is followed; what stands beside the log is read a batch at a
// time. It says where words may stand; whether the reader may see them there is asked at each
// search, and what is shown is read anew (Words): so nobody finds what is not theirs, or is erased.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "console/api/record.h"
#include "console/api/words.h"

namespace dudao::console {

class SearchIndex {
 public:
    /// The commit has just been taken by the record.
    void add(const FoldedCommit& folded, const Record& record);
    void clear() { *this = SearchIndex(); }

    /// What is still to be read, the newest first, at most so many; they count as asked for.
    WordsWanted unread(std::size_t most, const Record& record);
    /// They did not come: they are to be read after all.
    void again(const WordsWanted& wanted);
    /// What was read of {j}:pd, also for an answer. What is missing or altered is found no more.
    void read(const std::string& ref, const WordsKept::Kept& kept);

    /// Calls `found(event index)` for each event whose words hold the folded text, newest first,
    /// until it returns false.
    template <class Found>
    void each(std::string_view folded, Found found) const {
        for (const Use& use : std::views::reverse(uses_)) {
            if (use.words->second.text().find(folded) == std::string_view::npos) continue;
            if (!found(use.index)) return;
        }
    }

    std::size_t size() const { return uses_.size(); }
    std::size_t bytes() const { return bytes_; }

 private:
    /// Reference and commitment stand in the event: here is a hash of each, to know them again.
    struct Spoken {
        std::uint64_t commitment = 0;
        std::unique_ptr<char[]> folded = {};  // none: not read, or nothing to be found
        std::uint32_t length = 0;
        std::uint32_t uses : 31 = 0;
        std::uint32_t asked : 1 = 0;  // or read
        std::string_view text() const { return {folded.get(), length}; }
        void hold(std::string_view text);
    };
    using Words = std::unordered_map<std::uint64_t, Spoken>;  // by hash of the reference
    struct Use {
        std::uint64_t index = 0;  // of the event
        Words::value_type* words = nullptr;
    };
    void drop_oldest();

    std::deque<Use> uses_;  // in the order of the log
    Words words_;
    std::vector<std::uint64_t> unread_;  // events, the newest last
    WordsWanted again_;
    std::size_t bytes_ = 0;
};

}  // namespace dudao::console
