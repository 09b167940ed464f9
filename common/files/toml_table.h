// A table of a TOML file while it is read: every value is asked for by key and kind. What is
// missing, of another kind, or never asked for is a fault with file, line and column.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "files/faults.h"

namespace dudao::files {

enum class Need { Required, Optional };

class TomlTable {
 public:
    /// Nothing when the file is not TOML; said in `faults`, which must outlive the table.
    static std::optional<TomlTable> parse(const std::string& bytes, const std::string& file,
                                          Faults& faults);

    // Each gives a default where there is a fault.
    std::string text(const std::string& key, Need need = Need::Required);
    /// What has one wording on record. That of a demo, which is read to see what the product is, is
    /// English where its reader is: `key` with "_en" where the file has it.
    std::string worded(const std::string& key, bool english);
    std::int32_t number(const std::string& key, Need need = Need::Required);
    bool boolean(const std::string& key, Need need = Need::Required);
    Day day(const std::string& key, Need need = Need::Required);        // 2026-09-14
    Moment moment(const std::string& key, Need need = Need::Required);  // 2026-09-14T08:00:00+08:00
    std::int32_t minutes(const std::string& key, Need need = Need::Required);  // 08:00:00
    std::vector<std::string> texts(const std::string& key, Need need = Need::Required);
    std::optional<TomlTable> table(const std::string& key, Need need = Need::Required);
    std::vector<TomlTable> tables(const std::string& key, Need need = Need::Required);

    bool has(const std::string& key) const;
    /// A key that is known and not used yet; the caller says why.
    void set_aside(const std::string& key);
    /// A value that was read and is not right.
    void wrong(const std::string& key, const Said& what);
    void wrong(const std::string& key, const Error& error);
    /// Every key that nobody asked for is a fault, told with those that were. Call last.
    void close();

 private:
    struct Inside;
    explicit TomlTable(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}
    std::shared_ptr<Inside> inside_;
};

}  // namespace dudao::files
