// The durable outbox of a process that speaks to the broker: a command has its number and its bytes
// on disk before it is sent, and keeps them until it is answered for good. It is one table of the
// owner's own database, so that a command and what it changes there are one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "disk/database.h"
#include "domain/moment.h"
#include "wire/message.h"

namespace dudao {

enum class RowState {
    Saved,     // durable here; the office has not answered for good
    Received,  // done, and in the office's log
    Refused,   // finally; blocks nothing
};

class OutboxTable {
 public:
    struct Row {
        std::int64_t incarnation = 1;
        std::int64_t n = 0;
        std::string frame;  // the same bytes at each sending; empty once answered
        RowState state = RowState::Saved;
        Moment answered_at;
        wire::Answer answer;
        std::string about;  // what the owner remembers of it, encoded
    };

    /// `database` must outlive it.
    explicit OutboxTable(const disk::Database& database) : database_(database) {}

    /// A step of the owner's database: there is no table `outbox` yet.
    static Result<void> make(const disk::Database& database);

    // Each within a transaction of the owner's. A number given twice is an error.
    Result<void> keep(const Row& row) const;
    /// State, moment and answer of a row that is kept; its frame goes.
    Result<void> answer(const Row& row) const;
    Result<void> drop(std::int64_t incarnation, std::int64_t n) const;
    /// Rows of any incarnation that were answered before.
    Result<void> drop_answered(Moment before) const;

    /// Of one incarnation, ascending n.
    Result<std::vector<Row>> rows(std::int64_t incarnation) const;
    /// Of all, ascending incarnation and n.
    Result<std::vector<Row>> rows() const;

 private:
    Result<std::vector<Row>> read(disk::Statement statement) const;

    const disk::Database& database_;
};

}  // namespace dudao
