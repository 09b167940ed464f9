// One prepared statement of SQLite; parameters are bound in order.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>

#include "result.h"

namespace dudao::engine {

inline Error database_error(sqlite3* db) {
    return {Error::Kind::Unreachable, std::string("engine database: ") + sqlite3_errmsg(db), {}};
}

class Statement {
 public:
    Statement(sqlite3* db, const char* sql) : db_(db) {
        good_ = sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) == SQLITE_OK;
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& number(std::int64_t value) {
        good_ = good_ && sqlite3_bind_int64(statement_, ++at_, value) == SQLITE_OK;
        return *this;
    }
    Statement& text(const std::string& value) {
        good_ = good_ &&
                sqlite3_bind_text(statement_, ++at_, value.data(), static_cast<int>(value.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK;
        return *this;
    }
    Statement& blob(const std::string& value) {
        good_ = good_ &&
                sqlite3_bind_blob(statement_, ++at_, value.data(), static_cast<int>(value.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK;
        return *this;
    }
    Result<void> run() {
        if (good_ && sqlite3_step(statement_) == SQLITE_DONE) return {};
        return tl::unexpected<Error>(database_error(db_));
    }
    /// True while there is a row; false at the end or at an error, which ended() tells apart.
    bool next() {
        if (good_) code_ = sqlite3_step(statement_);
        return good_ && code_ == SQLITE_ROW;
    }
    Result<void> ended() const {
        if (good_ && code_ == SQLITE_DONE) return {};
        return tl::unexpected<Error>(database_error(db_));
    }
    std::int64_t number_at(int column) { return sqlite3_column_int64(statement_, column); }
    std::string bytes_at(int column) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const int size = sqlite3_column_bytes(statement_, column);
        return bytes ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
    }

 private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    bool good_ = false;
    int at_ = 0;
    int code_ = SQLITE_DONE;
};

}  // namespace dudao::engine
