// Everything wrong with files that people wrote, found in one run: they mend it in one
// go, told in their language.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "csv/csv.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao::files {

/// Where something stands; what is not known is left out.
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;  // of the line, in letters; a table's columns have names
    std::string key = {};    // the name of a column, or of a value in TOML

    /// The sentence, after where it is about: "units.csv: line 7, level: …".
    Said of(const Said& sentence) const;
};

/// Faults alike in one column of a file are told by the first three and the lines of the rest: a
/// copied table with one wrong column is one thing to mend, not hundreds.
class Faults {
 public:
    static constexpr std::size_t kinds_shown_max = 100;  // in one report; the rest is counted
    static constexpr std::size_t each_shown_max = 3;     // of faults alike

    void add(const Place& place, const Said& what);
    /// Of an error that a reader of one value made.
    void add(const Place& place, const Error& error);
    void add(const std::string& file, const CsvFaults& faults);
    /// What whoever mends them should know; told after them.
    void hint(const Said& what) { hints_.push_back(what); }
    bool none() const { return count_ == 0; }
    std::size_t count() const { return count_; }

    /// A line each; `last` is the line after them, or nothing.
    Error report(Lang lang, const Said& last = {}) const;

 private:
    /// Faults of one sentence in one column of a file.
    struct Kind {
        std::string file;
        std::string key;
        std::string code;
        std::vector<Said> first = {};
        std::vector<std::size_t> lines = {};  // of those after the first
    };
    static std::vector<Said> told(const Kind& kind);

    std::vector<Kind> kinds_;  // in the order in which the first of each was found
    std::vector<Said> hints_;
    std::size_t count_ = 0;
    std::size_t untold_ = 0;
};

/// "2-14, 17": ascending numbers; what is beyond fifty runs is an ellipsis.
std::string runs_of(const std::vector<std::size_t>& numbers);

}  // namespace dudao::files
