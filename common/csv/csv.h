// Reads the tables people hand in (units, people, posts …): comma-separated values after RFC 4180,
// strictly. A file is taken whole or not at all, and every fault names file, line and column, so
// that whoever made the file can mend it in one go. UTF-8, with or without a byte order mark; lines
// end in LF or CRLF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "result.h"

namespace dudao {

/// Bounds; a file beyond them is refused, with the line where it happens.
struct CsvLimits {
    static constexpr std::size_t bytes = 64U << 20U;
    static constexpr std::size_t line_bytes =
        16U << 10U;  // of one record, line breaks in quotes included
    static constexpr std::size_t records = 1'000'000;
    static constexpr std::size_t faults_shown = 20;  // in one report; the rest is counted
};

struct CsvRow {
    std::size_t line = 0;  // where the record begins, from 1; the header stands in line 1
    std::vector<std::string> cells;
};

struct CsvTable {
    std::string file;  // as people know it, for messages
    std::vector<std::string> columns;
    std::vector<CsvRow> rows;

    /// The cell under `column`, which must be one of `columns` (an invariant, not input).
    const std::string& cell(const CsvRow& row, std::string_view column) const;
};

/// Collects what is wrong with the contents while a table is being read, and reports all of it at
/// once.
class CsvFaults {
 public:
    /// `units.csv: line 7, level: "hamlet" is not city, township, village or department`
    void add(const CsvTable& table, const CsvRow& row, std::string_view column,
             std::string_view wanted);
    /// A fault of a place rather than of a cell.
    void add(const std::string& file, std::size_t line, std::string_view what);
    bool none() const { return count_ == 0; }
    /// BadInput with a line for each fault; "nothing was imported" is said by it.
    Error report() const;

 private:
    std::string text_;
    std::size_t count_ = 0;
};

/// `bytes` as a table whose header is exactly `columns`, in this order. Errors: BadInput with every
/// fault of form found: not UTF-8, quotes, number of cells, header, bounds. Cells are not trimmed.
Result<CsvTable> parse_csv(std::string_view bytes, const std::string& file,
                           const std::vector<std::string>& columns);

}  // namespace dudao
