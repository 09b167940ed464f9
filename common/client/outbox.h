// The durable outbox of a process that sends commands to the broker. A command's number and bytes
// are on disk before it is sent, and stay there until it has a final answer. It is a table of the
// owner's database, so that a command and the owner's own changes are one transaction.
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
    Saved,     // durable here; no final answer yet
    Received,  // accepted, and in the office's log
    Refused,   // finally; later rows are not blocked
};

class OutboxTable {
 public:
    struct Row {
        std::int64_t incarnation = 1;
        std::int64_t n = 0;
        std::string frame;  // sent unchanged each time; empty once answered
        RowState state = RowState::Saved;
        Moment answered_at;
        wire::Answer answer;
        std::string about;  // the owner's data about the command, encoded
    };

    /// `database` must outlive the table.
    explicit OutboxTable(const disk::Database& database) : database_(database) {}

    /// A migration step of the owner's database that creates the table `outbox`.
    static Result<void> make(const disk::Database& database);

    // Stores a row. Call each of these functions within a transaction of the owner. A number used
    // twice is an error.
    Result<void> keep(const Row& row) const;
    /// Stores the state, time and answer of an existing row and deletes its frame.
    Result<void> answer(const Row& row) const;
    Result<void> drop(std::int64_t incarnation, std::int64_t n) const;
    /// Deletes rows of any incarnation that were answered before this moment.
    Result<void> drop_answered(Moment before) const;

    /// The rows of one incarnation, ascending by n.
    Result<std::vector<Row>> rows(std::int64_t incarnation) const;
    /// All rows, ascending by incarnation and n.
    Result<std::vector<Row>> rows() const;

 private:
    Result<std::vector<Row>> read(disk::Statement statement) const;

    const disk::Database& database_;
};

}  // namespace dudao
