// Everything wrong with a county folder, found in one run: whoever made the files mends them in one
// go.
#pragma once

#include <cstddef>
#include <string>

#include "csv/csv.h"
#include "result.h"

namespace dudao::init {

class Faults {
 public:
    static constexpr std::size_t shown_max = 100;  // in one report; the rest is counted

    /// "policy.toml: line 12, task.accept: '2x' is not a length; 2h, 3wd, 30d or 1m"
    void add(const std::string& place, const std::string& what, const std::string& mend = {}) {
        Error error{Error::Kind::BadInput, place + ": " + what, mend};
        add_line(error.text());
    }
    /// A report of several lines that a reader made.
    void add(const Error& error) { add_line(error.what); }
    void add(const CsvTable& table, const CsvRow& row, const std::string& column,
             const std::string& wanted) {
        add(table.file + ": line " + std::to_string(row.line) + ", " + column,
            "\"" + table.cell(row, column) + "\" is not " + wanted);
    }
    bool none() const { return count_ == 0; }
    std::size_t count() const { return count_; }

    Error report() const {
        std::string text = text_;
        if (count_ > shown_max) text += "\nand " + std::to_string(count_ - shown_max) + " more";
        return {Error::Kind::BadInput, text, ""};
    }

 private:
    void add_line(const std::string& line) {
        if (++count_ <= shown_max) text_ += (text_.empty() ? "" : "\n") + line;
    }

    std::string text_;
    std::size_t count_ = 0;
};

}  // namespace dudao::init
