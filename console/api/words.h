// Words that people wrote lie beside the log ({j}:pd) and are read when somebody who needs them
// looks. An answer is made as a function of what is known; what it misses is wanted, read, and the
// answer made again. What a reader needs not is masked, and was then never read for them.
//
// What lies in {j}:pd can be changed by whoever may write there. So words are shown only where they
// open the commitment that the log holds beside their reference; else the reader is told.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/ids.h"
#include "domain/text.h"

namespace dudao::console {

inline constexpr std::string_view masked = "···";
/// In both languages: frames are shared by readers of either.
inline constexpr std::string_view altered = "〔文字已被改动，不予显示 · altered, not shown〕";
inline constexpr std::string_view missing = "〔文字已删除或缺失 · erased or missing〕";

/// What is to be read: reference, and the commitment that the words must open.
using WordsWanted = std::map<std::string, std::string>;

/// What was read lately, by reference; bounded in number and age.
class WordsKept {
 public:
    struct Kept {
        std::string words;
        std::string commitment;  // that they open
        bool missing = false;    // nothing is stored under the reference
        CaseId lead = {};        // the case whose words they are
    };
    void keep(const std::string& ref, Kept read, std::int64_t now_ms);
    const Kept* find(const std::string& ref) const;
    void expire(std::int64_t now_ms);
    std::size_t size() const { return words_.size(); }

 private:
    std::map<std::string, Kept> words_;
    std::deque<std::pair<std::int64_t, std::string>> by_age_;
};

/// The words of one answer.
class Words {
 public:
    explicit Words(const WordsKept& kept) : kept_(kept) {}

    /// Empty for no text, and for one that is still to be read; `altered` or `missing` for what is
    /// not as it was written.
    std::string of(const Text& text);
    /// Masked unless the reader needs them.
    std::string of(const Text& text, bool needs);

    const WordsWanted& wanted() const { return wanted_; }
    /// How many were shown: a look is logged.
    std::size_t shown() const { return shown_; }
    /// The page of a case was opened: a look, whether or not its reader is shown words.
    void opened(CaseId lead) { cases_.insert(lead); }
    /// The cases that were opened, or of which words were shown: each look is an event.
    const std::set<CaseId>& cases() const { return cases_; }

 private:
    const WordsKept& kept_;
    WordsWanted wanted_;
    std::size_t shown_ = 0;
    std::set<CaseId> cases_;
};

}  // namespace dudao::console
