#include "csv/csv.h"

#include <algorithm>
#include <utility>

#include "ensure.h"
#include "utf8.h"

namespace dudao {
namespace {

/// Cuts the bytes into records, one at a time. Line numbers are those an editor shows.
class Reader {
 public:
    Reader(std::string_view bytes, const std::string& file, CsvFaults& faults)
        : bytes_(bytes), file_(file), faults_(faults) {}

    bool at_end() const { return at_ == bytes_.size(); }

    CsvRow record() {
        CsvRow row{.line = line_, .cells = {}};
        const std::size_t begin = at_;
        bool more = true;
        while (more) {
            std::string cell;
            more = !at_end() && bytes_[at_] == '"' ? quoted(cell, row) : plain(cell, row);
            row.cells.push_back(std::move(cell));
        }
        if (at_ - begin > CsvLimits::line_bytes) {
            faults_.add(file_, row.line,
                        "longer than " + std::to_string(CsvLimits::line_bytes) + " bytes");
        }
        return row;
    }

 private:
    /// Returns whether another cell follows in this record.
    bool plain(std::string& cell, const CsvRow& row) {
        const std::size_t begin = at_;
        while (!at_end() && bytes_[at_] != ',' && bytes_[at_] != '\n') ++at_;
        std::string_view text = bytes_.substr(begin, at_ - begin);
        if (!at_end() && bytes_[at_] == '\n' && text.ends_with('\r')) text.remove_suffix(1);
        if (text.find_first_of("\"\r") != std::string_view::npos) {
            faults_.add(file_, line_,
                        "column " + std::to_string(row.cells.size() + 1) +
                            ": a quote or carriage return needs the whole cell in quotes");
        }
        cell = text;
        return separator();
    }

    bool quoted(std::string& cell, const CsvRow& row) {
        const std::size_t opened = line_;
        const std::string column = "column " + std::to_string(row.cells.size() + 1);
        for (++at_; !at_end(); ++at_) {
            if (bytes_[at_] == '"') {
                if (!bytes_.substr(at_ + 1).starts_with('"')) break;
                ++at_;
            }
            if (bytes_[at_] == '\n') ++line_;
            cell += bytes_[at_];
        }
        if (at_end()) {
            faults_.add(file_, opened, column + ": the quote opened here is never closed");
            return false;
        }
        ++at_;
        if (bytes_.substr(at_).starts_with("\r\n")) ++at_;
        if (!at_end() && bytes_[at_] != ',' && bytes_[at_] != '\n') {
            faults_.add(file_, line_, column + ": text after the closing quote");
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
    const std::string& file_;
    CsvFaults& faults_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ",") + name;
    return text;
}

}  // namespace

const std::string& CsvTable::cell(const CsvRow& row, std::string_view column) const {
    const auto found = std::find(columns.begin(), columns.end(), column);
    ensure(found != columns.end(), "a cell is asked for by a column of the table");
    return row.cells.at(static_cast<std::size_t>(found - columns.begin()));
}

void CsvFaults::add(const CsvTable& table, const CsvRow& row, std::string_view column,
                    std::string_view wanted) {
    std::string what(column);
    what.append(": \"").append(table.cell(row, column)).append("\" is not ").append(wanted);
    if (++count_ > CsvLimits::faults_shown) return;
    text_ += (text_.empty() ? "" : "\n") + table.file + ": line " + std::to_string(row.line) +
             ", " + what;
}

void CsvFaults::add(const std::string& file, std::size_t line, std::string_view what) {
    if (++count_ > CsvLimits::faults_shown) return;
    text_ += (text_.empty() ? "" : "\n") + file + ": line " + std::to_string(line) + ", ";
    text_ += what;
}

Error CsvFaults::report() const {
    std::string text = text_;
    if (count_ > CsvLimits::faults_shown) {
        text += "\nand " + std::to_string(count_ - CsvLimits::faults_shown) + " more";
    }
    return {Error::Kind::BadInput, text, "nothing was imported"};
}

Result<CsvTable> parse_csv(std::string_view bytes, const std::string& file,
                           const std::vector<std::string>& columns) {
    CsvFaults faults;
    if (bytes.size() > CsvLimits::bytes) {
        faults.add(file, 1, "larger than " + std::to_string(CsvLimits::bytes) + " bytes");
        return tl::unexpected<Error>(faults.report());
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (const auto bad = first_not_utf8(bytes)) {
        const auto line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<long>(*bad), '\n');
        faults.add(file, static_cast<std::size_t>(line), "not UTF-8; save the file as UTF-8");
        return tl::unexpected<Error>(faults.report());
    }

    Reader reader(bytes, file, faults);
    CsvTable table{.file = file, .columns = columns, .rows = {}};
    if (reader.record().cells != columns) {
        faults.add(file, 1, "the header is not " + joined(columns));
        return tl::unexpected<Error>(faults.report());
    }
    while (!reader.at_end()) {
        CsvRow row = reader.record();
        if (table.rows.size() == CsvLimits::records) {
            faults.add(file, row.line, "more records than " + std::to_string(CsvLimits::records));
            break;
        }
        if (row.cells.size() != columns.size()) {
            faults.add(file, row.line,
                       std::to_string(row.cells.size()) + " cells where the header has " +
                           std::to_string(columns.size()));
        }
        table.rows.push_back(std::move(row));
    }
    if (!faults.none()) return tl::unexpected<Error>(faults.report());
    return table;
}

}  // namespace dudao
