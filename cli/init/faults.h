// Everything wrong with a county folder, found in one run: whoever made the files mends them in one
// go, told in their language.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "csv/csv.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao::init {

/// Where something stands; what is not known is left out.
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;  // of the line, in letters; a table's columns have names
    std::string key = {};    // the name of a column, or of a value in TOML

    /// The sentence, after where it is about: "units.csv: line 7, level: …".
    Said of(const Said& sentence) const;
};

class Faults {
 public:
    static constexpr std::size_t shown_max = 100;  // in one report; the rest is counted

    void add(const Place& place, const Said& what) {
        if (++count_ <= shown_max) first_.push_back(place.of(what));
    }
    /// Of an error that a reader of one value made.
    void add(const Place& place, const Error& error);
    void add(const std::string& file, const CsvFaults& faults);
    bool none() const { return count_ == 0; }
    std::size_t count() const { return count_; }

    /// A line each; `last` is the line after them, or nothing.
    Error report(Lang lang, const Said& last = {}) const;

 private:
    std::vector<Said> first_;
    std::size_t count_ = 0;
};

}  // namespace dudao::init
