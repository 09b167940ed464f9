// Reads the tables people hand in (units, people, posts …): comma-separated values after RFC 4180,
// as spreadsheets save them: UTF-8, with or without a byte order mark; lines end in LF or CRLF;
// records of blanks, and blank cells past the last column, are nothing. A file is taken whole or
// not at all, and every fault has its line and column, so that whoever made the file can mend it in
// one go.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
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

struct CsvFault {
    std::size_t line = 0;
    std::string column;  // its name, or empty: of the record or the file
    Said said;
};

/// The first faults of a file, and how many there are.
struct CsvFaults {
    std::vector<CsvFault> first;  // at most CsvLimits::faults_shown
    std::size_t count = 0;

    void add(CsvFault fault) {
        if (++count <= CsvLimits::faults_shown) first.push_back(std::move(fault));
    }
};

/// `bytes` as a table whose header is exactly `columns`, in this order. Cells have no blanks at
/// their ends, and are empty when nothing in them can be seen. Else every fault of form: not UTF-8,
/// quotes, number of cells, header, bounds.
tl::expected<CsvTable, CsvFaults> parse_csv(std::string_view bytes, const std::string& file,
                                            const std::vector<std::string>& columns);

}  // namespace dudao
