// Words that people wrote lie beside the log ({j}:pd) and are read when somebody who needs them
// looks. An answer is made as a function of what is known; what it misses is wanted, read, and the
// answer made again. What a reader needs not is masked, and was then never read for them.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/text.h"

namespace dudao::console {

inline constexpr std::string_view masked = "···";

/// What was read lately, by reference; bounded in number and age.
class WordsKept {
 public:
    void keep(const std::string& ref, std::string words, std::int64_t now_ms);
    const std::string* find(const std::string& ref) const;
    void expire(std::int64_t now_ms);
    std::size_t size() const { return words_.size(); }

 private:
    std::map<std::string, std::string> words_;
    std::deque<std::pair<std::int64_t, std::string>> by_age_;
};

/// The words of one answer.
class Words {
 public:
    explicit Words(const WordsKept& kept) : kept_(kept) {}

    /// Empty for no text, and for one that is still to be read.
    std::string of(const Text& text);
    /// Masked unless the reader needs them.
    std::string of(const Text& text, bool needs);

    const std::set<std::string>& wanted() const { return wanted_; }
    /// How many were shown: a look is logged.
    std::size_t shown() const { return shown_; }

 private:
    const WordsKept& kept_;
    std::set<std::string> wanted_;
    std::size_t shown_ = 0;
};

}  // namespace dudao::console
