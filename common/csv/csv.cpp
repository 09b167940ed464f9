#include "csv/csv.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ensure.h"
#include "refusals/says.h"
#include "utf8.h"
#include "visible.h"

namespace dudao {
namespace {

/// Cuts the bytes into records, one at a time. Line numbers are those an editor shows.
class Reader {
 public:
    Reader(std::string_view bytes, const std::vector<std::string>& columns, CsvFaults& faults)
        : bytes_(bytes), columns_(columns), faults_(faults) {}

    bool at_end() const { return at_ == bytes_.size(); }

    CsvRow record() {
        CsvRow row{.line = line_, .cells = {}};
        const std::size_t begin = at_;
        bool more = true;
        while (more) {
            std::string cell;
            more = !at_end() && bytes_[at_] == '"' ? quoted(cell, row) : plain(cell, row);
            row.cells.emplace_back(trimmed(cell));
        }
        if (at_ - begin > CsvLimits::line_bytes) {
            faults_.add({row.line, {}, says("csv_record_too_long", CsvLimits::line_bytes)});
        }
        // Spreadsheets write commas for columns that were touched once.
        while (row.cells.size() > columns_.size() && row.cells.back().empty()) row.cells.pop_back();
        return row;
    }

 private:
    /// Of the cell that comes next in the record.
    std::string column(const CsvRow& row) const {
        return row.cells.size() < columns_.size() ? columns_[row.cells.size()]
                                                  : std::to_string(row.cells.size() + 1);
    }

    /// Returns whether another cell follows in this record.
    bool plain(std::string& cell, const CsvRow& row) {
        const std::size_t begin = at_;
        while (!at_end() && bytes_[at_] != ',' && bytes_[at_] != '\n') ++at_;
        std::string_view text = bytes_.substr(begin, at_ - begin);
        if (!at_end() && bytes_[at_] == '\n' && text.ends_with('\r')) text.remove_suffix(1);
        if (text.find_first_of("\"\r") != std::string_view::npos) {
            faults_.add({line_, column(row), says("csv_bare_quote")});
        }
        cell = text;
        return separator();
    }

    bool quoted(std::string& cell, const CsvRow& row) {
        const std::size_t opened = line_;
        for (++at_; !at_end(); ++at_) {
            if (bytes_[at_] == '"') {
                if (!bytes_.substr(at_ + 1).starts_with('"')) break;
                ++at_;
            }
            if (bytes_[at_] == '\n') ++line_;
            cell += bytes_[at_];
        }
        if (at_end()) {
            faults_.add({opened, column(row), says("csv_open_quote")});
            return false;
        }
        ++at_;
        if (bytes_.substr(at_).starts_with("\r\n")) ++at_;
        if (!at_end() && bytes_[at_] != ',' && bytes_[at_] != '\n') {
            faults_.add({line_, column(row), says("csv_after_quote")});
            while (!at_end() && bytes_[at_] != ',' && bytes_[at_] != '\n') ++at_;
        }
        return separator();
    }

    bool separator() {
        if (at_end()) return false;
        if (bytes_[at_++] == ',') return true;
        ++line_;
        return false;
    }

    std::string_view bytes_;
    const std::vector<std::string>& columns_;
    CsvFaults& faults_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ",") + name;
    return text;
}

bool is_nothing(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
}

/// What keeps the file from being read at all.
std::optional<CsvFault> unreadable(std::string_view bytes) {
    if (bytes.size() > CsvLimits::bytes)
        return CsvFault{1, {}, says("csv_too_large", CsvLimits::bytes)};
    if (bytes.find('\0') != bytes.npos) return CsvFault{1, {}, says("csv_no_text")};
    const auto bad = first_not_utf8(bytes);
    if (!bad) return std::nullopt;
    const auto before = std::count(bytes.begin(), bytes.begin() + static_cast<long>(*bad), '\n');
    return CsvFault{static_cast<std::size_t>(before) + 1, {}, says("csv_not_utf8")};
}

}  // namespace

const std::string& CsvTable::cell(const CsvRow& row, std::string_view column) const {
    const auto found = std::find(columns.begin(), columns.end(), column);
    ensure(found != columns.end(), "a cell is asked for by a column of the table");
    return row.cells.at(static_cast<std::size_t>(found - columns.begin()));
}

tl::expected<CsvTable, CsvFaults> parse_csv(std::string_view bytes, const std::string& file,
                                            const std::vector<std::string>& columns) {
    CsvFaults faults;
    if (auto fault = unreadable(bytes)) {
        faults.add(std::move(*fault));
        return tl::unexpected<CsvFaults>(std::move(faults));
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    Reader reader(bytes, columns, faults);
    CsvTable table{.file = file, .columns = columns, .rows = {}};
    if (reader.record().cells != columns) {
        CsvFaults header;  // without those of its form: a file of another kind has many
        header.add({1, {}, says("csv_header", joined(columns))});
        return tl::unexpected<CsvFaults>(std::move(header));
    }
    while (!reader.at_end()) {
        CsvRow row = reader.record();
        if (is_nothing(row)) continue;
        if (table.rows.size() == CsvLimits::records) {
            faults.add({row.line, {}, says("csv_too_many_records", CsvLimits::records)});
            break;
        }
        if (row.cells.size() != columns.size()) {
            faults.add({row.line, {}, says("csv_cells", row.cells.size(), columns.size())});
        }
        table.rows.push_back(std::move(row));
    }
    if (faults.count > 0) return tl::unexpected<CsvFaults>(std::move(faults));
    return table;
}

}  // namespace dudao
