#include "csv/csv.h"

#include "tests/fuzz/target.h"

namespace dudao::fuzz {
namespace {

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string written(const CsvTable& table) {
    std::string out = "id,name,unit\n";
    for (const CsvRow& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            out += (i == 0 ? "" : ",") + quoted(row.cells[i]);
        }
        out += "\n";
    }
    return out;
}

}  // namespace

DUDAO_FUZZ_TARGET(csv) {
    const std::vector<std::string> columns{"id", "name", "unit"};
    const auto table = parse_csv(bytes, "table.csv", columns);
    if (!table) return hold(table.error().count > 0, "a refusal has its faults");
    const auto again = parse_csv(written(*table), "table.csv", columns);
    // Quotes may make a record too long that was not without them.
    if (!again) return hold(bytes.size() > CsvLimits::line_bytes / 3, "a table can be written");
    hold(again->rows.size() == table->rows.size(), "no row more or less");
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        hold(table->rows[i].cells.size() == columns.size(), "a cell for each column");
        hold(again->rows[i].cells == table->rows[i].cells, "the same cells");
    }
}

}  // namespace dudao::fuzz
